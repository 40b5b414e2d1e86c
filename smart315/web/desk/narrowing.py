"""The list's filters as parts of an address, so that every list can be shared as a link."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from smart315.casework import taxonomy
from smart315.casework.codes import Channel, Outcome
from smart315.casework.queries import COUNTED, Filters
from smart315.casework.states import Stage
from smart315.insight.queries import MEASURES
from smart315.regions import queries as regions
from smart315.web.desk.forms.fields import optional_day, optional_int


DUES = ("overdue", "today", "week")
ORDERS = ("due", "received")
PLAIN = Filters()
# A bare address shows what is under way: old cases wait for nothing but a shelf.
BARE = Filters(stage="open")
# What only links of figures bear: the form beside the list keeps them and does not ask for them.
OF_FIGURES = ("accepted_from", "accepted_to", "counted", "region", "outcome", "station")
# What stands in a link from which a filter was taken off.
WITHOUT = {"stage": "all"}


@dataclass(frozen=True)
class Active:
    """A filter that is on, and the link without it."""

    words: str
    without: str


def read(asked: QueryDict) -> Filters:
    """Return the filters of an address; what cannot be read is left out.

    An address that narrows nothing and names no stage shows what is under way; `stage=all` shows
    everything.
    """
    found = _found(asked)
    if "stage" not in asked and replace(found, order=PLAIN.order) == PLAIN:
        return replace(found, stage=BARE.stage)
    return found


def _found(asked: QueryDict) -> Filters:
    due, order = asked.get("due", ""), asked.get("order", "")
    return Filters(
        q=asked.get("q", "").strip()[:100],
        stage=asked.get("stage", ""),
        due=due if due in DUES else "",  # type: ignore[arg-type]
        mine=bool(asked.get("mine")),
        own=bool(asked.get("own")),
        below=bool(asked.get("below")),
        supervised=bool(asked.get("supervised")),
        officer=optional_int(asked.get("officer", "")),
        organisation=optional_int(asked.get("organisation", "")),
        category=asked.get("category", ""),
        nature=asked.get("nature", ""),
        channel=asked.get("channel", ""),
        received_from=optional_day(asked.get("received_from", "")),
        received_to=optional_day(asked.get("received_to", "")),
        accepted_from=optional_day(asked.get("accepted_from", "")),
        accepted_to=optional_day(asked.get("accepted_to", "")),
        counted=_one_of(COUNTED, asked.get("counted", "")),
        region=_one_of(regions.known, asked.get("region", "")),
        outcome=_one_of(Outcome.values, asked.get("outcome", "")),
        station=optional_int(asked.get("station", "")),
        business=optional_int(asked.get("business", "")),
        order=order if order in ORDERS else "due",  # type: ignore[arg-type]
    )


def _one_of(known: Collection[str] | Callable[[str], bool], text: str) -> str:
    """Return the text when it is known, blank otherwise."""
    found = known(text) if callable(known) else text in known
    return text if found else ""


def query(filters: Filters, **changes: Any) -> str:
    """Return the address's part after the question mark; what is not filtered is left out."""
    wanted = replace(filters, **changes)
    parts = {
        each.name: _written(value)
        for each in fields(wanted)
        if (value := getattr(wanted, each.name)) != getattr(PLAIN, each.name)
    }
    return f"?{urlencode(parts)}" if parts else "?"


def kept(filters: Filters) -> list[tuple[str, str]]:
    """Return what a figure's link asked for, as hidden fields of the form."""
    found = [(name, getattr(filters, name)) for name in OF_FIGURES]
    return [(name, _written(value)) for name, value in found if value]


def active(
    filters: Filters,
    *,
    organisation: str = "",
    business: str = "",
    officer: str = "",
    station: str = "",
) -> list[Active]:
    """Return the filters that are on, each with the link that takes it off."""
    words = {
        "q": _("“%(text)s”") % {"text": filters.q},
        "stage": stage_words(filters.stage),
        "due": due_words(filters.due),
        "mine": _("我承办的"),
        "own": _("本单位办理的"),
        "below": _("下级办理的"),
        "supervised": _("督办中"),
        "officer": officer,
        "organisation": organisation,
        "category": _name(filters.category),
        "nature": _name(filters.nature),
        "channel": str(Channel(filters.channel).label) if filters.channel in Channel.values else "",
        "received_from": _("%(day)s起收到") % {"day": filters.received_from},
        "received_to": _("%(day)s前收到") % {"day": filters.received_to},
        "accepted_from": _("%(day)s起受理") % {"day": filters.accepted_from},
        "accepted_to": _("%(day)s前受理") % {"day": filters.accepted_to},
        **_counted(filters),
        "station": station,
        "business": business,
    }
    return [
        Active(text, query(filters, **{name: WITHOUT.get(name, getattr(PLAIN, name))}))
        for name, text in words.items()
        if text and getattr(filters, name) != getattr(PLAIN, name)
    ]


def _counted(filters: Filters) -> dict[str, str]:
    """Return what the filters that a figure's link bears are called."""
    measure = MEASURES.get(filters.counted)
    return {
        "counted": _("计入“%(figure)s”") % {"figure": measure.title} if measure else "",
        "region": regions.full_name(filters.region),
        "outcome": str(Outcome(filters.outcome).label) if filters.outcome else "",
    }


def stage_words(stage: str) -> str:
    """Return the name of a stage or of a group of stages; blank for anything else."""
    groups = {
        "open": _("在办"),
        "to_assign": _("待分派"),
        "to_close": _("待办结"),
        "to_sign": _("待签收"),
        "to_call": _("待回访"),
    }
    return groups.get(stage) or (str(Stage(stage).label) if stage in Stage.values else "")


def due_words(due: str) -> str:
    """Return the name of a filter by due date."""
    return {"overdue": _("已逾期"), "today": _("今天到期"), "week": _("7天内到期")}.get(due, "")


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "1"
    return value.isoformat() if isinstance(value, date) else str(value)


def _name(code: str) -> str:
    return taxonomy.node(code).name if taxonomy.known(code) else code
