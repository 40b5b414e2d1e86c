"""`smart315 evaluate_outbreaks SERIES.csv --alarms OUT.csv`: weeks with more than expected."""

import csv
import statistics
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from smart315.jobs import weekly_series
from smart315.jobs.commands import OperatorCommand
from smart315.jobs.weekly_series import Series
from smart315.kernel.verdicts import Refused
from smart315.signals.surveillance import tails
from smart315.signals.surveillance.outcomes import Outcome, compared
from smart315.signals.surveillance.terms import Settings
from smart315.signals.surveillance.weekly import Watched, watched


COLUMNS = (
    "series", "unit", "year", "week", "observed", "expected", "lower", "upper", "score", "p",
    "recurrence_weeks", "recurrence_months", "window_weeks", "history_weeks", "alarm",
)  # fmt: skip
MOST_FALSE = 0.5


class Command(OperatorCommand):
    """Each week of each series is compared with its own past; the database is not touched."""

    help = "Watch weekly series for outbreaks; write a row for each week and series."

    def declare(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument(
            "file", type=Path, help="CSV with series,unit,year,week,observed[,outbreak_state]"
        )
        parser.add_argument("--alarms", type=Path, required=True, help="CSV to write")
        parser.add_argument(
            "--false-alarms", type=float, default=Settings().false_alarms,
            help="share of the weeks of a series that may be alarms by chance",
        )  # fmt: skip

    def work(self, **options: Any) -> Mapping[str, Any]:
        """Read, watch, write, and judge where outbreaks are known."""
        file, out, share = options["file"], options["alarms"], options["false_alarms"]
        if not 0 < share <= MOST_FALSE:
            raise Refused(_("--false-alarms 应大于 0，不超过 0.5。"))
        if out.resolve() == file.resolve():
            raise Refused(_("--alarms 不能写到正在读取的文件中，请换一个文件名。"))
        series = weekly_series.read(file)
        started = time.perf_counter()
        found = watched(
            series.counts, series.numbering.season, settings=Settings(false_alarms=share)
        )
        spent = (time.perf_counter() - started) * 1000
        _write(out, series, found)
        outcome = {
            "series": len(series.names),
            "weeks": len(series.rows),
            "alarms": int(found.alarm.sum()),
            "ms_per_week": round(spent / len(series.rows), 4),
            **_judged(series, found),
        }
        self.say(_("已写 %(rows)s 行到 %(file)s。") % {"rows": len(series.rows), "file": out})
        for name, value in outcome.items():
            self.say(f"{name} {value}")
        return outcome


def _judged(series: Series, found: Watched) -> dict[str, Any]:
    """Return detection and false alarms; nothing where the file labels no week."""
    struck, quiet = series.flags(wanted=True), series.flags(wanted=False)
    if not (struck | quiet).any():
        return {}
    seen = np.isfinite(found.chance)
    outcome: Outcome = compared(found.alarm, struck, seen & (struck | quiet))
    return {
        "outbreaks": outcome.outbreaks,
        "outbreaks_found": outcome.found,
        "found_share": _short(outcome.found_share),
        "first_week_share": _short(outcome.first_week_share),
        "median_delay_weeks": statistics.median(outcome.delays) if outcome.delays else None,
        "quiet_weeks": outcome.quiet_weeks,
        "false_alarms": outcome.false_alarms,
        "false_alarm_share": _short(outcome.false_share),
    }


def _short(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _write(path: Path, series: Series, found: Watched) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows(_lines(series, found))
    except OSError as error:
        raise Refused(
            _("写不了 %(file)s：%(why)s") % {"file": path, "why": error.strerror}
        ) from None


def _lines(series: Series, found: Watched) -> Iterator[list[Any]]:
    low, high = found.interval()
    alarm, weeks = found.alarm, found.recurrence
    for at, row in zip(series.places, series.rows, strict=True):
        chance = found.chance[at]
        yield [
            *row.name, *row.at, "" if row.observed is None else row.observed,
            _text(found.expected[at]), _text(low[at]), _text(high[at]),
            _text(0.0 - np.log10(max(chance, 1e-300))), _text(chance), _text(weeks[at]),
            _text(tails.in_months(weeks[at])), found.window[at] or "", found.history[at],
            int(alarm[at]),
        ]  # fmt: skip


def _text(value: Any) -> str:
    """Return a figure in six digits; blank where nothing can be said."""
    return f"{float(value):.6g}" if np.isfinite(value) else ""
