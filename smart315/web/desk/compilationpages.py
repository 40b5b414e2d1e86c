"""What somebody reads who waits for an analysis: the steps, what is wrong, the way out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from smart315.insight.queries import Compilation, Step
from smart315.measures.periods import Period


SECONDS = 2  # between two looks
# Nobody waits as long for a worker that runs.
PATIENCE = timedelta(seconds=30)


@dataclass(frozen=True)
class Stair:
    """One step: done, under way, or still to come."""

    title: str
    done: bool
    now: bool


def shown(row: Compilation, at: datetime, *, still: bool) -> dict[str, Any]:
    """Return what the page of an order shows."""
    here = row.step or 0
    since = row.claimed_at or row.ordered_at
    return {
        "row": row,
        "period": Period.read(row.period).title,
        "stairs": [Stair(str(each.label), each < here, each == here) for each in Step],
        "still": still,
        "waits_long": row.pending and at - since > PATIENCE,
        "anew": anew(row),
    }


def anew(row: Compilation) -> str:
    """Return the form with what was ordered filled in."""
    asked = {
        "kind": row.kind,
        "period": row.period,
        "region": row.region_id,
        "basis": row.basis,
        "reason": row.reason,
    }
    return f"{reverse('desk:new_analysis')}?{urlencode(asked)}"


def done(row: Compilation) -> str:
    """Return what is said when it is done."""
    if row.again_id is not None:
        return _("已按现在的数据重新汇编；您改过的部分保留原文，请看核对结果。")
    return _("已汇编，请核对文字和典型案例。")
