"""How many outbreaks somewhere in an invented Qinghai are found, when, and how true the rarity is.

The days are those of `province_days`: 486 of the test after 774 to learn from, 60 and 600
complaints a day, ten seeds, 40 outbreaks each (--full: 200). Each method's threshold is set on its
own quiet days to one false episode in 60 days, shared between the looks it is made of; an alarm
finds an outbreak when its cell and window hold three of its complaints. Outbreaks are in a place
and kind, whoever is complained about, or at one business (`province_businesses`). Settings were
chosen on seeds 1 to 3.
"""

import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks import figures, province_businesses, province_days
from benchmarks.province_businesses import Struck
from benchmarks.province_days import DAYS, LASTS, TESTED, Injected, Province
from benchmarks.province_world import World
from smart315.signals.surveillance import tails
from smart315.signals.surveillance.expecting import Expectation
from smart315.signals.surveillance.grouped import WINDOWS, GroupScan
from smart315.signals.surveillance.imagining import imagined
from smart315.signals.surveillance.jointly import BUSINESS_SHARE, TREE_SHARE
from smart315.signals.surveillance.recurring import Recurrence, episodes
from smart315.signals.surveillance.scanning import UNKNOWN, Scan, spreads_of
from smart315.signals.surveillance.tails import Floats


SEEDS, VOLUMES = tuple(range(100, 110)), (60, 600)
OUTBREAKS, MORE_OUTBREAKS = 40, 200
YEAR, MONTHLY = 365, 60
IMAGINED = 2500
HELD = 3  # complaints of an outbreak in the cell that finds it
TREE, LEAVES, BRANCHES = "tree", "leaves only", "province only"
GROUPS, BUSINESSES = "groups", "businesses"
WITH_GROUPS, WITH_BUSINESSES = "tree and groups", "tree and businesses"
ALL = "tree, groups and businesses"
PLACES, ONE = "a place and kind", "one business"
# Of each method the looks that it is made of, and their share of the false episodes.
METHODS = {
    TREE: {TREE: 1.0},
    LEAVES: {LEAVES: 1.0},
    BRANCHES: {BRANCHES: 1.0},
    WITH_GROUPS: {TREE: 0.5, GROUPS: 0.5},
    WITH_BUSINESSES: {TREE: TREE_SHARE, BUSINESSES: BUSINESS_SHARE},
    ALL: {TREE: 0.4, GROUPS: 0.3, BUSINESSES: 0.3},
}
AIMS = {(WITH_GROUPS, 60): 0.8, (ALL, 60): 0.8, (WITH_GROUPS, 600): 0.6, (ALL, 600): 0.6}


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
    hits: dict[tuple[str, str], list[Hit | None]] = defaultdict(list)
    false: dict[tuple[str, int], int] = defaultdict(int)
    for seed in seeds:
        desk = _desk(seed, volume)
        world = World.of(desk.province, desk.expectation, desk.scan, seed)
        limits, group_scan = _limits(desk, world, seed, volume)
        for at, struck in _outbreaks(desk, world, seed, outbreaks).items():
            for row, each in enumerate(struck):
                rarest = _looks(desk, world, each, group_scan, (seed, row))
                for name, hit in _found(each, rarest, limits).items():
                    hits[at, name].append(hit)
        for name, days, seen in _false(desk, world):
            false[name, days] += seen
    beside = {"complaints_a_day": volume, "seeds": f"{seeds[0]}-{seeds[-1]}"}
    for (at, name), found in hits.items():
        aim = AIMS.get((name, volume)) if at == PLACES else None
        _show_hits((at, name), found, aim, beside)
    _show_false(false, len(seeds), beside)
    _show_time(desk, world, beside)


def _outbreaks(desk: Desk, world: World, seed: int, number: int) -> dict[str, list[Struck]]:
    at_places = province_days.injected(desk.province, seed, number)
    whom = desk.province, world.businesses
    return {
        PLACES: [
            province_businesses.diffuse(*whom, each, seed, row)
            for row, each in enumerate(at_places)
        ],
        ONE: province_businesses.injected(*whom, world.cases, seed, number),
    }


