"""How a business has behaved in the direct channel: counts, never a mark."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from django.core.cache import cache
from django.db.models import Count, F, Q, QuerySet
from django.utils.timezone import get_default_timezone

from smart315.businesses import queries as businesses
from smart315.casework.models import Agreement, Round
from smart315.kernel.workdays import local_day
from smart315.parameters import queries as parameters


# A page before filing may be as old as this: it is asked for often and changes slowly.
KEPT_SECONDS = 600
DAY = timedelta(days=1)
# Rounds of the newest that the median is taken from.
MEDIAN_OF = 2000


@dataclass(frozen=True)
class Conduct:
    """What is known of the window up to `until`; the counts carry their own denominators.

    `judged` counts the rounds in which the business had its whole time or answered before;
    `in_time` those answered in time. `promised` counts the rounds under a pledge of its own that
    were answered or `missed` its hours. `due` counts promises whose day has come or that were
    judged before, and is the sum of kept, broken, disputed and silent. `days` is the median from
    sending to the first answer.
    """

    since: date
    until: date
    judged: int
    in_time: int
    days: float | None
    due: int
    kept: int
    broken: int
    disputed: int
    silent: int
    promised: int
    missed: int
    enough: int

    @property
    def says_answers(self) -> bool:
        """Tell whether there are enough rounds to say anything."""
        return self.judged >= self.enough

    @property
    def says_promises(self) -> bool:
        """Tell whether there are enough promises to say anything."""
        return self.due >= self.enough

    @property
    def in_promised_time(self) -> int:
        """Return in how many rounds the business kept to the hours of its pledge."""
        return self.promised - self.missed

    @property
    def says_pledge(self) -> bool:
        """Tell whether there are enough rounds under a pledge to say anything."""
        return self.promised >= self.enough

    @property
    def share(self) -> int:
        """Return the share answered in time, in whole per cent, rounded down."""
        return 100 * self.in_time // self.judged if self.judged else 0


def conduct(business_id: int, *, at: datetime) -> Conduct:
    """Return how the business behaved in the rule's window; kept for ten minutes.

    After a merge or its undoing nothing is taken that was counted before.
    """
    key, mark = f"conduct:3:{business_id}", businesses.merges_mark()
    held, today = cache.get(key), local_day(at, get_default_timezone())
    if held is not None and held[0] == mark and held[1].until == today:
        kept: Conduct = held[1]
        return kept
    fresh = measured(business_id, at=at)
    cache.set(key, (mark, fresh), KEPT_SECONDS)
    return fresh


def measured(business_id: int, *, at: datetime, window: timedelta | None = None) -> Conduct:
    """Return the same from the rows: three queries over the business's own, by index."""
    register, today = parameters.snapshot(), local_day(at, get_default_timezone())
    length = window or register.limit("enterprise.record_window", today).length * DAY
    since = at - length
    rounds = _rounds(business_id, since, at)
    # Whoever was not given the whole time is not judged by it.
    silent = Q(answered_at=None, answer_by__lt=at) & (
        Q(ended_at=None) | Q(ended_at__gte=F("answer_by"))
    )
    answered, missed = Q(answered_at__isnull=False), Q(pledge_missed_at__isnull=False)
    answers = rounds.aggregate(
        judged=Count("pk", filter=answered | silent),
        in_time=Count("pk", filter=Q(answered_at__lte=F("answer_by"))),
        promised=Count("pk", filter=Q(pledge__isnull=False) & (answered | missed)),
        missed=Count("pk", filter=missed),
    )
    promises = _promises(business_id, since, today)
    return Conduct(
        since=local_day(since, get_default_timezone()),
        until=today,
        days=_median_days(business_id, since, at),
        enough=int(register.value("index.min_cases", today)),
        **answers,
        **promises,
    )


def _rounds(business_id: int, since: datetime, at: datetime) -> "QuerySet[Round]":
    same = businesses.same_as(business_id)
    own = Round.objects.filter(business__in=same, complaint__sandbox=False)
    return own.filter(began_at__gt=since, began_at__lte=at)


def _promises(business_id: int, since: datetime, today: date) -> dict[str, int]:
    first = local_day(since, get_default_timezone())
    kept, broken = Q(performed_at__isnull=False), Q(broken_at__isnull=False)
    disputed = Q(disputed_at__isnull=False)
    # Neither here nor above: what a sandbox invented says nothing of a business.
    own = Agreement.objects.filter(
        business__in=businesses.same_as(business_id), complaint__sandbox=False
    )
    found = own.filter(perform_by__gte=first)
    counted = found.aggregate(
        kept=Count("pk", filter=kept),
        broken=Count("pk", filter=broken & ~kept),
        disputed=Count("pk", filter=disputed & ~kept & ~broken),
        # The day itself is still the business's.
        silent=Count("pk", filter=Q(perform_by__lt=today) & ~kept & ~broken & ~disputed),
    )
    return {"due": sum(counted.values()), **counted}


def _median_days(business_id: int, since: datetime, at: datetime) -> float | None:
    answered = _rounds(business_id, since, at).filter(answered_at__isnull=False)
    times = answered.order_by("-began_at").values_list("began_at", "answered_at")[:MEDIAN_OF]
    spans = [(done - began) / DAY for began, done in times if done is not None]
    # A tenth of a day is what is told at the least: "0 days" would say nothing.
    return max(round(median(spans), 1), 0.1) if spans else None
