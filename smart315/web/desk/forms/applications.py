"""Deciding on an application to take part, entering a pledge signed on paper, pausing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.businesses.actions import Terms
from smart315.businesses.queries import Candidate
from smart315.businesses.states import DeclineReason, PledgeKind, ReturnReason
from smart315.web.desk.forms.fields import DayField, text_area


NEW = "new"


class VerifyForm(forms.Form):
    """Which business of the register it is."""

    business = forms.ChoiceField(label=_("登记簿中的经营者"), widget=forms.RadioSelect)
    seen = forms.BooleanField(
        label=_("已核对营业执照、授权书和联系人"),
        error_messages={"required": _("请核对营业执照、授权书和联系人后勾选。")},
    )

    def __init__(self, *args: Any, candidates: list[Candidate], **kwargs: Any) -> None:
        kwargs["initial"] = {"business": str(candidates[0].id) if candidates else NEW}
        super().__init__(*args, **kwargs)
        found = [(str(each.id), _line(each)) for each in candidates]
        self.fields["business"].choices = [*found, (NEW, _("登记为新的经营者"))]  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """Return what the action takes."""
        chosen = self.cleaned_data["business"]
        return {"business_id": None if chosen == NEW else int(chosen)}


class NoteForm(forms.Form):
    """A word to the applicant beside the reason."""

    note = forms.CharField(
        label=_("说明"),
        required=False,
        max_length=300,
        widget=text_area(2),
        help_text=_("申请人会看到。"),
    )

    def arguments(self) -> dict[str, Any]:
        """Return what the action takes."""
        return dict(self.cleaned_data)


class ReturnForm(NoteForm):
    """What is to be put right."""

    field_order = ("reasons", "note")

    reasons = forms.MultipleChoiceField(
        label=_("需要更正"),
        choices=ReturnReason.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请至少选择一项需要更正的内容。")},
    )


class DeclineForm(NoteForm):
    """Why it cannot be taken."""

    field_order = ("reason", "note")

    reason = forms.ChoiceField(
        label=_("理由"),
        choices=DeclineReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择不予入驻的理由。")},
    )


class ActivateForm(forms.Form):
    """The name of the account that is opened."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=150,
        help_text=_("联系人用它登录；密码由本人凭核实过的手机在申请页面设置。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def arguments(self) -> dict[str, Any]:
        """Return what the action takes."""
        return dict(self.cleaned_data)


class PledgeForm(forms.Form):
    """A pledge: its kind and terms, and who signed it."""

    kind = forms.ChoiceField(
        label=_("承诺书"), choices=PledgeKind.choices, initial=PledgeKind.DIRECT
    )
    respond_hours = forms.IntegerField(label=_("几小时内打开并回应"), min_value=1, max_value=720)
    solve_hours = forms.IntegerField(label=_("几小时内提出解决方案"), min_value=1, max_value=720)
    advance_compensation = forms.BooleanField(label=_("承诺先行赔付"), required=False)
    signed_by = forms.CharField(label=_("签署人姓名"), max_length=60)
    signed_as = forms.CharField(label=_("签署人职务"), max_length=60, required=False)

    def arguments(self) -> dict[str, Any]:
        """Return what the action takes."""
        data = dict(self.cleaned_data)
        names = ("respond_hours", "solve_hours", "advance_compensation")
        return data | {"terms": Terms(**{name: data.pop(name) for name in names})}


class TextForm(forms.Form):
    """The words of a version, with the places of what each business fills in."""

    text = forms.CharField(
        label=_("承诺书全文"),
        widget=text_area(22),
        help_text=_(
            "{respond_hours}、{solve_hours}、{advance_compensation}各写一次，"
            "签署时换成经营者承诺的小时数和先行赔付的约定。"
        ),
        error_messages={"required": _("请填写承诺书全文，最多6000字。")},
    )


class PublishTextForm(forms.Form):
    """From which day a version is signed."""

    begins_on = DayField(label=_("从哪一天起启用"), error_messages={"required": _("请选择日期。")})


class PauseForm(forms.Form):
    """Why a business receives no more complaints for a while, or for good."""

    reason = forms.CharField(
        label=_("原因"),
        max_length=200,
        widget=text_area(2),
        help_text=_("经营者会收到通知并看到原因。"),
        error_messages={"required": _("请写明原因，经营者会看到。")},
    )


def _line(each: Candidate) -> str:
    parts = (each.name, each.uscc, each.region_name)
    return " · ".join(part for part in parts if part)
