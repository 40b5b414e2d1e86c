"""The list of complaints: filters, order, and pages that neither lose nor double a row."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from django.db.models import Q
from django.utils.timezone import get_default_timezone

from smart315.accounts import phones, queries as accounts
from smart315.accounts.actors import Actor, Permission
from smart315.businesses import queries as businesses
from smart315.casework import numbers, search
from smart315.casework.models import Complaint, ComplaintQuerySet, Party
from smart315.casework.queries.behind import at_station, counted_as, in_region
from smart315.casework.queries.groups import GROUPS
from smart315.casework.queries.own import handled_by
from smart315.casework.queries.rows import Row, rows_of
from smart315.casework.states import Stage
from smart315.kernel import identifiers
from smart315.kernel.verdicts import Refused


DueFilter = Literal["", "overdue", "today", "week"]
Order = Literal["due", "received"]
WEEK = timedelta(days=7)
SEQUENCE_DIGITS = 6
# The columns that only the page of the case shows.
HEAVY = ("facts", "words", "claims", "consents", "outcome_note")


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; every one may stand in a link.

    `stage` is a stage or one of the groups; `own` leaves out what lies below or was handed on,
    `below` what is one's own. `counted` names a measure: what it counts.
    """

    q: str = ""
    stage: str = ""
    due: DueFilter = ""
    mine: bool = False
    own: bool = False
    below: bool = False
    supervised: bool = False
    officer: int | None = None
    organisation: int | None = None
    category: str = ""
    nature: str = ""
    channel: str = ""
    received_from: date | None = None
    received_to: date | None = None
    accepted_from: date | None = None
    accepted_to: date | None = None
    counted: str = ""
    region: str = ""
    outcome: str = ""
    station: int | None = None
    business: int | None = None
    order: Order = "due"


@dataclass(frozen=True)
class Page:
    """A part of a list; `following` and `previous` go back into `listing` as `after`."""

    rows: list[Row]
    following: str = ""
    previous: str = ""


@dataclass(frozen=True)
class _Place:
    """Where a page begins: after (or, `back`, before) one row of the order."""

    key: datetime | None
    id: int
    back: bool = False


def listing(
    actor: Actor, filters: Filters, *, at: datetime, after: str = "", size: int = 30
) -> Page:
    """Return one page of what the actor may know of; five queries, however many complaints."""
    found = filtered(actor, filters, at)
    return page_of(found, order=filters.order, at=at, after=after, size=size, actor=actor)


def filtered(actor: Actor, filters: Filters, at: datetime) -> ComplaintQuerySet:
    """Return the complaints that the actor may know of and the filters keep, in no order yet."""
    found = Complaint.objects.visible_to(actor).filter(_plain(filters), _due(filters.due, at))
    if filters.mine:
        found = found.filter(handled_by(actor, at), organisation__in=list(actor.held)).under_way()
    if filters.own:
        found = found.filter(organisation__in=list(actor.held))
    if filters.below:
        under = actor.where(Permission.READ_COMPLAINT) - actor.held.keys()
        found = found.filter(organisation__in=under)
    if filters.organisation is not None:
        found = found.filter(organisation__in=_subtree(actor, filters.organisation))
    if filters.counted:
        found = found.filter(counted_as(filters.counted, actor))
    if filters.q.strip():
        found = found.filter(_wanted(filters.q.strip(), actor))
    return found


def page_of(
    found: ComplaintQuerySet, *, order: Order, at: datetime, after: str, size: int, actor: Actor
) -> Page:
    """Cut one page out of a list; rows without a due date come last, the newest first."""
    place = _read(after)
    taken = _taken(found, order, place, size + 1)
    more = len(taken) > size
    taken = taken[:size]
    if place is not None and place.back:
        taken.reverse()
        first, last = more, True
    else:
        first, last = place is not None, more
    rows = rows_of(taken, at=at, kind=actor.kind)
    return Page(
        rows,
        following=_write(_key(taken[-1], order), taken[-1].pk) if taken and last else "",
        previous=_write(_key(taken[0], order), taken[0].pk, back=True) if taken and first else "",
    )


def _taken(
    found: ComplaintQuerySet, order: Order, place: _Place | None, count: int
) -> list[Complaint]:
    found = found.select_related("organisation", "officer").defer(*HEAVY)
    back = place is not None and place.back
    if order == "received":
        if place is not None:
            beyond = "gt" if back else "lt"
            found = found.filter(_beyond("received_at", beyond, place))
        signs = ("received_at", "id") if back else ("-received_at", "-id")
        return list(found.order_by(*signs)[:count])
    parts = (_without_due, _with_due) if back else (_with_due, _without_due)
    taken: list[Complaint] = []
    for part in parts:
        if len(taken) < count:
            taken += part(found, place, count - len(taken))
    return taken


