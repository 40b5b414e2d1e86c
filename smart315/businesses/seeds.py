"""Invented businesses of Qinghai, marked as demonstration data. None of them exists."""

import csv
from collections.abc import Iterator
from datetime import datetime
from importlib import resources

from smart315.accounts.actors import SYSTEM
from smart315.businesses import actions
from smart315.businesses.states import State


def load(at: datetime) -> int:
    """Enter the invented businesses; again changes nothing. Return how many there are.

    The divisions must be there: see `regions.actions.load`.
    """
    count = 0
    for row in _rows():
        _enter(row, at)
        count += 1
    return count


def _rows() -> Iterator[dict[str, str]]:
    text = resources.files("smart315.businesses").joinpath("data/demonstration.csv")
    with text.open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _enter(row: dict[str, str], at: datetime) -> None:
    fields = ("name", "uscc", "region", "kind", "category", "phone")
    business = actions.register(
        by=SYSTEM, at=at, demonstration=True, **{field: row[field] for field in fields}
    )
    for alias in filter(None, row["aliases"].split(";")):
        kind, name = alias.split(":")
        actions.add_alias(business_id=business.pk, name=name, kind=kind, by=SYSTEM, at=at)
    if row["joined"] and business.state == State.REGISTERED:
        actions.join(business_id=business.pk, by=SYSTEM, at=at)
