"""Invented facts of five years, month by month, in the columns of the real ones.

What is rare is rare: one in nine complaints is not accepted, one in forty has extra compensation.
Some rows of the last months bear the ids of complaints that are in the database, so that a day's
change replaces rows and adds others.
"""

import calendar
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from smart315.casework import taxonomy
from smart315.casework.codes import Channel
from smart315.insight.facts.columns import RURAL, SCHEMA, TOWN
from smart315.regions import queries as regions


FIRST_YEAR, MONTHS = 2021, 60
EPOCH = date(1970, 1, 1)
AHEAD = 10_000_000  # ids that no complaint of the database has
ENDS = ("mediated", "settled", "terminated", "withdrawn", "mediated_not_performed")
Ints = NDArray[np.int64]


def months() -> list[date]:
    """Return the first days of the months."""
    return [date(FIRST_YEAR + n // 12, n % 12 + 1, 1) for n in range(MONTHS)]


class Maker:
    """Makes months of facts; the organisations are those of the database, by region code."""

    def __init__(self, organisations: Mapping[str, int], seed: int = 315) -> None:
        self.random = np.random.default_rng(seed)
        self.next_id = AHEAD
        self.counties = [
            county.code
            for prefecture in regions.children(regions.PROVINCE)
            for county in regions.children(prefecture.code)
        ]
        self.towns = [regions.children(each) for each in self.counties]
        self.organisations = np.array([organisations[each] for each in self.counties])
        self.categories = [
            node.code
            for kind in taxonomy.CATEGORIES
            for root in taxonomy.roots(kind)
            for node in (taxonomy.children(root.code) or (root,))
        ]
        self.natures = [each.code for each in taxonomy.natures()]

    def month(self, first: date, size: int, known: list[int]) -> pa.Table:
        """Return one month of `size` rows; the first of them have the ids that are `known`."""
        fresh = np.arange(self.next_id, self.next_id + size - len(known))
        self.next_id += len(fresh)
        columns = {
            "id": np.concatenate([np.array(known, np.int64), fresh]),
            **self._days(first, size),
            **self._what(size),
            **self._where(size),
        }
        columns |= self._ends(size, columns["accepted_on"], columns["closed_on"])
        return pa.table([_array(columns[each.name], each.type) for each in SCHEMA], SCHEMA)

    def _days(self, first: date, size: int) -> dict[str, Any]:
        length = calendar.monthrange(first.year, first.month)[1]
        received = (first - EPOCH).days + self.random.integers(0, length, size)
        accepted = received + self.random.integers(0, 8, size)
        closed = accepted + self.random.integers(1, 70, size)
        is_accepted = self.random.random(size) < 8 / 9
        is_closed = is_accepted & (self.random.random(size) < 0.95)
        return {
            "received_on": received,
            "accepted_on": np.ma.array(accepted, mask=~is_accepted),
            "closed_on": np.ma.array(closed, mask=~is_closed),
            "days": np.ma.array(closed - accepted, mask=~is_closed),
        }

    def _what(self, size: int) -> dict[str, Any]:
        codes = self._some(self.categories, size, steep=True)
        return {
            "nature": self._some(self.natures, size, steep=True),
            "kind": codes.of([str(taxonomy.node(each).kind) for each in self.categories]),
            "category": codes.of([each.partition("-")[0] for each in self.categories]),
            "subcategory": codes.of([each if "-" in each else "" for each in self.categories]),
            "channel": self._some([each.value for each in Channel], size),
            "origin": self._some(["", "canonical"], size),
            "platform": self._some(["", "淘宝", "京东", "拼多多", "抖音"], size),
            "business": self.random.integers(0, 50_000, size),
            "amount_fen": self.random.integers(500, 500_000, size),
            "people": 1 + self.random.geometric(0.97, size) - 1,
            "shown": self._flag(size, 0.5),
            "direct": self._flag(size, 0.2),
            "joint": self._flag(size, 0.01),
            "delegated": self._flag(size, 0.01),
            "supervised": self._flag(size, 0.02),
        }

    def _where(self, size: int) -> dict[str, Any]:
        county = self._some(self.counties, size, steep=True)
        town = [(each[0].code if each else "") for each in self.towns]
        area = [
            (RURAL if each and not each[0].name.endswith("街道") else TOWN) for each in self.towns
        ]
        return {
            "prefecture": county.of([f"{each[:4]}00" for each in self.counties]),
            "county": county,
            "town": county.of(town),
            "area": county.of(area),
            "organisation": self.organisations[county.codes],
            "station": self.random.integers(0, 4, size),
        }

    def _ends(self, size: int, accepted: Any, closed: Any) -> dict[str, Any]:
        not_closed, not_accepted = np.ma.getmaskarray(closed), np.ma.getmaskarray(accepted)
        end = self._some([*ENDS, "", "rejected"], size)
        end.codes[not_closed] = 5
        end.codes[not_accepted] = 6
        agreed = np.isin(end.codes, (ENDS.index("mediated"), ENDS.index("mediated_not_performed")))
        stage = end.of(["closed"] * 5 + ["mediating", "closed"])
        called = ~not_closed & (self.random.random(size) < 0.6)
        recovered = self.random.integers(0, 300_000, size)
        extra = np.where(self.random.random(size) < 1 / 40, recovered // 4, 0)
        return {
            "outcome": end,
            "stage": stage,
            "consulted": not_accepted & (self.random.random(size) < 0.3),
            "solved": end.codes < 2,
            "mediated": agreed | (~not_accepted & self._flag(size, 0.3)),
            "agreed": agreed,
            "performed": end.codes == ENDS.index("mediated"),
            "recovered_fen": np.ma.array(recovered, mask=not_closed),
            "extra_fen": np.ma.array(extra, mask=not_closed),
            "decided_in_time": self._flag(size, 0.97),
            "finished_in_time": np.ma.array(self._flag(size, 0.9), mask=not_closed),
            "followed_up": called,
            "satisfaction": np.ma.array(self.random.integers(1, 6, size), mask=~called),
            "reopened": (self.random.random(size) < 0.01).astype(np.int64),
        }

    def _flag(self, size: int, share: float) -> NDArray[np.bool_]:
        return self.random.random(size) < share

    def _some(self, words: list[str], size: int, *, steep: bool = False) -> "Words":
        weight = 1 / np.arange(1, len(words) + 1) if steep else np.ones(len(words))
        return Words(self.random.choice(len(words), size, p=weight / weight.sum()), words)


class Words:
    """A column of texts, each as its place in a list."""

    def __init__(self, codes: Ints, words: list[str]) -> None:
        self.codes, self.words = codes, words

    def of(self, words: list[str]) -> "Words":
        """Return the column that has other words in the same places."""
        return Words(self.codes, words)


def _array(values: Any, kind: pa.DataType) -> pa.Array:
    if isinstance(values, Words):
        coded = pa.DictionaryArray.from_arrays(pa.array(values.codes, pa.int32()), values.words)
        return coded.cast(pa.string())
    held = np.ma.getdata(values)
    mask = np.ma.getmaskarray(values)
    if pa.types.is_date32(kind):
        return pa.array(held, pa.int32(), mask=mask).cast(kind)
    return pa.array(held, mask=mask).cast(kind)
