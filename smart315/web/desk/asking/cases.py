"""The lists of complaints behind the cells of an answer: exactly those that a cell counts."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from smart315.accounts.levels import Level
from smart315.accounts.queries import Organisation
from smart315.casework.queries import COUNTED
from smart315.insight.queries import Measure
from smart315.insight.questions.pivot import Heading, Of, Pivot
from smart315.insight.questions.units import TIMES, unit
from smart315.measures.days import When


# A code as a filter of the list of complaints; what is not here leads to no list.
FILTERS = {
    "nature": "nature", "category": "category", "subcategory": "category",
    "prefecture": "region", "county": "region", "channel": "channel", "outcome": "outcome",
    "stage": "stage", "organisation": "organisation", "station": "station",
    "business": "business",
}  # fmt: skip


class Cases:
    """The lists of complaints behind the cells of an answer."""

    def __init__(self, pivot: Pivot, tree: list[Organisation]) -> None:
        self.pivot, self.tree = pivot, {each.pk: each for each in tree}
        self.above = {each.parent_id for each in tree}

    def of(self, measure: Measure, row: Heading, column: Heading) -> str:
        """Return the list of exactly what a cell counts; blank where there is none."""
        if measure.name not in COUNTED or Of.REST in {row.key, column.key}:
            return ""
        found = self._filters(self._codes(row, column))
        days = self._days(row, column)
        if found is None or days is None:
            return ""
        day = measure.dated.removesuffix("_on")
        parts = {
            "counted": measure.name,
            f"{day}_from": days[0].isoformat(),
            f"{day}_to": days[1].isoformat(),
            **found,
        }
        return f"{reverse('desk:complaints')}?{urlencode(parts)}"

    def _codes(self, row: Heading, column: Heading) -> list[tuple[str, str | None]]:
        """Return what a cell is narrowed to; None where to several codes of one dimension."""
        question = self.pivot.question
        found = {
            name: codes[0] if len(codes) == 1 else None for name, codes in question.where.items()
        }
        for name, heading in ((question.rows, row), (question.columns, column)):
            if heading.code is not None:
                found[name] = heading.code
        return list(found.items())

    def _filters(self, codes: list[tuple[str, str | None]]) -> dict[str, Any] | None:
        """Return the list's filters; None where it cannot be narrowed to the same cases."""
        found: dict[str, Any] = self._place()
        for name, code in codes:
            if name in TIMES and code:
                continue
            if not code or name not in FILTERS or (name == "organisation" and self._leads(code)):
                return None
            key = FILTERS[name]
            if name == "organisation" or key not in found:
                found[key] = code
            elif not _nested(key, str(found[key]), code):
                return None
            else:
                found[key] = max(str(found[key]), code, key=_depth(key))
        return found

    def _place(self) -> dict[str, Any]:
        place = self.tree.get(self.pivot.question.place or 0)
        if place is None:
            return {}
        return {"station" if place.level == Level.STATION else "organisation": place.pk}

    def _leads(self, code: str) -> bool:
        """Tell whether the list of an organisation would also hold what lies below it."""
        return int(code) in self.above or int(code) not in self.tree

    def _days(self, row: Heading, column: Heading) -> tuple[date, date] | None:
        times: list[When] = [self.pivot.period]
        for name, code in self._codes(row, column):
            if name in TIMES:
                if not code:
                    return None
                times.append(unit(name, code))
        first, last = max(each.first for each in times), min(each.last for each in times)
        return (first, last) if first <= last else None


def _nested(key: str, one: str, other: str) -> bool:
    short, long = sorted((one, other), key=_depth(key))
    if key == "region":
        return long.startswith(short.removesuffix("00"))
    return long == short or (key == "category" and long.startswith(f"{short}-"))


def _depth(key: str) -> Any:
    """Return by what the finer of two codes is the greater."""
    return (lambda code: (not code.endswith("00"), code)) if key == "region" else len
