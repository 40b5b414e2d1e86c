"""A complaint as a line of a list: whose turn it is, and the one thing to press."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smart315.accounts.actors import Actor
from smart315.casework import queries
from smart315.casework.policies import WHO
from smart315.casework.queries import Row
from smart315.casework.states import ENDED
from smart315.web.desk.moves import PAGES, Way, leads


TURNS: dict[str, Promise | str] = {
    "association": _("我方"),
    "business": _("经营者"),
    "consumer": _("投诉人"),
    "nobody": "",
}


@dataclass(frozen=True)
class Line:
    """A row with what a list says beside it."""

    row: Row
    turn: str
    lead: Way | None


def lines(rows: Iterable[Row], actor: Actor, at: datetime) -> list[Line]:
    """Return the rows with whose turn it is and what leads on; no query."""
    return [Line(each, turn(each, at), lead(each, actor, at)) for each in rows]


def turn(row: Row, at: datetime) -> str:
    """Return who has to act; once a limit of somebody else has passed, it is the association."""
    if row.due_at is None:
        return "" if row.stage in ENDED else str(TURNS["association"])
    whose = queries.owed_by(row.due_key)
    late = row.due_at < at
    return str(TURNS["association" if late and whose != "nobody" else whose])


def lead(row: Row, actor: Actor, at: datetime) -> Way | None:
    """Return the page of what leads on, when the person may do such things somewhere.

    Whether it holds for this very case is asked again on the page.
    """
    if row.pending_approval:
        return None
    late = row.due_at is not None and row.due_at < at
    for name in leads(row.stage, late=late):
        who = WHO.get(name)
        if who is not None and who.permission is not None and actor.holds(who.permission):
            return PAGES[name]
    return None
