"""How many outbreaks somewhere in an invented Qinghai are found, when, and how true the rarity is.

The days are those of `province_days`: 486 of the test after 774 to learn from, 60 and 600
complaints a day, ten seeds, 40 outbreaks each (--full: 200). Each method's threshold is set on its
own quiet days to one false episode in 60 days; an alarm finds an outbreak when its cell and window
hold three of its complaints. Settings were chosen on seeds 1 to 3.
"""

import time
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks import figures, province_days
from benchmarks.province_days import DAYS, LASTS, TESTED, Injected, Province
from smart315.signals.surveillance import tails
from smart315.signals.surveillance.alarming import Watch
from smart315.signals.surveillance.expecting import Expectation
from smart315.signals.surveillance.grouped import WINDOWS, GroupScan
from smart315.signals.surveillance.imagining import imagined
from smart315.signals.surveillance.recurring import Recurrence, episodes
from smart315.signals.surveillance.scanning import UNKNOWN, Scan, spreads_of
from smart315.signals.surveillance.tails import Floats


SEEDS, VOLUMES = tuple(range(100, 110)), (60, 600)
OUTBREAKS, MORE_OUTBREAKS = 40, 200
YEAR, MONTHLY = 365, 60
IMAGINED = 2500
HELD = 3  # complaints of an outbreak in the cell that finds it
TREE, LEAVES, BRANCHES, WITH_GROUPS = "tree", "leaves only", "province only", "tree and groups"
AIMS = {(TREE, 60): 0.8, (WITH_GROUPS, 600): 0.6}


@dataclass(frozen=True)
class Desk:
    """A province with all that a scan of its test days needs."""

    province: Province
    expectation: Expectation
    scan: Scan
    counts: Floats  # of nodes
    expected: Floats
    quiet: Floats  # smallest chance of each quiet day of the test
    recurrence: Recurrence


@dataclass(frozen=True)
class Hit:
    """When an outbreak was found: day 1 to 14, and how many of its complaints had come."""

    day: int
    cases: int
    size: int


def run(database: str, *, full: bool) -> None:
    """Print the figures; they do not touch a database and are the same on both."""
    if database != "sqlite":
        return
    outbreaks = MORE_OUTBREAKS if full else OUTBREAKS
    for volume in VOLUMES:
        show(volume, SEEDS, outbreaks)


def show(volume: int, seeds: tuple[int, ...], outbreaks: int) -> None:
    """Print the figures of one volume."""
    hits: dict[str, list[Hit | None]] = defaultdict(list)
    false: dict[int, int] = defaultdict(int)
    for seed in seeds:
        desk = _desk(seed, volume)
        for name, found in _found(desk, seed, volume, outbreaks).items():
            hits[name] += found
        for days in (MONTHLY, YEAR):
            false[days] += episodes(desk.quiet <= desk.recurrence.chance_of(days))
    beside = {"complaints_a_day": volume, "seeds": f"{seeds[0]}-{seeds[-1]}"}
    for name, found in hits.items():
        _show_hits(name, found, outbreaks, AIMS.get((name, volume)), beside)
    for days, seen in false.items():
        awaited = len(seeds) * (DAYS - TESTED) / days
        figures.show(
            "false episodes to those stated", seen / awaited, "", limit="0.5-2", seen=seen,
            stated_days=days, **beside,
        )  # fmt: skip
    _show_time(desk, beside)


def _desk(seed: int, volume: int) -> Desk:
    province = province_days.drawn(seed, volume)
    branches = province.categories.branches
    expectation = Expectation(province.counts, branches, province.weekday, province.kind)
    expected = expectation.all_days()
    learnt = slice(TESTED - YEAR, TESTED)
    trees = province.regions, province.categories
    spreads = spreads_of(Scan(*trees, UNKNOWN), province.counts[learnt], expected[learnt])
    scan = Scan(*trees, spreads)
    path = scan.path(province.counts[learnt.start :], expected[learnt.start :])
    recurrence = _recurrence(expectation, scan, seed).corrected(path[LASTS:YEAR])
    return Desk(
        province, expectation, scan, scan.nodes(province.counts), scan.nodes(expected),
        path[YEAR:], recurrence,
    )  # fmt: skip


def _recurrence(expectation: Expectation, scan: Scan, seed: int) -> Recurrence:
    shock, last = scan.spreads[0][1].kappa, scan.spreads[-1][1].kappa
    days = imagined(
        expectation, TESTED, IMAGINED, shock=shock,
        slow=max(last - shock / max(scan.windows), 0), random=np.random.default_rng([seed, 5]),
    )  # fmt: skip
    return Recurrence.of(scan.path(days.counts, days.expected)[LASTS:])


def _masks(scan: Scan) -> dict[str, NDArray[np.bool_]]:
    places, kinds = scan.regions.depths, scan.categories.depths
    return {
        TREE: np.ones((len(places), len(kinds)), dtype=bool),
        LEAVES: np.outer(places == places.max(), kinds == kinds.max()),
        BRANCHES: np.outer(places == 0, kinds == 1),
    }


def _threshold(path: Floats, allowed: float) -> float:
    """Return the chance below which the quiet days have as many episodes as are allowed."""
    ordered = np.unique(path)
    kept = ordered[0]
    for each in ordered:
        if episodes(path <= each) > allowed:
            break
        kept = each
    return float(kept)


