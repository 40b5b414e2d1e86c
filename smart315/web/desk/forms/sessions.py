"""Sessions of a mediation: planned, told, held with minutes and attendance."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Permission
from smart315.casework import queries
from smart315.casework.actions import Invited, Minutes, Plan, Presence
from smart315.casework.codes import Side, Signed
from smart315.web.desk.deeds import DeedForm
from smart315.web.desk.forms.fields import MomentField, text_area
from smart315.web.desk.forms.moves import LONG


MODES = (
    ("onsite", gettext_lazy("现场")),
    ("phone", gettext_lazy("电话")),
    ("video", gettext_lazy("视频")),
)


class PlanForm(DeedForm):
    """When, how, where, before whom, with whom else."""

    mode = forms.ChoiceField(label=gettext_lazy("方式"), choices=MODES)
    starts_at = MomentField(label=gettext_lazy("开始时间"))
    minutes_long = forms.IntegerField(
        label=gettext_lazy("预计时长（分钟）"), min_value=10, max_value=600, initial=60
    )
    place = forms.CharField(
        label=gettext_lazy("地点"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("现场调解必填；电话调解可以写联系办法。"),
    )
    link = forms.CharField(
        label=gettext_lazy("视频会议链接"), max_length=300, required=False,
        help_text=gettext_lazy("视频调解必填，以 https:// 开头。"),
    )  # fmt: skip
    mediators = forms.TypedMultipleChoiceField(
        label=gettext_lazy("调解员"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    guests = forms.CharField(
        label=gettext_lazy("邀请参加的人"),
        required=False,
        max_length=LONG,
        widget=text_area(2),
        help_text=gettext_lazy("每行一人：姓名 身份，例如“张三 律师”。须征得双方同意。"),
    )

    def prepare(self) -> None:
        """Offer the mediators of the house, the officer first; begin with the plan as it is."""
        complaint = self.case.complaint
        staff = accounts.staff(complaint.organisation_id, Permission.MEDIATE)
        self.fields["mediators"].choices = [(each.pk, str(each)) for each in staff]  # type: ignore[attr-defined]
        self.fields["mediators"].initial = [complaint.officer_id] if complaint.officer_id else []
        self.fields["place"].initial = complaint.organisation.address
        session = queries.session(self.target, self.case.actor) if self.target else None
        if session is not None:
            for name in ("mode", "starts_at", "minutes_long", "place", "link"):
                self.fields[name].initial = getattr(session, name)
            self.fields["mediators"].initial = [each.pk for each in session.mediators.all()]

    def arguments(self) -> dict[str, Any]:
        """Return the plan as one value."""
        data = dict(self.cleaned_data)
        guests = tuple(_guest(line) for line in data.pop("guests").splitlines() if line.strip())
        data["mediators"] = tuple(data["mediators"])
        return {"plan": Plan(guests=guests, **data)}


class TellForm(DeedForm):
    """A shorter notice needs a sheet that both signed."""

    letter = forms.FileField(
        label=gettext_lazy("双方同意提前召开的书面材料"),
        required=False,
        help_text=gettext_lazy("按期通知的不需要。"),
    )

    def arguments(self) -> dict[str, Any]:
        """Return nothing: the sheet becomes evidence."""
        return {}


class GuestForm(DeedForm):
    """Which party agrees to a guest."""

    consumer_agrees = forms.BooleanField(label=gettext_lazy("投诉人同意"), required=False)
    business_agrees = forms.BooleanField(label=gettext_lazy("经营者同意"), required=False)


class ReasonForm(DeedForm):
    """Why."""

    reason = forms.CharField(label=gettext_lazy("原因"), max_length=LONG, widget=text_area(3))


class MinutesForm(DeedForm):
    """Who came, who said what, how it ended, who signed."""

    consumer_said = forms.CharField(
        label=gettext_lazy("投诉人陈述"),
        max_length=5000,
        widget=text_area(4),
        error_messages={"required": gettext_lazy("请记录投诉人的陈述；没有到场的请写明。")},
    )
    business_said = forms.CharField(
        label=gettext_lazy("经营者陈述"),
        max_length=5000,
        widget=text_area(4),
        error_messages={"required": gettext_lazy("请记录经营者的陈述；没有到场的请写明。")},
    )
    disputed = forms.CharField(
        label=gettext_lazy("争议焦点和调解过程"), max_length=5000, required=False,
        widget=text_area(4),
    )  # fmt: skip
    result = forms.CharField(
        label=gettext_lazy("调解结果"),
        max_length=LONG,
        widget=text_area(3),
        error_messages={"required": gettext_lazy("请写明调解的结果。")},
        help_text=gettext_lazy("例如：达成一致；另行约期；一方不同意继续调解。"),
    )

    def prepare(self) -> None:
        """Ask of everybody who is expected whether they came and signed."""
        session = queries.session(self.target, self.case.actor)
        self.expected = queries.expected(session) if session else []
        choices = [("", _("请选择")), *Signed.choices]
        for number, each in enumerate(self.expected):
            side = Side(each.side).label
            words = {"side": _("%(side)s的代理人") % {"side": side} if each.is_agent else side}
            label = _("%(side)s %(name)s") % {**words, "name": each.name}
            self.fields[f"signed_{number}"] = forms.ChoiceField(
                label=label, choices=choices, error_messages={"required": _("请选择是否到场签名。")}
            )

    def arguments(self) -> dict[str, Any]:
        """Return the minutes as one value."""
        data = self.cleaned_data
        attendance = tuple(
            Presence(
                each.name,
                each.side,
                data[f"signed_{number}"] != Signed.ABSENT,
                data[f"signed_{number}"],
                each.is_agent,
            )
            for number, each in enumerate(self.expected)
        )
        said = {n: data[n] for n in ("consumer_said", "business_said", "disputed", "result")}
        return {"minutes": Minutes(attendance=attendance, **said)}


def _guest(line: str) -> Invited:
    name, _space, capacity = " ".join(line.split()).partition(" ")
    return Invited(name, capacity)
