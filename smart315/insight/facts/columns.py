"""The columns of the facts: one row a complaint, no word about a person (a test asks the labels).

Codes are blank where nothing is known; days, limits and amounts are empty there. Money is in fen.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import pyarrow as pa
from django.utils.timezone import localdate

from smart315.casework import taxonomy
from smart315.casework.codes import Outcome
from smart315.casework.queries import Counted
from smart315.casework.states import Stage
from smart315.regions import queries as regions


FORM = 3
"""Raised when a column is added or counted otherwise: facts of another form are made anew."""

TOWN, RURAL = "town", "rural"
SOLVED = frozenset({Outcome.SETTLED, Outcome.MEDIATED})


@dataclass(frozen=True)
class Column:
    """One column: its type, where it comes from in the store, and how it is read from there."""

    type: pa.DataType
    sources: tuple[str, ...]
    read: Callable[[Counted], Any]


def category_of(row: Counted) -> str:
    """Return the class on level 1, the one that published tables count by; blank for none."""
    return row.category_code.partition("-")[0]


def kind_of(row: Counted) -> str:
    """Return goods, services or other; blank where no category is known."""
    code = row.category_code
    return str(taxonomy.node(code).kind) if taxonomy.known(code) else ""


def subcategory_of(row: Counted) -> str:
    """Return the category on level 2; blank where no more than the class is known."""
    return row.category_code if "-" in row.category_code else ""


def area_of(row: Counted) -> str:
    """Return whether the place is a street of a town (街道) or a township; blank if unknown."""
    code = row.region_code or ""
    if regions.is_street(code):
        return TOWN
    return RURAL if code in regions.townships() else ""


def solved(row: Counted) -> bool:
    """Tell whether it was closed as solved (handbook §13.3, 解决件数)."""
    satisfied = row.outcome == Outcome.WITHDRAWN and row.withdrawn_satisfied
    return row.closed_at is not None and (row.outcome in SOLVED or satisfied)


def days_of(row: Counted) -> int | None:
    """Return how many days lie between acceptance and closing."""
    if row.accepted_at is None or row.closed_at is None:
        return None
    return (localdate(row.closed_at) - localdate(row.accepted_at)).days


def _day(moment: datetime | None) -> date | None:
    return localdate(moment) if moment is not None else None


def _closed(row: Counted, amount: int | None) -> int | None:
    """Return an amount of the closing form: one that was taken up again has none for now."""
    return amount if row.closed_at is not None else None


def _town(row: Counted) -> str:
    code = row.region_code or ""
    place = regions.division(code)
    return code if place is not None and place.level == regions.Level.TOWNSHIP else ""


TEXT, NUMBER, SMALL, FLAG, DAY = pa.string(), pa.int64(), pa.int32(), pa.bool_(), pa.date32()

COLUMNS: Mapping[str, Column] = {
    "id": Column(NUMBER, ("Complaint.id",), lambda row: row.id),
    "received_on": Column(DAY, ("Complaint.received_at",), lambda row: _day(row.received_at)),
    "accepted_on": Column(DAY, ("Complaint.accepted_at",), lambda row: _day(row.accepted_at)),
    "closed_on": Column(DAY, ("Complaint.closed_at",), lambda row: _day(row.closed_at)),
    "days": Column(SMALL, ("Complaint.accepted_at", "Complaint.closed_at"), days_of),
    "nature": Column(TEXT, ("Complaint.nature_code",), lambda row: row.nature_code),
    "kind": Column(TEXT, ("Complaint.category_code",), kind_of),
    "category": Column(TEXT, ("Complaint.category_code",), category_of),
    "subcategory": Column(TEXT, ("Complaint.category_code",), subcategory_of),
    "prefecture": Column(
        TEXT, ("Complaint.region",), lambda row: regions.prefecture_of(row.region_code or "")
    ),
    "county": Column(
        TEXT, ("Complaint.region",), lambda row: regions.county_of(row.region_code or "")
    ),
    "town": Column(TEXT, ("Complaint.region",), _town),
    "area": Column(TEXT, ("Complaint.region",), area_of),
    "organisation": Column(NUMBER, ("Complaint.organisation",), lambda row: row.organisation_id),
    "station": Column(NUMBER, ("Assignment.organisation",), lambda row: row.station_id or 0),
    "channel": Column(TEXT, ("Complaint.channel",), lambda row: row.channel),
    "origin": Column(TEXT, ("Complaint.origin",), lambda row: row.origin),
    "business": Column(NUMBER, ("Complaint.business",), lambda row: row.business_id or 0),
    "shown": Column(FLAG, ("Complaint.business_may_read",), lambda row: row.business_may_read),
    "platform": Column(TEXT, ("Complaint.platform",), lambda row: row.platform),
    "stage": Column(TEXT, ("Complaint.stage",), lambda row: row.stage),
    "outcome": Column(TEXT, ("Complaint.outcome",), lambda row: row.outcome),
    "consulted": Column(FLAG, ("Complaint.stage",), lambda row: row.stage == Stage.CONSULT),
    "solved": Column(FLAG, ("Complaint.outcome", "Complaint.withdrawn_satisfied"), solved),
    "direct": Column(FLAG, ("Round.complaint",), lambda row: row.direct),
    "mediated": Column(FLAG, ("Entry.stage",), lambda row: row.mediated),
    "agreed": Column(FLAG, ("Agreement.in_force",), lambda row: row.agreed),
    "performed": Column(FLAG, ("Agreement.performed_at",), lambda row: row.performed),
    "amount_fen": Column(NUMBER, ("Complaint.amount_fen",), lambda row: row.amount_fen),
    "recovered_fen": Column(
        NUMBER, ("Complaint.recovered_fen",), lambda row: _closed(row, row.recovered_fen)
    ),
    "extra_fen": Column(
        NUMBER,
        ("Complaint.extra_compensation_fen",),
        lambda row: _closed(row, row.extra_compensation_fen),
    ),
    "decided_in_time": Column(FLAG, ("Clock.state",), lambda row: row.decided_in_time),
    "finished_in_time": Column(FLAG, ("Clock.state",), lambda row: row.finished_in_time),
    "followed_up": Column(FLAG, ("FollowUp.complaint",), lambda row: row.followed_up),
    "satisfaction": Column(
        SMALL,
        ("Judgement.satisfaction", "FollowUp.satisfaction"),
        lambda row: row.satisfaction,
    ),
    "people": Column(SMALL, ("Party.complaint",), lambda row: row.people),
    "reopened": Column(SMALL, ("Complaint.reopened",), lambda row: row.reopened),
    "joint": Column(FLAG, ("Complaint.is_joint",), lambda row: row.joint),
    "delegated": Column(FLAG, ("Complaint.delegated_by_samr",), lambda row: row.delegated),
    "supervised": Column(FLAG, ("Complaint.supervised",), lambda row: row.supervised),
}

SCHEMA = pa.schema([(name, column.type) for name, column in COLUMNS.items()])


def table_of(rows: Iterable[Counted]) -> pa.Table:
    """Return complaints as a table of the facts' columns."""
    cells: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    readers = [(cells[name], column.read) for name, column in COLUMNS.items()]
    for row in rows:
        for cell, read in readers:
            cell.append(read(row))
    return pa.table(cells, SCHEMA)


@cache
def version() -> str:
    """Return what facts depend on beside the rows: their form, the taxonomy, the divisions."""
    kinds = sorted((n.code, n.kind) for kind in taxonomy.CATEGORIES for n in _nodes(kind))
    places = [(each.code, each.name) for each in regions.every_division()]
    text = repr((FORM, [str(each) for each in SCHEMA], kinds, places))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _nodes(kind: taxonomy.Kind) -> Iterable[taxonomy.Node]:
    for root in taxonomy.roots(kind):
        yield root
        yield from taxonomy.children(root.code)
