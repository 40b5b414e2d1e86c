"""Kept questions: which somebody may read, and who is owed a mail of one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor
from smart315.insight import policies
from smart315.insight.models import Mailing, SavedQuestion
from smart315.insight.questions import beats
from smart315.insight.questions.keeping import Every, Shared
from smart315.measures.days import When


KEPT = timedelta(days=30)
"""How long a deleted question can be taken back."""


@dataclass(frozen=True)
class Due:
    """A mailing that is owed, and for which time."""

    mailing: Mailing
    period: When


def line_of(actor: Actor) -> frozenset[int]:
    """Return the organisations where somebody serves, and all above them; one query."""
    held = accounts.organisations(frozenset(actor.held)).values()
    return frozenset(int(step) for each in held for step in each.path.split("/") if step)


def saved(actor: Actor) -> list[SavedQuestion]:
    """Return every question that somebody may read, their own first, by title; two queries."""
    if not policies.may_ask(actor):
        return []
    readable = (
        Q(owner=actor.user_id)
        | Q(shared=Shared.EVERYBODY)
        | Q(shared=Shared.ORGANISATION, organisation__in=list(actor.held))
        | Q(shared=Shared.BELOW, organisation__in=line_of(actor))
    )
    found = SavedQuestion.objects.filter(readable, deleted_at=None)
    rows = found.select_related("owner", "organisation").order_by("title", "pk")
    return sorted(rows, key=lambda each: each.owner_id != actor.user_id)


def saved_question(actor: Actor, question_id: int) -> SavedQuestion | None:
    """Return one that somebody may read; None when there is none."""
    rows = SavedQuestion.objects.select_related("owner", "organisation")
    found = rows.filter(pk=question_id, deleted_at=None).first()
    if found is None or not policies.may_read_question(actor, found, line_of(actor)):
        return None
    return found


def deleted(actor: Actor, at: datetime) -> list[SavedQuestion]:
    """Return one's own questions that can be taken back, the last deleted first."""
    found = SavedQuestion.objects.filter(owner=actor.user_id, deleted_at__gt=at - KEPT)
    return list(found.order_by("-deleted_at", "-pk"))


def mailings(actor: Actor) -> list[Mailing]:
    """Return what somebody has mailed to themselves, those that go on first."""
    found = Mailing.objects.filter(reader=actor.user_id).select_related("question")
    rows = found.order_by("-since", "-pk")
    return sorted(rows, key=lambda each: each.ended_at is not None)


def mailing_of(actor: Actor, question_id: int) -> Mailing | None:
    """Return how somebody has a question mailed; None when they have not."""
    found = Mailing.objects.filter(reader=actor.user_id, question=question_id, ended_at=None)
    return found.first()


def due_mailings(today: date) -> list[Due]:
    """Return what is to be mailed by the beginning of a day, each mailing's earliest first."""
    rows = Mailing.objects.filter(
        ended_at=None, done_until__lt=today - timedelta(days=1), question__deleted_at=None
    )
    return [
        Due(each, period)
        for each in rows.select_related("question", "reader").order_by("pk")
        for period in beats.owed(Every(each.every), each.done_until, today)
    ]
