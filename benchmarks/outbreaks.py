"""How many outbreaks in single weekly series are found, and how soon, at equal false alarms.

The 42 scenarios of Noufaily et al. 2013 with past outbreaks and a current one (`outbreak_series`),
20 replicates, with --full 100; beside farringtonFlexible of R's surveillance package on the same
series, and beside somebody who knows the true mean. False alarms are counted in the test weeks of
the same series without the current outbreak. Bounds: 95 of 100 paired bootstraps over the series,
thresholds found anew in each. The settings were chosen on seeds 2 to 7.
"""

import csv
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import farrington, figures, outbreak_series
from benchmarks.outbreak_series import TESTED, Drawn
from smart315.signals.surveillance import tails
from smart315.signals.surveillance.numbering import Numbering
from smart315.signals.surveillance.outcomes import compared
from smart315.signals.surveillance.tails import Floats
from smart315.signals.surveillance.terms import YEAR
from smart315.signals.surveillance.weekly import watched


SEED, REPLICATES, MORE_REPLICATES = 101, 20, 100
RATES = (0.0027, 0.01, 0.02)
DRAWS = 500
TESTS = outbreak_series.WEEKS - TESTED
SEASON = np.arange(outbreak_series.WEEKS) / 52 % 1
LABELLED = outbreak_series.SCENARIOS.with_name("labelled_outbreak_series.csv")


@dataclass(frozen=True)
class Judged:
    """A method's chances: of quiet test weeks; best and first of each current outbreak."""

    quiet: Floats
    best: Floats
    first: Floats

    @classmethod
    def of(cls, quiet: Floats, struck: Floats, outbreak: NDArray[np.bool_]) -> "Judged":
        first = struck[np.arange(len(struck)), outbreak.argmax(axis=1)]
        return cls(quiet, np.where(outbreak, struck, 2.0).min(axis=1), first)

    def some(self, rows: NDArray[np.int64]) -> "Judged":
        return Judged(self.quiet[rows], self.best[rows], self.first[rows])

    def shares(self) -> Floats:
        """Return found and found in the first week (columns) at each rate (rows)."""
        threshold = _thresholds(self.quiet)[:, None]
        return np.column_stack(
            [(self.best < threshold).mean(axis=1), (self.first < threshold).mean(axis=1)]
        )


def run(database: str, *, full: bool) -> None:
    """Print the figures; they do not touch a database and are the same on both."""
    if database != "sqlite":
        return
    if not outbreak_series.SCENARIOS.is_file():
        figures.say("shared/data/outbreaks is absent: nothing is measured")
        return
    replicates = MORE_REPLICATES if full else REPLICATES
    drawn = outbreak_series.drawn(SEED, replicates)
    peer = farrington.said(drawn) if farrington.is_there() else None
    if peer is None:
        figures.say("R with its surveillance package is absent: ours stands without its peer")
    show(drawn, peer, {"seed": SEED, "replicates": replicates})
    if LABELLED.is_file():
        _show_labelled(LABELLED)


def show(drawn: Drawn, peer: farrington.Said | None, beside: dict[str, int]) -> None:
    """Print what is found at equal false alarms, how true the stated rate is, and the cost."""
    started = time.process_time()
    quiet = watched(drawn.quiet, SEASON, since=TESTED).chance[:, TESTED:]
    spent = time.process_time() - started
    struck = watched(drawn.struck, SEASON, since=TESTED).chance[:, TESTED:]
    ours = Judged.of(quiet, struck, drawn.outbreak)
    theirs = Judged.of(peer.quiet, peer.struck, drawn.outbreak) if peer else None
    for name, rows in _groups(drawn).items():
        around = {"scenarios": name, "series": len(rows), **beside}
        _show_found(ours.some(rows), theirs and theirs.some(rows), _oracle(drawn, rows), around)
    _show_rates(drawn, quiet, peer, beside)
    cell = spent * 1000 / quiet.size
    figures.show("time of a series' week", cell, "ms CPU", **beside)
    if peer:
        times = peer.seconds / spent
        figures.show("times faster than R", times, "", limit=100, r_ms=1000 * peer.seconds
                     / quiet.size, **beside)  # fmt: skip