def _found(desk: Desk, seed: int, volume: int, number: int) -> dict[str, list[Hit | None]]:
    masks = _masks(desk.scan)
    allowed = (DAYS - TESTED) / MONTHLY
    paths = {name: _quiet(desk, mask) for name, mask in masks.items()}
    limits = {name: _threshold(path, allowed) for name, path in paths.items()}
    group_scan, group_limit = _group_limit(seed, volume, allowed / 2)
    tree_limit = _threshold(paths[TREE], allowed / 2)
    hits: dict[str, list[Hit | None]] = {name: [] for name in (*masks, WITH_GROUPS)}
    for row, outbreak in enumerate(province_days.injected(desk.province, seed, number)):
        rarest = _rarest(desk, outbreak, masks)
        for name in masks:
            hits[name].append(_hit(outbreak, rarest[name] <= limits[name]))
        joined = province_days.grouped(outbreak, seed, row)
        in_group = _group_chances(group_scan, joined) <= group_limit
        hits[WITH_GROUPS].append(_hit(outbreak, in_group | (rarest[TREE] <= tree_limit)))
    return hits


def _quiet(desk: Desk, mask: NDArray[np.bool_]) -> Floats:
    if mask.all():
        return desk.quiet
    chances = np.ones(DAYS - TESTED)
    for row, day in enumerate(range(TESTED, DAYS)):
        sums = (desk.scan.ended(each, day) for each in (desk.counts, desk.expected))
        places, found = desk.scan.chances(*sums)
        chances[row] = found[mask.ravel()[places % mask.size]].min(initial=1.0)
    return chances


def _rarest(
    desk: Desk, outbreak: Injected, masks: dict[str, NDArray[np.bool_]]
) -> dict[str, Floats]:
    """Return for each day of an outbreak the smallest chance of the cells that hold it.

    The expectation is made again: the outbreak is in the past that it is made from.
    """
    totals = desk.expectation.totals.copy()
    start = outbreak.start
    totals[start : start + LASTS] += outbreak.cases.sum(axis=1) @ desk.expectation.member.T
    span = slice(start - LASTS, start + LASTS)
    more = np.concatenate([np.zeros_like(outbreak.cases), outbreak.cases])
    injected = desk.scan.nodes(more)
    counts = desk.counts[span] + injected
    expected = desk.expected[span].copy()
    rarest = {name: np.ones(LASTS) for name in masks}
    for day in range(LASTS):
        expected[LASTS + day] = desk.scan.nodes(desk.expectation.day(start + day, totals))
        sums = [desk.scan.ended(each, LASTS + day) for each in (counts, expected, injected)]
        places, chances = desk.scan.chances(sums[0], sums[1])
        held = sums[2].ravel()[places] >= HELD
        for name, mask in masks.items():
            looked_at = held & mask.ravel()[places % mask.size]
            rarest[name][day] = chances[looked_at].min(initial=1.0)
    return rarest


def _group_limit(seed: int, volume: int, allowed: float) -> tuple[GroupScan, float]:
    cases = province_days.groups(seed, volume)
    scan = GroupScan.learnt(cases, TESTED - YEAR, TESTED - 1)
    return scan, _threshold(scan.path(cases, range(TESTED, DAYS)), allowed)


def _group_chances(scan: GroupScan, joined: NDArray[np.int64]) -> Floats:
    """Return the smallest chance of a new group on each day."""
    rarest = np.ones(LASTS)
    for window, mean, spread in zip(WINDOWS, scan.means, scan.spreads, strict=True):
        sizes = np.array([joined[max(0, d + 1 - window) : d + 1].sum() for d in range(LASTS)])
        chance = tails.at_least(sizes - 1, mean, spread.variance(np.array(mean)))
        rarest = np.where(sizes >= scan.fewest, np.minimum(rarest, chance), rarest)
    return rarest


def _hit(outbreak: Injected, alarm: NDArray[np.bool_]) -> Hit | None:
    if not alarm.any():
        return None
    day = int(alarm.argmax())
    return Hit(day + 1, int(outbreak.cases[: day + 1].sum()), outbreak.size)


def _show_hits(
    name: str, found: list[Hit | None], each: int, aim: float | None, beside: dict[str, object]
) -> None:
    hits = [hit for hit in found if hit]
    of_size = {
        f"of_{size}": round(4 * sum(hit.size == size for hit in hits) / len(found), 3)
        for size in province_days.SIZES
    }
    limit = {"limit": aim} if aim else {}
    if hits:
        beside = {
            "day": float(np.mean([hit.day for hit in hits])),
            "cases": float(np.mean([hit.cases for hit in hits])), **beside,
        }  # fmt: skip
    figures.show(
        "outbreaks in the province found", len(hits) / len(found), "", method=name,
        false_episodes="1 in 60 days", outbreaks=each, **of_size, **limit, **beside,
    )  # fmt: skip


def _show_time(desk: Desk, beside: dict[str, object]) -> None:
    """Print how long one day takes: its expectation, the scan and its alarms."""
    cases = province_days.groups(0, 1)
    watch = Watch(desk.scan, desk.recurrence, MONTHLY)
    day = DAYS - 1
    started = time.perf_counter()
    fresh = Expectation(
        desk.province.counts, desk.expectation.branches, desk.province.weekday, desk.province.kind
    )
    table = np.zeros_like(desk.province.counts[: LASTS + 1])
    for row in range(LASTS + 1):
        table[row] = fresh.day(day - LASTS + row)
    watch.alarms(cases, desk.province.counts[day - LASTS :], table, LASTS)
    spent = time.perf_counter() - started
    cells = desk.scan.regions.depths.size * desk.scan.categories.depths.size
    figures.show("scan of a day", spent, "s", limit=5, cells=cells * len(desk.scan.windows),
                 **beside)  # fmt: skip
