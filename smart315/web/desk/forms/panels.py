"""A case before a committee."""

from typing import Any

from django import forms
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _, gettext_lazy

from smart315.casework import queries
from smart315.community import queries as community
from smart315.web.desk.deeds import DeedForm
from smart315.web.desk.forms.fields import text_area
from smart315.web.desk.forms.moves import LONG


class GiveForm(DeedForm):
    """Which committee, why, and that both want it."""

    committee_id = forms.TypedChoiceField(label=gettext_lazy("调解委员会"), coerce=int)
    reason = forms.CharField(label=gettext_lazy("委派的原因"), max_length=LONG, widget=text_area(3))
    consumer_agrees = forms.BooleanField(label=gettext_lazy("投诉人同意"), required=False)
    business_agrees = forms.BooleanField(label=gettext_lazy("经营者同意"), required=False)

    def prepare(self) -> None:
        """Offer the committees of the house and of those above it, those of the goods first."""
        found = queries.committees_for(self.case.complaint.pk, self.case.actor, at=now())
        words = [(each.committee.pk, each.committee.name) for each in found]
        self.fields["committee_id"].choices = words  # type: ignore[attr-defined]


class SeatForm(DeedForm):
    """Who hears the case, and who presides."""

    member_ids = forms.TypedMultipleChoiceField(
        label=gettext_lazy("调解组成员"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("请从在任委员中选择调解组成员。")},
    )
    presiding_id = forms.TypedChoiceField(
        label=gettext_lazy("主持人"),
        coerce=int,
        empty_value=None,
        error_messages={"required": gettext_lazy("请从调解组成员中指定主持人。")},
    )

    def prepare(self) -> None:
        """Offer the members in office."""
        seated = queries.panels(self.case.complaint.pk, self.case.actor)
        panel = next((each.panel for each in seated if each.panel.pk == self.target), None)
        serving = community.committee(panel.committee_id, on=localdate()) if panel else None
        people = serving.members if serving else []
        words = [(each.pk, _member(each)) for each in people]
        self.fields["member_ids"].choices = words  # type: ignore[attr-defined]
        self.fields["presiding_id"].choices = [("", "———"), *words]  # type: ignore[attr-defined]


class BackForm(DeedForm):
    """What the committee reports."""

    report = forms.CharField(label=gettext_lazy("办理情况"), max_length=LONG, widget=text_area(4))


def _member(member: Any) -> str:
    chair = _("（主任）") if member.chair else ""
    return f"{member.name}{chair}　{member.workplace}　{member.skill}"
