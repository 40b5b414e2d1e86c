"""Who takes part: people of a joint complaint, their representatives and consents."""

from typing import Any

from django import forms
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from smart315.casework import queries
from smart315.casework.actions import Person
from smart315.casework.codes import ConsentMatter, Means
from smart315.casework.queries import People
from smart315.kernel import masking, money
from smart315.web.desk.deeds import DeedForm
from smart315.web.desk.forms.fields import YuanField, text_area
from smart315.web.desk.forms.moves import LONG


YES, NO = "yes", "no"


class AddPersonForm(DeedForm):
    """One more person with their own claim."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    phone = forms.CharField(
        label=_("手机号码"),
        max_length=40,
        help_text=_("本人凭这个号码的验证码确认并查看进度，系统会发去编号和查询码。"),
    )
    claim = forms.CharField(label=_("本人的诉求"), max_length=200, required=False)
    amount = YuanField(label=_("请求金额（元）"), required=False)
    address = forms.CharField(label=_("通讯地址"), max_length=200, required=False)

    def arguments(self) -> dict[str, Any]:
        """Return the person as one value."""
        data = dict(self.cleaned_data)
        return {"person": Person(claim_fen=data.pop("amount"), **data)}


class ListForm(forms.Form):
    """A list of people."""

    file = forms.FileField(
        label=_("名单文件（CSV 或者 XLSX）"),
        help_text=_("第一行是表头：姓名、手机号码、诉求、金额、地址；前两列必填。"),
        error_messages={"required": _("请选择名单文件。")},
    )


class JoinForm(DeedForm):
    """Which complaints become part of this one."""

    others = forms.TypedMultipleChoiceField(
        label=_("并入哪些投诉"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请选择要并入的投诉。")},
    )

    def prepare(self) -> None:
        """Offer the open complaints about the same business."""
        found = people_of(self)
        rows = found.joinable if found else []
        words = [(row.id, f"{row.number}　{row.complainant}　{row.title}") for row in rows]
        self.fields["others"].choices = words  # type: ignore[attr-defined]


class ElectForm(DeedForm):
    """Who was elected, and the sheet that all signed."""

    chosen = forms.TypedMultipleChoiceField(
        label=_("两名代表人"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    letter = forms.FileField(
        label=_("代表人推选书（扫描件）"),
        required=False,
        help_text=_("全体投诉人签名（总局令第121号第十二条）。"),
    )

    def prepare(self) -> None:
        """Offer everybody who takes part."""
        self.fields["chosen"].choices = names(people_of(self))  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """Return who was chosen."""
        return {"chosen": self.cleaned_data["chosen"]}


class ConsentForm(DeedForm):
    """What one represented person said, and how."""

    matter = forms.ChoiceField(
        label=_("事项"), choices=ConsentMatter.choices, initial=ConsentMatter.AGREE
    )
    given = forms.ChoiceField(
        label=_("是否同意"),
        choices=((YES, _("同意")), (NO, _("不同意"))),
        widget=forms.RadioSelect,
    )
    means = forms.ChoiceField(
        label=_("方式"), choices=[each for each in Means.choices if each[0] != Means.ONLINE]
    )
    letter = forms.FileField(label=_("签名页（书面同意的必传）"), required=False)
    subject = forms.CharField(required=False, widget=forms.HiddenInput)

    def arguments(self) -> dict[str, Any]:
        """Return yes and no as what they are."""
        data = self.cleaned_data
        rest = {name: data[name] for name in ("matter", "means", "subject")}
        return {"given": data["given"] == YES, **rest}


class LeaveForm(DeedForm):
    """Why somebody leaves."""

    reason = forms.CharField(label=_("退出的原因"), max_length=LONG, widget=text_area(3))


def people_of(form: DeedForm) -> People | None:
    """Return the people of the case that a form is about."""
    return queries.people(form.case.complaint.pk, form.case.actor, at=now())


def names(found: People | None) -> list[tuple[int, str]]:
    """Return people as a form offers them: enough to know them by, not more."""
    rows = found.present if found else []
    return [
        (each.pk, f"{masking.mask_name(each.name)}　{masking.mask_phone(each.phone)}{_claim(each)}")
        for each in rows
    ]


def _claim(party: Any) -> str:
    return f"　{money.with_unit(party.claim_fen)}" if party.claim_fen else ""