def _with_due(
    found: ComplaintQuerySet,
    place: _Place | None,
    count: int,
) -> list[Complaint]:
    back = place is not None and place.back
    if place is not None and place.key is None and not back:
        return []
    found = found.filter(next_due_at__isnull=False)
    if place is not None and place.key is not None:
        found = found.filter(_beyond("next_due_at", "lt" if back else "gt", place))
    signs = ("-next_due_at", "-id") if back else ("next_due_at", "id")
    return list(found.order_by(*signs)[:count])


def _without_due(
    found: ComplaintQuerySet,
    place: _Place | None,
    count: int,
) -> list[Complaint]:
    back = place is not None and place.back
    if place is not None and place.key is not None and back:
        return []
    found = found.filter(next_due_at=None)
    if place is not None and place.key is None:
        found = found.filter(id__gt=place.id) if back else found.filter(id__lt=place.id)
    return list(found.order_by("id" if back else "-id")[:count])


def _beyond(column: str, sign: str, place: _Place) -> Q:
    return Q(**{f"{column}__{sign}": place.key}) | Q(**{column: place.key, f"id__{sign}": place.id})


def _key(complaint: Complaint, order: Order) -> datetime | None:
    return complaint.received_at if order == "received" else complaint.next_due_at


def _write(key: datetime | None, complaint_id: int, *, back: bool = False) -> str:
    place = [key.isoformat() if key else None, complaint_id, int(back)]
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def _read(text: str) -> _Place | None:
    """Return the place that a link names; a broken link begins at the beginning."""
    if not text:
        return None
    try:
        padded = text + "=" * (-len(text) % 4)
        key, complaint_id, back = json.loads(base64.urlsafe_b64decode(padded))
        moment = datetime.fromisoformat(key) if key else None
        return _Place(moment, int(complaint_id), bool(back))
    except (ValueError, TypeError, binascii.Error):
        return None


def _plain(filters: Filters) -> Q:
    equal = {
        "nature_code": filters.nature,
        "channel": filters.channel,
        "outcome": filters.outcome,
        "officer": filters.officer,
        "supervised": filters.supervised,
        "stage": filters.stage if filters.stage in Stage.values else "",
    }
    wanted = Q(**{column: value for column, value in equal.items() if value})
    if filters.business:
        wanted &= Q(business__in=businesses.same_as(filters.business))
    wanted &= GROUPS.get(filters.stage, Q())
    if filters.category:
        below = Q(category_code__startswith=f"{filters.category}-")
        wanted &= Q(category_code=filters.category) | below
    if filters.station is not None:
        wanted &= at_station([filters.station])
    wanted &= in_region(filters.region)
    return wanted & _dated(filters, "received") & _dated(filters, "accepted")


def _dated(filters: Filters, what: str) -> Q:
    since, until = getattr(filters, f"{what}_from"), getattr(filters, f"{what}_to")
    wanted = Q(**{f"{what}_at__gte": _midnight(since)}) if since else Q()
    if until:
        wanted &= Q(**{f"{what}_at__lt": _midnight(until + timedelta(days=1))})
    return wanted


def _due(due: DueFilter, at: datetime) -> Q:
    today = _midnight(at.astimezone(get_default_timezone()).date())
    match due:
        case "overdue":
            return Q(next_due_at__lt=at)
        case "today":
            return Q(next_due_at__gte=at, next_due_at__lt=today + timedelta(days=1))
        case "week":
            return Q(next_due_at__gte=at, next_due_at__lt=today + WEEK)
        case _:
            return Q()


def _wanted(text: str, actor: Actor) -> Q:
    """Read what was typed: a number, a phone, or words."""
    try:
        parts = identifiers.parse_complaint_number(text)
        return Q(number=identifiers.complaint_number(*parts))
    except ValueError:
        pass
    if text.isascii() and text.isdigit() and len(text) <= SEQUENCE_DIGITS:
        # The few that bear it are looked up first: asked for together with the words, the database
        # compares every complaint with both. Digits that nobody bears are words like others.
        seen = Complaint.objects.visible_to(actor)
        bearing = seen.filter(number__in=numbers.bearing(int(text)))
        found = list(bearing.order_by("pk").values_list("pk", flat=True))
        return Q(pk__in=found) if found else search.matching(text)
    try:
        number = phones.contact(text).number
    except Refused:
        return search.matching(text)
    # Who may not see a telephone could otherwise try numbers until one is found.
    places = actor.where(Permission.READ_PERSONAL)
    people = Party.objects.filter(phone_hash=phones.hashed(number))
    return Q(pk__in=people.values("complaint_id"), organisation__in=places)


def _subtree(actor: Actor, organisation_id: int) -> list[int]:
    seen = accounts.tree(actor)
    root = next((each for each in seen if each.pk == organisation_id), None)
    return [each.pk for each in seen if root and each.path.startswith(root.path)]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=get_default_timezone())
