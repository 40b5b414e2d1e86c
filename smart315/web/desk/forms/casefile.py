"""Notes, material, corrections and a look at personal data, on the page of a case."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.businesses.queries import Candidate
from smart315.casework.actions import Correction
from smart315.casework.codes import Audience
from smart315.web.desk import suggesting
from smart315.web.desk.forms.businesses import categories, natures
from smart315.web.desk.forms.fields import text_area
from smart315.web.desk.forms.moves import LONG, MoveForm


class NoteForm(forms.Form):
    """A note in the history, for those whom it concerns."""

    text = forms.CharField(label=_("留言"), max_length=LONG, widget=text_area(2))
    audience = forms.ChoiceField(
        label=_("谁能看到"), choices=Audience.choices, initial=Audience.INTERNAL
    )


class EvidenceForm(forms.Form):
    """A file that belongs to the case."""

    file = forms.FileField(
        label=_("文件"),
        help_text=_("图片、PDF、Word、Excel、录音或视频；图片和文件不超过20 MB，录音不超过50 MB。"),
        error_messages={"required": _("请选择文件。")},
    )
    purpose = forms.CharField(
        label=_("证明什么"), required=False, max_length=80, help_text=_("例如：购物发票。")
    )
    audience = forms.ChoiceField(
        label=_("谁能看到"), choices=Audience.choices, initial=Audience.INTERNAL
    )


class UnmaskForm(forms.Form):
    """Why somebody has to see a person's data in full."""

    reason = forms.CharField(
        label=_("查看事由"),
        max_length=200,
        help_text=_("例如：电话联系投诉人核实情况。事由记入审计，请不要写个人信息。"),
    )


class CorrectForm(MoveForm):
    """Classification and respondent put right, with a reason."""

    nature_code = forms.ChoiceField(label=_("投诉性质"), required=False)
    category_code = forms.ChoiceField(label=_("商品或者服务类别"), required=False)
    respondent_name = forms.CharField(label=_("被投诉经营者名称"), max_length=120, required=False)
    reason = forms.CharField(label=_("更正理由"), max_length=200)

    def prepare(self) -> None:
        """Begin with what stands there."""
        complaint = self.case.complaint
        self.fields["nature_code"].choices = natures()  # type: ignore[attr-defined]
        self.fields["category_code"].choices = categories()  # type: ignore[attr-defined]
        for name in ("nature_code", "category_code", "respondent_name"):
            self.fields[name].initial = getattr(complaint, name)
        suggesting.add_hints(self.fields, complaint)

    def arguments(self) -> dict[str, Any]:
        """Return what differs from what stands there."""
        data, complaint = self.cleaned_data, self.case.complaint
        names = ("nature_code", "category_code", "respondent_name")
        changed = {name: data[name] for name in names if data[name] != getattr(complaint, name)}
        return {"correction": Correction(reason=data["reason"], **changed)}


class ChangeBusinessForm(forms.Form):
    """The business meant, out of those that were found, and why it is another one."""

    business = forms.TypedChoiceField(
        label=_("登记簿中的经营者"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择一个经营者；没有的请先登记。")},
    )
    reason = forms.CharField(label=_("更正理由"), max_length=200)

    def __init__(
        self, *args: Any, found: Sequence[Candidate], why: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["business"].choices = [  # type: ignore[attr-defined]
            (each.id, _facts(each, why.get(each.id, ""))) for each in found
        ]

    def arguments(self) -> dict[str, Any]:
        """Return the correction."""
        data = self.cleaned_data
        return {"correction": Correction(business_id=data["business"], reason=data["reason"])}


def _facts(found: Candidate, why: str) -> str:
    return " · ".join(filter(None, [found.name, found.region_name, found.uscc, why]))
