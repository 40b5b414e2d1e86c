"""The same questions in pandas: the rows of the two years in memory, one group-by a question."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import pyarrow.compute as pc
import pyarrow.dataset as ds

from benchmarks.facts_on_postgres import USED
from smart315.insight.catalogue import MEASURES
from smart315.insight.facts import store
from smart315.insight.queries import Asked
from smart315.measures.periods import Period


Series = Any
# Of each measure: what a complaint adds to the numerator, and to the denominator.
ADDS: dict[str, Callable[[Any], tuple[Series, Series | None]]] = {
    "accepted": lambda d: (d.one, None),
    "resolved": lambda d: (d.solved, None),
    "resolve_rate": lambda d: (d.solved, d.one),
    "recovered_loss": lambda d: (d.recovered_fen.fillna(0), None),
    "multi_comp_cases": lambda d: (d.extra_fen > 0, None),
    "multi_comp_amount": lambda d: (d.extra_fen.fillna(0), None),
    "visits_consults": lambda d: (
        d.people.where((d.channel == "visit") | (d.consulted & (d.channel != "imported")), 0), None,
    ),
    "received": lambda d: (d.one, None),
    "rejected": lambda d: ((d.stage == "rejected") | (d.outcome == "rejected"), None),
    "settled_directly": lambda d: ((d.outcome == "settled") & d.accepted_on.isna(), None),
    "taken_on": lambda d: (d.accepted_on.notna(), None),
    "mediated": lambda d: (d.mediated, None),
    "agreed": lambda d: (d.agreed, None),
    "performed": lambda d: (d.performed, None),
    "disputed_amount": lambda d: (d.amount_fen.fillna(0), None),
    "people": lambda d: (d.people, None),
    "accept_on_time": lambda d: (d.decided_in_time.fillna(value=False), d.decided_in_time.notna()),
    "close_on_time": lambda d: (d.finished_in_time.fillna(value=False), d.finished_in_time.notna()),
    "avg_days": lambda d: (d.days.fillna(0), d.days.notna()),
    "satisfaction": lambda d: (d.satisfaction.fillna(0), d.satisfaction.notna()),
    "satisfied_rate": lambda d: ((d.satisfaction >= 4).fillna(value=False), d.satisfaction.notna()),
    "followup_rate": lambda d: (d.followed_up & d.closed_on.notna(), d.closed_on.notna()),
    "reopen_rate": lambda d: (d.reopened > 0, d.one),
}  # fmt: skip


def answered(asked: Sequence[tuple[Sequence[Asked], Period]]) -> dict[str, list[Any]]:
    """Return for each year the cells of each question; reading the files is part of it."""
    return {period.code: _year(questions, period) for questions, period in asked}


def _year(questions: Sequence[Asked], period: Period) -> list[Any]:
    rows = {day: _read(day, period) for day in ("accepted_on", "received_on")}
    return [_cells(rows[MEASURES[each.measure].dated], each) for each in questions]


def _read(day: str, period: Period) -> Any:
    held = store.manifest()
    assert held is not None
    within = (pc.field(day) >= period.first) & (pc.field(day) < period.after)
    table = ds.dataset(held.paths).to_table(columns=list(USED), filter=within)
    found = table.to_pandas(strings_to_categorical=True, date_as_object=False)
    found["one"] = 1
    found["month"] = found[day].dt.strftime("%Y-%m").astype("category")
    return found


def _cells(rows: Any, asked: Asked) -> dict[tuple[str, ...], tuple[int, int | None]]:
    numerator, denominator = ADDS[asked.measure](rows)
    sums = {"n": numerator.astype("int64")}
    if denominator is not None:
        sums["m"] = denominator.astype("int64")
    added = pd.DataFrame(sums)
    whole: dict[tuple[str, ...], tuple[int, int | None]] = {}
    whole[()] = _pair(added.sum().to_dict())
    if not asked.by:
        return whole
    parts = added.groupby([rows[name] for name in asked.by], observed=True).sum()
    cells = {
        (key if isinstance(key, tuple) else (key,)): _pair(row)
        for key, row in zip(parts.index, parts.to_dict("records"), strict=True)
    }
    return {key: pair for key, pair in cells.items() if pair[0] or pair[1]} | whole


def _pair(sums: dict[str, int]) -> tuple[int, int | None]:
    return int(sums["n"]), int(sums["m"]) if "m" in sums else None
