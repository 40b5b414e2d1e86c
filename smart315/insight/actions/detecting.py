"""Find incidents in the live store: the group complaints of the register's rule (GR-03)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM
from smart315.casework import queries as casework, taxonomy
from smart315.casework.queries import Harmed
from smart315.insight.actions.gathering import Found, gather
from smart315.insight.models import Incident
from smart315.insight.states import Source
from smart315.parameters import queries as parameters


def detect(*, at: datetime) -> list[Incident]:
    """Look over what came of late; return the incidents opened or grown. May be run again."""
    window = parameters.limit("group.window", localdate(at)).length
    least = parameters.value("group.min", localdate(at))
    rows = casework.harmed_since(at - timedelta(days=window))
    found = [_found(cell, window) for cell in _cells(rows) if _people(cell) >= least]
    changed = [gather(found=each, by=SYSTEM, at=at) for each in found]
    return [each for each in changed if each is not None]


def _cells(rows: Iterable[Harmed]) -> list[list[Harmed]]:
    """Return complaints of one respondent about one kind of goods or services."""
    cells: defaultdict[tuple[str, str], list[Harmed]] = defaultdict(list)
    for row in rows:
        if row.respondent and row.category_code:
            cells[row.respondent, row.category_code].append(row)
    return list(cells.values())


def _people(cell: list[Harmed]) -> int:
    return len(frozenset().union(*(each.people for each in cell)))


def _found(cell: list[Harmed], window: int) -> Found:
    first, last = cell[0], cell[-1]
    category = taxonomy.node(last.category_code).name if taxonomy.known(last.category_code) else ""
    words = {"name": last.respondent_name, "category": category, "days": window}
    why = [
        _("同一经营者：%(name)s") % words,
        _("同一类别：%(category)s") % words,
        _("%(days)s日内") % words,
    ]
    return Found(
        key=f"{last.respondent}:{last.category_code}"[:120],
        title=_("%(name)s：%(category)s") % words,
        source=Source.RULE,
        members={each.id: why for each in cell},
        business_id=last.business_id,
        respondent_name=last.respondent_name,
        category_code=last.category_code,
        explanation={
            "window_days": window,
            "people": _people(cell),
            "complaints": len(cell),
            "first": first.received_at.isoformat(),
            "last": last.received_at.isoformat(),
        },
    )
