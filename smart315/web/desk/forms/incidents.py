"""What officers write about an incident."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Permission
from smart315.insight import assessing, queries as insight
from smart315.insight.queries import Incident
from smart315.insight.states import Follow
from smart315.web.desk.forms.fields import DayField, text_area
from smart315.web.desk.forms.moves import LONG


class IncidentForm(forms.Form):
    """A form about one incident, which it may ask before it is shown."""

    def __init__(self, *args: Any, incident: Incident, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.incident = incident
        self.prepare()

    def prepare(self) -> None:
        """Begin with what stands there."""

    def arguments(self) -> dict[str, Any]:
        """Return what the action is to be told."""
        return self.cleaned_data


class SureForm(IncidentForm):
    """Nothing to write: only to be sure."""


class ConcludeForm(IncidentForm):
    """What came of it."""

    conclusion = forms.CharField(
        label=_("结论"),
        max_length=LONG,
        widget=text_area(4),
        error_messages={"required": _("请写明结论。")},
    )


class DescribeForm(IncidentForm):
    """What only people know; the level follows from it."""

    title = forms.CharField(
        label=_("事件名称"),
        max_length=120,
        error_messages={"required": _("请填写事件名称。")},
    )
    injured = forms.IntegerField(
        label=_("受伤人数"),
        min_value=0,
        max_value=10_000,
        error_messages={"required": _("请填写受伤人数，没有的填0。")},
    )
    dead = forms.IntegerField(
        label=_("死亡人数"),
        min_value=0,
        max_value=10_000,
        error_messages={"required": _("请填写死亡人数，没有的填0。")},
    )
    absconded = forms.BooleanField(label=_("经营者关停跑路，涉及预付资金"), required=False)
    in_media = forms.BooleanField(label=_("媒体或者舆情关注"), required=False)

    def prepare(self) -> None:
        """Begin with what stands there."""
        for name in self.fields:
            self.fields[name].initial = getattr(self.incident, name)


class MergeForm(IncidentForm):
    """Which incident it is part of."""

    into_id = forms.TypedChoiceField(
        label=_("并入哪一事件"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择要并入的事件。")},
    )

    def prepare(self) -> None:
        """Offer the open incidents of the same association."""
        named = [(each.pk, each.title) for each in insight.others(self.incident)]
        self.fields["into_id"].choices = named  # type: ignore[attr-defined]
        if not named:
            self.fields["into_id"].help_text = _("本会没有其他待核实或者处置中的事件。")


class AddMemberForm(IncidentForm):
    """A complaint by its number, and why it belongs."""

    number = forms.CharField(
        label=_("投诉编号"),
        max_length=40,
        error_messages={"required": _("请填写投诉编号。")},
    )
    why = forms.CharField(
        label=_("为什么属于这一事件"),
        max_length=200,
        error_messages={"required": _("请写明为什么属于这一事件。")},
    )


class RemoveMemberForm(IncidentForm):
    """Why a complaint does not belong."""

    why = forms.CharField(
        label=_("为什么不属于这一事件"),
        max_length=200,
        error_messages={"required": _("请写明为什么不属于这一事件。")},
    )


class AssessForm(IncidentForm):
    """The form of GR-06; the last writing is where the next begins."""

    def prepare(self) -> None:
        """Ask each question of the form."""
        last = self.incident.assessments.order_by("-written_at").first()
        for each in assessing.FIELDS:
            missing = _("请填写“%(label)s”。") % {"label": each.label}
            self.fields[each.name] = forms.CharField(
                label=str(each.label),
                required=each.must,
                max_length=LONG,
                widget=text_area(3),
                initial=last.answers.get(each.name, "") if last else "",
                error_messages={"required": missing},
            )

    def arguments(self) -> dict[str, Any]:
        """Return the answers together."""
        return {"answers": self.cleaned_data}


class FollowForm(IncidentForm):
    """What is to follow, who does it, until when."""

    kind = forms.ChoiceField(label=_("处置措施"), choices=Follow.choices)
    task = forms.CharField(
        label=_("具体任务"),
        max_length=300,
        widget=text_area(2),
        error_messages={"required": _("请写明具体任务。")},
    )
    officer_id = forms.TypedChoiceField(
        label=_("责任人"), coerce=int, error_messages={"required": _("请选择责任人。")}
    )
    due_on = DayField(label=_("完成期限"))

    def prepare(self) -> None:
        """Offer who handles incidents there."""
        place = self.incident.organisation_id
        people = accounts.staff(place, Permission.HANDLE_INCIDENTS)
        named = [(each.pk, each.get_full_name() or each.username) for each in people]
        self.fields["officer_id"].choices = [("", _("请选择")), *named]  # type: ignore[attr-defined]


class ResultForm(IncidentForm):
    """What came of a task."""

    result = forms.CharField(
        label=_("结果"),
        max_length=LONG,
        widget=text_area(3),
        error_messages={"required": _("请写明结果。")},
    )


class ReportForm(IncidentForm):
    """The text of a report."""

    text = forms.CharField(
        label=_("报告内容"),
        max_length=LONG,
        widget=text_area(8),
        help_text=_("基本情况、处置进展、风险和下一步；不写投诉人的姓名和电话。"),
        error_messages={"required": _("请填写报告内容。")},
    )
