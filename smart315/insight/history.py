"""The store as the scan of the province reads it: places, categories, days, one row a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from django.utils.timezone import localdate

from smart315.casework import taxonomy
from smart315.casework.queries import Harmed
from smart315.kernel.workdays import Calendar
from smart315.regions import queries as regions
from smart315.signals.surveillance.cases import NO_BUSINESS, NO_GROUP, Cases
from smart315.signals.surveillance.expecting import Expectation
from smart315.signals.surveillance.tails import Floats as Floats
from smart315.signals.surveillance.trees import ROOT, Tree


SAME_MATTER = timedelta(days=14)  # who complains again about the same so soon counts once
RIGHTS_DAY, SINGLES_DAY = ((3, 13), (3, 19)), ((11, 9), (11, 17))
ORDINARY, RIGHTS, HOLIDAY, SINGLES = range(4)
ALL = "all"  # the node above all kinds of goods and services


@dataclass(frozen=True)
class Nodes:
    """A tree with the code of each node, and the place of each code among the leaves."""

    codes: tuple[str, ...]
    tree: Tree

    @cached_property
    def leaf(self) -> dict[str, int]:
        """Return at which place each leaf's code is counted."""
        return {self.codes[node]: place for place, node in enumerate(self.tree.leaves)}


@dataclass(frozen=True)
class Respondent:
    """Whom cases are against: the key of the store, and the business where it is registered."""

    key: str
    business_id: int | None
    name: str


@dataclass(frozen=True)
class History:
    """The cases of a span of whole days. `complaints` gives the complaint of each case.

    `respondents` are the businesses by the number that the cases give them.
    """

    first: date
    days: int
    places: Nodes
    kinds: Nodes
    cases: Cases
    complaints: tuple[int, ...]
    respondents: tuple[Respondent, ...]
    calendar: Calendar

    @cached_property
    def expectation(self) -> Expectation:
        """Return what each day lets expect."""
        span = [self.first + timedelta(days=each) for each in range(self.days)]
        return Expectation(
            self.cases.table(self.days, len(self.places.leaf), len(self.kinds.leaf)),
            self.kinds.tree.branches,
            np.array([each.weekday() for each in span]),
            np.array([_kind(each, self.calendar) for each in span]),
        )


def places() -> Nodes:
    """Return the province, its prefectures and counties."""
    codes, parents = [regions.PROVINCE], [ROOT]
    for prefecture in regions.children(regions.PROVINCE):
        above = len(codes)
        codes.append(prefecture.code)
        parents.append(0)
        for county in regions.children(prefecture.code):
            codes.append(county.code)
            parents.append(above)
    return Nodes(tuple(codes), Tree.of(parents))


def kinds() -> Nodes:
    """Return all categories: the classes, and in each what is inside.

    A class that is used without saying more is counted under its own name and a bar.
    """
    codes, parents = [ALL], [ROOT]
    for kind in taxonomy.CATEGORIES:
        for root in taxonomy.roots(kind):
            above = len(codes)
            codes.append(root.code)
            parents.append(0)
            inside = [f"{root.code}|", *(each.code for each in taxonomy.children(root.code))]
            codes += inside
            parents += [above] * len(inside)
    return Nodes(tuple(codes), Tree.of(parents))


def history(rows: Sequence[Harmed], *, until: date, calendar: Calendar) -> History | None:
    """Return the cases received before a day, in their order; None for none.

    What has no known county or category is left out: it belongs to no cell.
    """
    where, what = places(), kinds()
    found: list[tuple[date, int, int, Harmed]] = []
    last: dict[tuple[str, str, str], date] = {}
    for row in rows:
        day = localdate(row.received_at)
        county = where.leaf.get(regions.county_of(row.region_code))
        category = what.leaf.get(row.category_code, what.leaf.get(f"{row.category_code}|"))
        if day >= until or county is None or category is None:
            continue
        for person in row.people:
            key = (person, row.respondent, row.category_code)
            before = last.get(key)
            last[key] = day
            if before is None or day - before > SAME_MATTER:
                found.append((day, county, category, row))
    return _history(found, (where, what), until, calendar) if found else None


def _history(
    found: list[tuple[date, int, int, Harmed]],
    nodes: tuple[Nodes, Nodes],
    until: date,
    calendar: Calendar,
) -> History:
    first = found[0][0]
    known: dict[str, Respondent] = {}
    for *_rest, row in found:
        if row.respondent:
            known[row.respondent] = Respondent(row.respondent, row.business_id, row.respondent_name)
    number = {key: each for each, key in enumerate(known)}
    cases = Cases(
        np.array([(day - first).days for day, *_rest in found]),
        np.array([county for _day, county, *_rest in found]),
        np.array([category for _day, _county, category, _row in found]),
        np.full(len(found), NO_GROUP),
        np.array([number.get(row.respondent, NO_BUSINESS) for *_rest, row in found]),
    )
    complaints = tuple(row.id for *_rest, row in found)
    whom = tuple(known.values())
    return History(first, (until - first).days, *nodes, cases, complaints, whom, calendar)


def _kind(day: date, calendar: Calendar) -> int:
    """Return which surge is known of a day: 3·15, 双11, a public holiday; 0 for none."""
    if RIGHTS_DAY[0] <= (day.month, day.day) <= RIGHTS_DAY[1]:
        return RIGHTS
    if SINGLES_DAY[0] <= (day.month, day.day) <= SINGLES_DAY[1]:
        return SINGLES
    friday = 4
    return HOLIDAY if day.weekday() <= friday and not calendar.is_workday(day) else ORDINARY
