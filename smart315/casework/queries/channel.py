"""What the direct channel has on record of one complaint; for those who may read the case."""

from dataclasses import dataclass

from django.utils.functional import Promise

from smart315.casework.codes import FallBackReason
from smart315.casework.deadlines import TITLES
from smart315.casework.models import Agreement, Invitation, Reminder, Round
from smart315.casework.states import MOVE_LABELS


@dataclass(frozen=True)
class RoundView:
    """One round, and in words how it ended."""

    round: Round
    ended: str | Promise


@dataclass(frozen=True)
class ReminderView:
    """One step of the ladder, and which limit it was about."""

    reminder: Reminder
    title: str | Promise


@dataclass(frozen=True)
class Channel:
    """Rounds, reminders, letters and promises, each oldest first."""

    rounds: list[RoundView]
    reminders: list[ReminderView]
    invitations: list[Invitation]
    promises: list[Agreement]


def channel(complaint_id: int) -> Channel:
    """Return the record; four queries."""
    rounds = Round.objects.filter(complaint=complaint_id).select_related("business")
    reminders = Reminder.objects.filter(complaint=complaint_id).select_related("clock")
    letters = Invitation.objects.filter(complaint=complaint_id).order_by("made_at", "pk")
    promises = Agreement.objects.filter(complaint=complaint_id).order_by("made_at", "pk")
    reasons: dict[str, str | Promise] = {**dict(FallBackReason.choices), **MOVE_LABELS}
    return Channel(
        rounds=[
            RoundView(each, reasons.get(each.ended_as, each.ended_as))
            for each in rounds.order_by("began_at", "pk")
        ],
        reminders=[
            ReminderView(each, TITLES[each.clock.key]) for each in reminders.order_by("at", "pk")
        ],
        invitations=list(letters),
        promises=list(promises),
    )


def invitation_of(complaint_id: int) -> Invitation | None:
    """Return the letter whose link is in force, or None."""
    return Invitation.objects.filter(complaint=complaint_id, revoked_at=None).first()
