"""A board from the form that asks for it, for the desk and for the portal."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from smart315.accounts.actors import Actor
from smart315.insight.queries import Board, board
from smart315.kernel.verdicts import Refused
from smart315.regions import queries as regions
from smart315.web.figures import mapping, shown
from smart315.web.figures.asked import BoardForm
from smart315.web.figures.shown import Section


def page(form: BoardForm, actor: Actor, room: str, at: datetime) -> dict[str, Any]:
    """Return what the page shows; nothing when the question is refused: the form says why."""
    found = _found(form, actor, at)
    if found is None:
        return {}
    view = form.view()
    context = shown.page(found, view, room, localdate(at))
    counts = {row.dims[0]: row.numerator or 0 for row in found.parts["county"].rows}
    if not regions.county_of(view.region):
        context["map"] = mapping.county_map(counts, view.region)
    if not view.region:
        # Beside the prefectures, the counties stand folded under the map.
        *_others, context["counties"] = _apart(context["sections"])
        context["sections"] = _others
    return context


def _apart(sections: list[Section]) -> list[Section]:
    """Return the sections with that of the counties last."""
    return sorted(sections, key=lambda each: each.name == "county")


def table(form: BoardForm, actor: Actor, name: str, at: datetime) -> list[list[str]] | None:
    """Return one table of the board as rows of cells; None when there is none of that name."""
    found = _found(form, actor, at)
    return None if found is None else shown.tables(found).get(name)


def _found(form: BoardForm, actor: Actor, at: datetime) -> Board | None:
    view = form.view()
    by = shown.dimensions(view)
    try:
        return board(view.period, scope=actor, at=at, where=view.where, by=by)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