def _false(desk: Desk, world: World) -> Iterator[tuple[str, int, int]]:
    """Yield how many false episodes each look has at what is stated, and both together."""
    looks = {TREE: (desk.quiet, desk.recurrence), BUSINESSES: (world.quiet, world.recurrence)}
    shares = METHODS[WITH_BUSINESSES]
    for days in (MONTHLY, YEAR):
        for name, (path, recurrence) in looks.items():
            yield name, days, episodes(path <= recurrence.chance_of(days))
        alarms = [
            path <= recurrence.sharing(shares[name]).chance_of(days)
            for name, (path, recurrence) in looks.items()
        ]
        yield WITH_BUSINESSES, days, episodes(np.logical_or(*alarms))


def _show_false(false: dict[tuple[str, int], int], seeds: int, beside: dict[str, object]) -> None:
    for (name, days), seen in false.items():
        awaited = seeds * (DAYS - TESTED) / days
        figures.show(
            "false episodes to those stated", seen / awaited, "", limit="0.5-2", seen=seen,
            method=name, stated_days=days, **beside,
        )  # fmt: skip


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


def _limits(
    desk: Desk, world: World, seed: int, volume: int
) -> tuple[dict[tuple[str, float], float], GroupScan]:
    """Return the chance at which each look has its share of the false episodes allowed."""
    paths = {name: _quiet(desk, mask) for name, mask in _masks(desk.scan).items()}
    group_scan, paths[GROUPS] = _groups(seed, volume)
    paths[BUSINESSES] = world.quiet
    allowed = (DAYS - TESTED) / MONTHLY
    shares = {each for looks in METHODS.values() for each in looks.items()}
    limits = {(name, share): _threshold(paths[name], allowed * share) for name, share in shares}
    return limits, group_scan


def _looks(
    desk: Desk, world: World, struck: Struck, group_scan: GroupScan, number: tuple[int, int]
) -> dict[str, Floats]:
    """Return for each look and day the smallest chance of what holds an outbreak."""
    rarest = _rarest(desk, struck.outbreak, _masks(desk.scan), world, struck)
    joined = province_days.grouped(struck.outbreak, *number)
    return {**rarest, GROUPS: _group_chances(group_scan, joined)}


def _found(
    struck: Struck, rarest: dict[str, Floats], limits: dict[tuple[str, float], float]
) -> dict[str, Hit | None]:
    return {
        name: _hit(
            struck.outbreak,
            np.any([rarest[look] <= limits[look, share] for look, share in looks.items()], axis=0),
        )
        for name, looks in METHODS.items()
    }


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
    desk: Desk,
    outbreak: Injected,
    masks: dict[str, NDArray[np.bool_]],
    world: World,
    struck: Struck,
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
    rarest = {name: np.ones(LASTS) for name in (*masks, BUSINESSES)}
    judged = world.joined_by(struck)
    for day in range(LASTS):
        expected[LASTS + day] = desk.scan.nodes(desk.expectation.day(start + day, totals))
        sums = [desk.scan.ended(each, LASTS + day) for each in (counts, expected, injected)]
        places, chances = desk.scan.chances(sums[0], sums[1])
        held = sums[2].ravel()[places] >= HELD
        for name, mask in masks.items():
            looked_at = held & mask.ravel()[places % mask.size]
            rarest[name][day] = chances[looked_at].min(initial=1.0)
        rarest[BUSINESSES][day] = judged.rarest(sums[1], start + day, HELD)
    return rarest


def _groups(seed: int, volume: int) -> tuple[GroupScan, Floats]:
    cases = province_days.groups(seed, volume)
    scan = GroupScan.learnt(cases, TESTED - YEAR, TESTED - 1)
    return scan, scan.path(cases, range(TESTED, DAYS))


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
    which: tuple[str, str], found: list[Hit | None], aim: float | None, beside: dict[str, object]
) -> None:
    at, name = which
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
        "outbreaks in the province found", len(hits) / len(found), "", method=name, outbreaks_at=at,
        false_episodes="1 in 60 days", outbreaks=len(found), **of_size, **limit, **beside,
    )  # fmt: skip


def _show_time(desk: Desk, world: World, beside: dict[str, object]) -> None:
    """Print how long one day takes: what each day lets expect, the scan and its alarms."""
    started = time.perf_counter()
    alarms = world.night(desk).alarms(world.model(desk), MONTHLY)
    spent = time.perf_counter() - started
    cells = desk.scan.regions.depths.size * desk.scan.categories.depths.size
    figures.show(
        "scan of a day", spent, "s", limit=5, cells=cells * len(desk.scan.windows),
        businesses=province_businesses.NUMBER, complaints=len(world.cases.days),
        alarms=len(alarms), **beside,
    )  # fmt: skip