def _groups(drawn: Drawn) -> dict[str, NDArray[np.int64]]:
    return {
        "all": np.arange(len(drawn.quiet)),
        "low counts": np.flatnonzero(drawn.low),
        "others": np.flatnonzero(~drawn.low),
    }


def _thresholds(quiet: Floats) -> Floats:
    """Return for each rate the chance below which no more than that share of the weeks lies."""
    ranks = [int(rate * quiet.size) for rate in RATES]
    lowest: Floats = np.partition(quiet, ranks, axis=None)[ranks]
    return lowest


def _oracle(drawn: Drawn, rows: NDArray[np.int64]) -> Judged:
    """Return single weeks judged by somebody who knows the true mean and dispersion."""
    mean = drawn.mean[rows, TESTED:]
    variance = drawn.phi[rows, None] * mean
    quiet, struck = (
        tails.mid_p(each[rows, TESTED:], mean, variance) for each in (drawn.quiet, drawn.struck)
    )
    return Judged.of(quiet, struck, drawn.outbreak[rows])


def _show_found(
    ours: Judged, theirs: Judged | None, oracle: Judged, beside: dict[str, object]
) -> None:
    shares, known = ours.shares(), oracle.shares()
    peer = theirs.shares() if theirs else None
    bounds = _bounds(ours, theirs) if theirs else None
    for column, figure in enumerate(("outbreaks found", "outbreaks found in the first week")):
        for row, rate in enumerate(RATES):
            compared_with = {}
            if peer is not None and bounds is not None:
                compared_with = {
                    "r": float(peer[row, column]),
                    "difference": float(shares[row, column] - peer[row, column]),
                    "bounds": [round(float(each[row, column]), 3) for each in bounds],
                    "limit": "lower bound above 0" if column == 0 else "-0.01",
                }
            figures.show(
                figure, float(shares[row, column]), "", false_alarm_rate=f"{rate:.2%}",
                knows_the_mean=float(known[row, column]), **compared_with, **beside,
            )  # fmt: skip


def _bounds(ours: Judged, theirs: Judged) -> Floats:
    random = np.random.default_rng(SEED)
    differences = []
    for _draw in range(DRAWS):
        rows = random.integers(0, len(ours.best), len(ours.best))
        differences.append(ours.some(rows).shares() - theirs.some(rows).shares())
    bounds: Floats = np.quantile(differences, (0.025, 0.975), axis=0)
    return bounds


def _show_rates(
    drawn: Drawn, quiet: Floats, peer: farrington.Said | None, beside: dict[str, int]
) -> None:
    for rate in RATES:
        worst = max((quiet[drawn.scenario == each] <= rate).mean() for each in set(drawn.scenario))
        around = {"stated": f"{rate:.2%}", "worst_scenario": 100 * float(worst), **beside}
        if peer:
            around["r"] = 100 * float((peer.quiet <= rate).mean())
        share = 100 * float((quiet <= rate).mean())
        figures.show("share of quiet weeks that are alarms", share, "%", **around)


def _show_labelled(path: Path) -> None:
    """Print what is found in the real series that have a flagged outbreak, by length of history."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    weeks = Numbering.of({(int(row["year"]), int(row["week"])) for row in rows})
    table: dict[tuple[str, str], Floats] = defaultdict(lambda: np.full(len(weeks.weeks), np.nan))
    struck: dict[tuple[str, str], Floats] = defaultdict(lambda: np.zeros(len(weeks.weeks)))
    places = weeks.places
    for row in rows:
        name, at = (row["series"], row["unit"]), places[int(row["year"]), int(row["week"])]
        table[name][at] = float(row["observed"] or "nan")
        struck[name][at] = row["outbreak_state"] == "1"
    names = [name for name in table if struck[name].any()]
    found = watched(np.array([table[name] for name in names]), weeks.season)
    for years in (0, 1, 2):
        judged = np.isfinite(found.chance) & (found.history >= years * YEAR)
        flags = np.array([struck[name] for name in names]) > 0
        outcome = compared(found.alarm & judged, flags & judged, judged)
        figures.show(
            "real outbreaks found", outcome.found, f"of {outcome.outbreaks}",
            in_first_week=outcome.found_in_first_week, false_alarm_share=outcome.false_share,
            stated="1.00%", years_of_history_at_least=years, series=len(names),
        )  # fmt: skip
