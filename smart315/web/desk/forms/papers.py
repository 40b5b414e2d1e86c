"""Writing a document, declaring one void, noting its delivery."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.casework.actions import DeliveryReceipt, Order
from smart315.casework.codes import DeliveryMethod
from smart315.casework.letters import Free, Letter
from smart315.web.desk.forms.fields import MomentField, text_area
from smart315.web.desk.forms.moves import LONG


class WriteForm(forms.Form):
    """The officer's own texts of a document; the rest comes from the case."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    owed = forms.IntegerField(required=False, widget=forms.HiddenInput)
    about = forms.IntegerField(required=False, widget=forms.HiddenInput)
    replaces = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, kind: Letter, words: dict[str, str], replaces: int | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["key"].initial = uuid4()
        if replaces is not None:
            self.fields["why"] = forms.CharField(
                label=_("重发的原因"),
                max_length=200,
                help_text=_("原文书保留在案卷中，标明已由新文书代替。"),
            )
        for each in kind.free:
            self.fields[each.name] = _field(each, words.get(each.name, ""))

    def words(self) -> dict[str, str]:
        """Return the officer's texts as they were typed, right or wrong."""
        return {each.name: self.data.get(each.name, "") for each in self.kind.free}

    def order(self, complaint_id: int) -> Order:
        """Return what is to be issued."""
        data = self.cleaned_data
        return Order(
            complaint_id=complaint_id,
            code=self.kind.code,
            key=UUID(str(data["key"])),
            owed_id=data["owed"],
            object_id=data["about"],
            replaces_id=data["replaces"],
            reason=data.get("why", ""),
            words={each.name: data[each.name] for each in self.kind.free},
        )


def _field(free: Free, initial: str) -> forms.Field:
    common: dict[str, Any] = {
        "label": free.label,
        "help_text": free.help,
        "required": free.required,
        "initial": initial,
    }
    if free.choices:
        return forms.ChoiceField(
            choices=free.choices if initial else [("", _("请选择")), *free.choices], **common
        )
    widget = text_area(free.lines) if free.lines > 1 else forms.TextInput()
    return forms.CharField(max_length=LONG * 2, widget=widget, **common)


class KeyForm(forms.Form):
    """Nothing to write; the key makes a press that came twice one document."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid4()


class VoidForm(forms.Form):
    """Why a document no longer holds."""

    reason = forms.CharField(
        label=_("作废的原因"),
        max_length=200,
        widget=text_area(3),
        help_text=_("核验页会显示该文书已作废；原因只记入案卷。"),
    )


class DeliveryForm(forms.Form):
    """How, when, to whom and by whom; with a proof where there is one."""

    method = forms.ChoiceField(
        label=_("送达方式"), choices=DeliveryMethod.choices, widget=forms.RadioSelect
    )
    to = forms.CharField(label=_("收件人"), max_length=80)
    delivered_at = MomentField(label=_("送达时间"))
    delivered_by = forms.CharField(
        label=_("送达人"), max_length=80, required=False, help_text=_("不填的，记为您本人。")
    )
    note = forms.CharField(
        label=_("说明"),
        max_length=200,
        required=False,
        help_text=_("例如邮件单号、留置或者公告的情况。"),
    )
    proof = forms.FileField(
        label=_("凭证"), required=False, help_text=_("签收的送达回证、邮寄回执、截图等。")
    )

    def arguments(self) -> dict[str, Any]:
        """Return what the action takes."""
        data = dict(self.cleaned_data)
        proof = data.pop("proof")
        receipt = DeliveryReceipt(**data)
        return {
            "receipt": receipt,
            "proof": proof.file if proof else None,
            "proof_name": proof.name if proof else "",
        }
