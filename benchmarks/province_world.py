"""The invented Qinghai with its businesses, and what a scan of them has learnt before the test."""

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from benchmarks import province_businesses
from benchmarks.province_businesses import Businesses, Struck
from benchmarks.province_days import DAYS, TESTED, Province
from smart315.signals.surveillance import trades_learnt
from smart315.signals.surveillance.businesses import Awaited
from smart315.signals.surveillance.cases import Cases
from smart315.signals.surveillance.expecting import Expectation
from smart315.signals.surveillance.nightly import Model, Night
from smart315.signals.surveillance.province import Learnt
from smart315.signals.surveillance.recurring import Recurrence
from smart315.signals.surveillance.scanning import WINDOWS, Scan
from smart315.signals.surveillance.tails import Floats
from smart315.signals.surveillance.trades_learnt import LearntBusinesses, Past
from smart315.signals.surveillance.trading import Trades


class Desk(Protocol):
    """What is known of places and kinds."""

    @property
    def province(self) -> Province: ...
    @property
    def expectation(self) -> Expectation: ...
    @property
    def scan(self) -> Scan: ...
    @property
    def recurrence(self) -> Recurrence: ...


@dataclass(frozen=True)
class Joined:
    """The businesses of an outbreak, with its complaints among theirs."""

    world: "World"
    trades: Trades
    injected: Trades

    def rarest(self, awaited: Floats, day: int, held: int) -> float:
        """Return the smallest chance of a cell that holds so many of its complaints."""
        whole = self.world
        whole.trades.average(day)  # which the few businesses here could not tell
        looked = whole.learnt.scan.looked(self.trades, Awaited(awaited, whole.past.year(day)), day)
        spans = np.array(WINDOWS)[looked.windows]
        holds = np.zeros(len(spans), dtype=np.int64)
        for span in WINDOWS:
            here = spans == span
            holds[here] = self.injected.between(looked.keys[here], day + 1 - span, day + 1)
        return float(looked.chances[holds >= held].min(initial=1.0))


@dataclass(frozen=True)
class World:
    """Complaints with their businesses, what was learnt of them, and the quiet days' chances."""

    businesses: Businesses
    cases: Cases
    trades: Trades
    past: Past
    learnt: LearntBusinesses
    quiet: Floats

    @classmethod
    def of(cls, province: Province, expectation: Expectation, scan: Scan, seed: int) -> "World":
        """Draw the businesses, and learn from the year before the test."""
        businesses = province_businesses.drawn(province, seed)
        cases = province_businesses.cases(province, businesses, seed)
        trades = Trades.of(cases, province.regions, province.categories, DAYS)
        past = Past(expectation, scan)
        learnt = trades_learnt.learn(past, trades, TESTED)
        if learnt is None:
            raise RuntimeError("The year before the test names too few businesses.")
        quiet = trades_learnt.path(learnt.scan, trades, past, range(TESTED, DAYS))
        return cls(businesses, cases, trades, past, learnt, quiet)

    @property
    def recurrence(self) -> Recurrence:
        """How seldom chance raises one business so far."""
        return self.learnt.recurrence

    def joined_by(self, struck: Struck) -> Joined:
        """Return the businesses of an outbreak with its complaints."""
        day, county, category, business = struck.cases
        theirs = np.flatnonzero(np.isin(self.cases.businesses, business[business >= 0]))
        old = self.cases
        before = old.days[theirs], old.counties[theirs], old.categories[theirs]
        columns = zip((*before, old.businesses[theirs]), struck.cases, strict=True)
        both = [np.concatenate(each) for each in columns]
        return Joined(self, self._of(both), self._of([day, county, category, business]))

    def _of(self, columns: list[NDArray[np.int64]]) -> Trades:
        order = np.argsort(columns[0], kind="stable")
        day, county, category, business = (each[order] for each in columns)
        cases = Cases(day, county, category, np.full(len(day), -1), business)
        trees = self.trades.regions, self.trades.categories
        own = Trades.of(cases, *trees, DAYS)
        return replace(own, _averages=self.trades._averages)  # noqa: SLF001 - the whole province's

    def night(self, desk: Desk) -> Night:
        """Return the last day of the test as the nightly look reads it, with nothing kept."""
        fresh = Expectation(
            desk.province.counts, desk.expectation.branches, desk.province.weekday,
            desk.province.kind,
        )  # fmt: skip
        return Night(fresh, self.cases, desk.province.regions, desk.province.categories)

    def model(self, desk: Desk) -> Model:
        """Return what was learnt before the test."""
        return Model(Learnt(desk.scan.spreads, desk.recurrence), self.learnt)
