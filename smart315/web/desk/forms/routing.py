"""Handing a complaint on, sending it back, giving it to a mediator (T10-T12)."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Permission
from smart315.accounts.queries import Organisation
from smart315.casework import queries
from smart315.web.desk.forms.fields import text_area
from smart315.web.desk.forms.moves import LONG, MoveForm
from smart315.web.desk.forms.parts import REASONS


INSIDE, PARTNER, OUTSIDE = "inside", "partner", "outside"


class TransferForm(MoveForm):
    """To another organisation of the network, or out to a department with consent."""

    to = forms.ChoiceField(
        label=_("转往"),
        choices=(
            (INSIDE, _("消协组织")),
            (PARTNER, _("协作单位（在本平台签收和答复）")),
            (OUTSIDE, _("其他外部单位（书面移送）")),
        ),
        initial=INSIDE,
        widget=forms.RadioSelect,
    )
    receiver = forms.TypedChoiceField(
        label=_("接收单位"), required=False, coerce=int, empty_value=None
    )
    partner = forms.TypedChoiceField(
        label=_("协作单位"), required=False, coerce=int, empty_value=None
    )
    outside = forms.CharField(label=_("外部单位名称"), required=False, max_length=80)
    consent = forms.BooleanField(
        label=_("投诉人同意将其个人信息提供给该外部单位"),
        required=False,
        help_text=_("《个人信息保护法》第二十三条。不同意的，请告知投诉人自行前往。"),
    )
    reason = forms.CharField(label=_("转办理由"), max_length=LONG, widget=text_area(3))

    def prepare(self) -> None:
        """Offer the network around the organisation: below, above, beside."""
        self.fields["receiver"].choices = _around(self.case.organisation)  # type: ignore[attr-defined]
        partners = [(each.pk, each.name) for each in accounts.partners()]
        self.fields["partner"].choices = [("", gettext("请选择")), *partners]  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """Send only what belongs to the way that was chosen."""
        data = self.cleaned_data
        inside, partner = data["to"] == INSIDE, data["to"] == PARTNER
        return {
            "reason": data["reason"],
            "receiver_id": data["receiver"] if inside else None,
            "partner_id": data["partner"] if partner else None,
            "outside": "" if inside or partner else data["outside"],
            "consent": False if inside else data["consent"],
        }


class ReturnForm(MoveForm):
    """Why it is sent back: a code that is counted, and words."""

    code = forms.ChoiceField(label=_("退回原因"), choices=REASONS)
    reason = forms.CharField(
        label=_("退回理由"),
        max_length=LONG,
        widget=text_area(3),
        help_text=_("转来的单位会看到。"),
    )


class AssignForm(MoveForm):
    """Which mediator takes it, beside how much each has on the desk."""

    officer = forms.TypedChoiceField(label=_("承办人"), coerce=int, widget=forms.RadioSelect)

    def prepare(self) -> None:
        """List the mediators of the organisation with their open cases."""
        place = self.case.organisation.pk
        busy = queries.open_counts(place)
        self.fields["officer"].initial = queries.suggested_officer(self.case.complaint)
        self.fields["officer"].choices = [  # type: ignore[attr-defined]
            (
                each.pk,
                gettext("%(name)s（在办 %(count)s 件）") % _load(str(each), busy.get(each.pk)),
            )
            for each in accounts.staff(place, Permission.MEDIATE)
        ]

    def arguments(self) -> dict[str, Any]:
        """Return the officer under the action's name."""
        return {"officer_id": self.cleaned_data["officer"]}


def _load(name: str, count: int | None) -> dict[str, object]:
    return {"name": name, "count": count or 0}


def _around(place: Organisation) -> list[tuple[str, Any]]:
    below: list[tuple[int, str]] = []
    above: list[tuple[int, str]] = []
    beside: list[tuple[int, str]] = []
    for each in accounts.network():
        if each.pk == place.pk:
            continue
        group = beside
        if each.path.startswith(place.path):
            group = below
        elif place.path.startswith(each.path):
            group = above
        group.append((each.pk, each.name))
    named = ((gettext("下级"), below), (gettext("上级"), above), (gettext("其他地区"), beside))
    return [("", gettext("请选择")), *((name, group) for name, group in named if group)]
