"""Enter a batch of rows as complaints, with a constant number of statements."""

import contextlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import get_default_timezone

from smart315.accounts.actors import Actor
from smart315.accounts.queries import Organisation
from smart315.audit import actions as audit
from smart315.businesses import actions as businesses
from smart315.businesses.matching import Named
from smart315.casework import numbers
from smart315.casework.actions import bulk
from smart315.casework.codes import Audience
from smart315.casework.exchange import judging
from smart315.casework.exchange.building import Built, Placed, build
from smart315.casework.exchange.declarations import Declaration
from smart315.casework.exchange.incoming import Incoming
from smart315.casework.exchange.judging import Judged
from smart315.casework.jurisdiction import Decision, Facts, Router, router
from smart315.casework.kinds import Kind
from smart315.casework.models import (
    Agreement,
    Clock,
    Complaint,
    Entry,
    Pause,
    SupplementRequest,
    Transfer,
)
from smart315.kernel.workdays import local_day
from smart315.parameters import queries as parameters
from smart315.regions import queries as regions


# Another import of the same rows may win; then what it wrote is found and left alone.
ATTEMPTS = 3
REMEMBERED = 50_000
HISTORY = ("complaint_id", "move", "stage", "at", "note", "by", "by_kind", "audience")


@dataclass
class Run:
    """One import under way, and what it remembers from batch to batch."""

    source: Declaration
    by: Actor
    at: datetime
    whole: Organisation | None
    router: Router | None = None
    businesses: dict[Named, int] = field(default_factory=dict)

    def place(self, row: Incoming) -> Decision:
        """Return the association that a row belongs to; the province when it names no place.

        For a whole file somebody may have named it: then nothing routed the row.
        """
        if self.whole is not None:
            return Decision(self.whole, "")
        if self.router is None:
            self.router = router(parameters.snapshot())
        matter = row.matter
        return self.router.route(
            Facts(
                received_on=_received_on(row),
                place=row.region_code,
                category=matter.category_code,
                business_kind=matter.respondent_role,
                platform=matter.platform,
                amount_fen=matter.amount_fen,
            )
        )


def enter(run: Run, rows: Sequence[Incoming]) -> Judged:
    """Enter what is new among the rows, all or nothing; say what became of each."""
    for _attempt in range(ATTEMPTS - 1):
        with contextlib.suppress(IntegrityError):
            return _committed(run, rows)
        run.businesses.clear()
    return _committed(run, rows)


def _committed(run: Run, rows: Sequence[Incoming]) -> Judged:
    with transaction.atomic():
        judged, found = _enter(run, rows)
    # Only now is it certain that these businesses stay.
    if len(run.businesses) + len(found) > REMEMBERED:
        run.businesses.clear()
    run.businesses |= found
    return judged


def _enter(run: Run, rows: Sequence[Incoming]) -> tuple[Judged, dict[Named, int]]:
    snapshot = parameters.snapshot()
    judged = judging.judged(
        rows,
        known=judging.known(rows),
        origin=run.source.origin,
        place=run.place,
        by=run.by,
        snapshot=snapshot,
    )
    found = _businesses(run, [row for row, _decision in judged.fresh])
    placed = _placed(judged.fresh, found)
    _write([build(each, snapshot=snapshot, by=run.by, at=run.at) for each in placed], run)
    return judged, found


def _businesses(run: Run, rows: Sequence[Incoming]) -> dict[Named, int]:
    """Return the business of every row that names one, entering those that are new."""
    named = {_named(row) for row in rows if row.matter.respondent_name}
    found = {each: run.businesses[each] for each in named if each in run.businesses}
    missing = sorted(named - found.keys())
    if missing:
        found |= businesses.resolve_many(rows=missing, by=run.by, at=run.at)
    return found


def _named(row: Incoming) -> Named:
    """Return the business as the row names it; its place is known to the county at best."""
    code = row.region_code
    place = regions.county_of(code) or regions.prefecture_of(code)
    return Named(row.matter.respondent_name, row.matter.respondent_uscc, place)


def _placed(fresh: Sequence[tuple[Incoming, Decision]], found: Mapping[Named, int]) -> list[Placed]:
    """Give every row its business and, in the order of the file, its number."""
    series = [(each.organisation.pk, _received_on(row).year) for row, each in fresh]
    taken = {key: iter(each) for key, each in numbers.take_many(Counter(series)).items()}
    return [
        Placed(
            row=row,
            decision=decision,
            business_id=found.get(_named(row)),
            number=numbers.written(decision.organisation, _received_on(row), next(taken[key])),
        )
        for (row, decision), key in zip(fresh, series, strict=True)
    ]


def _received_on(row: Incoming) -> date:
    return local_day(row.standing.received_at, get_default_timezone())


def _write(built: Sequence[Built], run: Run) -> None:
    complaints = [each.complaint for each in built]
    bulk.insert(complaints)
    keys = dict(
        Complaint.objects.filter(
            client_key__in=[each.client_key for each in complaints]
        ).values_list("client_key", "pk")
    )
    for each in built:
        each.complaint.pk = keys[each.complaint.client_key]
        for row in each.below:
            row.complaint_id = each.complaint.pk
    bulk.insert_values(Entry, HISTORY, _entries(built, run.by))
    bulk.insert([each.party for each in built if each.party])
    Clock.objects.bulk_create([row for each in built for row in each.clocks])
    Pause.objects.bulk_create([row for each in built for row in each.pauses])
    for kind in (SupplementRequest, Transfer, Agreement):
        beside = [row for each in built for row in each.beside if isinstance(row, kind)]
        bulk.insert(beside)
    audit.record_many((_event(each, run) for each in complaints), batch=max(len(built), 1))


def _entries(built: Sequence[Built], by: Actor) -> Iterator[tuple[object, ...]]:
    whose = (by.label, by.kind.value, Audience.ALL.value)
    for each in built:
        for made in each.history:
            yield (each.complaint.pk, *made, *whose)


def _event(complaint: Complaint, run: Run) -> audit.Entry:
    data = {"origin": complaint.origin, "stage": complaint.stage}
    return audit.Entry(Kind.IMPORTED, complaint.stream, run.by.name, run.at, data)
