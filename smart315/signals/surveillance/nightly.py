"""One night's look over places, kinds and businesses, and what is kept for the next ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from smart315.kernel.spreading import Spread, here
from smart315.signals.surveillance import province, trades_learnt
from smart315.signals.surveillance.alarming import Alarm, Watch
from smart315.signals.surveillance.cases import Cases
from smart315.signals.surveillance.expecting import Expectation
from smart315.signals.surveillance.jointly import JointWatch
from smart315.signals.surveillance.province import Learnt
from smart315.signals.surveillance.scanning import UNKNOWN, Scan
from smart315.signals.surveillance.trades_learnt import LearntBusinesses, Past
from smart315.signals.surveillance.trading import Trades
from smart315.signals.surveillance.trees import Tree


@dataclass(frozen=True)
class Model:
    """What was learnt; of businesses nothing while too few complaints name one."""

    tree: Learnt
    businesses: LearntBusinesses | None


@dataclass(frozen=True)
class Night:
    """The cases up to the last whole day, and what each day lets expect."""

    expectation: Expectation
    cases: Cases
    regions: Tree
    categories: Tree

    @cached_property
    def trades(self) -> Trades:
        """Return the cases by business."""
        days = len(self.expectation.counts)
        return Trades.of(self.cases, self.regions, self.categories, days, self.expectation.memory)

    @cached_property
    def past(self) -> Past:
        """Return the days as the scan of businesses reads them."""
        return Past(self.expectation, Scan(self.regions, self.categories, UNKNOWN))

    def learn(self, spread: Spread = here) -> Model | None:
        """Learn from the past; None while it is too short. The same past gives the same result."""
        trees = self.regions, self.categories
        tree = province.learn(self.expectation, self.past.expected, *trees, spread)
        if tree is None:
            return None
        last = len(self.expectation.counts) - self.expectation.memory.year_gap
        return Model(tree, trades_learnt.learn(self.past, self.trades, last))

    def alarms(self, model: Model, at_least_days: float) -> list[Alarm]:
        """Return the alarms of the last day, the rarest first."""
        day = len(self.expectation.counts) - 1
        trees = self.regions, self.categories
        if model.businesses is None:
            watch = Watch(model.tree.scan(*trees), model.tree.recurrence, at_least_days)
            return watch.alarms(self.cases, self.expectation.counts, self.past.expected, day)
        joint = JointWatch.of(model.tree, model.businesses, trees, at_least_days)
        return joint.alarms(self.cases, self.trades, self.past, day)


def written(model: Model) -> dict[str, object]:
    """Return a model as plain values, to be kept."""
    businesses = model.businesses and trades_learnt.written(model.businesses)
    return {**province.written(model.tree), "businesses": businesses}


def is_whole(values: Mapping[str, Any]) -> bool:
    """Tell whether what was written knows of businesses."""
    return "businesses" in values


def read(values: Mapping[str, Any]) -> Model:
    """Return what was written."""
    businesses = values["businesses"]
    return Model(province.read(values), businesses and trades_learnt.read(businesses))
