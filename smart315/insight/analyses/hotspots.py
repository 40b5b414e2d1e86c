"""Hot spots: the incidents that were handled in a period, with what came in of them then."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Q
from django.utils.timezone import get_default_timezone, localdate

from smart315.casework import queries as casework
from smart315.casework.queries import Harmed
from smart315.insight.models import Incident, Member
from smart315.insight.states import Level, State
from smart315.measures.periods import Period
from smart315.regions import queries as regions
from smart315.signals.anonymising import unrecognisable


FIRST = 8
BUSINESS = "某经营者"
# The answers of an assessment that a report may tell: handbook GR-06, in this order.
TOLD = ("issue", "advice")


@dataclass(frozen=True)
class HotSpot:
    """An incident without names: what came in the period, by distinct people; money in fen.

    `causes` and `advice` are the answers of the last assessment, empty where there is none.
    """

    id: int
    title: str
    level: str
    category_code: str
    complaints: int
    people: int
    amount_fen: int
    places: tuple[str, ...]
    causes: str
    advice: str


def hot_spots(period: Period, covers: Callable[[str], bool]) -> list[HotSpot]:
    """Return confirmed incidents with complaints of the period, the largest first.

    `covers` tells of the code of a division whether what came from there is counted.
    """
    first, after = (
        datetime.combine(day, time.min, tzinfo=get_default_timezone())
        for day in (period.first, period.after)
    )
    rows = Incident.objects.filter(
        Q(ended_at=None) | Q(ended_at__gte=first),
        state__in=(State.HANDLING, State.CLOSED),
        opened_at__lt=after,
    )
    found = [_hot_spot(each, period, covers) for each in rows.order_by("pk")]
    known = [each for each in found if each is not None]
    return sorted(known, key=lambda each: (-each.people, each.id))[:FIRST]


def _hot_spot(row: Incident, period: Period, covers: Callable[[str], bool]) -> HotSpot | None:
    here = [
        each
        for each in casework.harmed(_members(row))
        if localdate(each.received_at) in period and covers(each.region_code)
    ]
    if not here:
        return None
    last = row.assessments.order_by("-written_at").first()
    said = {name: _plain(row, last.answers.get(name, "")) if last else "" for name in TOLD}
    return HotSpot(
        row.pk,
        _plain(row, row.title),
        str(Level(row.level).label),
        row.category_code,
        len(here),
        len(frozenset().union(*(each.people for each in here))),
        sum(each.amount_fen for each in here),
        _places(here),
        said["issue"],
        said["advice"],
    )


def _members(row: Incident) -> list[int]:
    here = Member.objects.filter(incident=row, removed_at=None)
    return list(here.values_list("complaint_id", flat=True))


def _places(here: list[Harmed]) -> tuple[str, ...]:
    codes = sorted({regions.prefecture_of(each.region_code) for each in here} - {""})
    return tuple(regions.name(each) for each in codes)


def _plain(row: Incident, text: str) -> str:
    return unrecognisable(text, {row.respondent_name: BUSINESS})
