"""The complaints behind a figure: what each measure counts, said to the store.

The figures themselves are summed from the facts; a test compares the length of each list here.
"""

from collections.abc import Collection, Mapping

from django.db.models import Exists, OuterRef, Q

from smart315.accounts.actors import Actor, ActorKind, Permission
from smart315.accounts.levels import Level
from smart315.casework.codes import Outcome
from smart315.casework.models import Agreement, Assignment, Clock, Entry, FollowUp, Judgement
from smart315.casework.models.clock import ClockState
from smart315.casework.states import Stage


PLEASED = 4
REGION_DIGITS = {"0000": 2, "00": 4}
COUNTY_DIGITS = 6  # a township has nine, and may end in zeros
OF = {"complaint": OuterRef("pk")}
CLOSED = Q(closed_at__isnull=False)
SOLVED = CLOSED & (
    Q(outcome__in=(Outcome.SETTLED, Outcome.MEDIATED))
    | Q(outcome=Outcome.WITHDRAWN, withdrawn_satisfied=True)
)


def _kept(key: str) -> Q:
    """Keep those of which such limits have ended, and none was missed."""
    ended = Clock.objects.filter(**OF, key=key)
    met, missed = ended.filter(state=ClockState.MET), ended.filter(state=ClockState.MISSED)
    return Q(Exists(met)) & ~Q(Exists(missed))


def _pleased() -> Q:
    """Keep those with four or five points: as judged, or else as last told to the caller."""
    judged = Judgement.objects.filter(**OF)
    of = OuterRef(OuterRef("pk"))
    told = FollowUp.objects.filter(complaint=of, satisfaction__isnull=False).order_by("-at", "-pk")
    last = Q(
        Exists(FollowUp.objects.filter(pk__in=told.values("pk")[:1], satisfaction__gte=PLEASED))
    )
    return Q(Exists(judged.filter(satisfaction__gte=PLEASED))) | (~Q(Exists(judged)) & last)


# By the name of the measure: which complaints its numerator counts or sums over.
COUNTED: Mapping[str, Q] = {
    "accepted": Q(accepted_at__isnull=False),
    "resolved": SOLVED,
    "resolve_rate": SOLVED,
    "recovered_loss": CLOSED & Q(recovered_fen__gt=0),
    "multi_comp_cases": CLOSED & Q(extra_compensation_fen__gt=0),
    "multi_comp_amount": CLOSED & Q(extra_compensation_fen__gt=0),
    "received": Q(),
    "taken_on": Q(accepted_at__isnull=False),
    "mediated": Q(Exists(Entry.objects.filter(**OF, stage=Stage.MEDIATING))),
    "agreed": Q(Exists(Agreement.objects.filter(**OF, in_force=True))),
    "performed": Q(
        Exists(Agreement.objects.filter(**OF, in_force=True, performed_at__isnull=False))
    ),
    "rejected": Q(stage=Stage.REJECTED) | Q(outcome=Outcome.REJECTED),
    "settled_directly": Q(outcome=Outcome.SETTLED, accepted_at=None),
    "disputed_amount": Q(amount_fen__gt=0),
    "accept_on_time": _kept("accept.decide"),
    "close_on_time": _kept("mediation.limit"),
    "avg_days": CLOSED & Q(accepted_at__isnull=False),
    "satisfied_rate": _pleased(),
    "followup_rate": CLOSED & Q(Exists(FollowUp.objects.filter(**OF))),
    "reopen_rate": Q(reopened__gt=0),
}


def counted_as(name: str, actor: Actor) -> Q:
    """Keep what a measure counts for this actor: of the organisations in which they may read."""
    if name not in COUNTED:
        return Q()
    wanted = COUNTED[name] & Q(joined_to=None) & ~Q(stage=Stage.DRAFT)
    if actor.kind is not ActorKind.STAFF or actor.everywhere(Permission.READ_COMPLAINT):
        return wanted
    places = actor.where(Permission.READ_COMPLAINT) & actor.organisations
    return wanted & (Q(organisation__in=places) | at_station(places))


def in_region(code: str) -> Q:
    """Keep what lies in a division or below it; a division's code begins those below."""
    above = REGION_DIGITS if len(code) == COUNTY_DIGITS else {}
    digits = next((n for zeros, n in above.items() if code[2:].endswith(zeros)), len(code))
    return Q(region__code__startswith=code[:digits]) if code else Q()


def at_station(ids: Collection[int]) -> Q:
    """Keep those in which one of these stations took part, as the first where several did."""
    of = OuterRef(OuterRef("pk"))
    part = Assignment.objects.filter(complaint=of, organisation__level=Level.STATION, sight=True)
    first = part.order_by("organisation_id").values("organisation_id")[:1]
    return Q(Exists(Assignment.objects.filter(**OF, organisation__in=ids, organisation=first)))
