"""What the codes in a table are called."""

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import SYSTEM
from smart315.accounts.levels import Level
from smart315.businesses import queries as businesses
from smart315.casework import taxonomy
from smart315.casework.codes import Channel, Outcome
from smart315.casework.states import Stage
from smart315.insight.facts.columns import RURAL, TOWN
from smart315.measures.periods import Period
from smart315.regions import queries as regions


def names_of(dimension: str, codes: Iterable[str]) -> dict[str, str]:
    """Return what each code of a dimension is called; at most one statement.

    Blank is called unknown, and a code that nobody knows any more is shown as it is.
    """
    wanted = set(codes)
    if dimension in {"organisation", "station"}:
        found = {str(each.pk): each.name for each in accounts.tree(SYSTEM)}
    elif dimension == "business":
        ids = [int(each) for each in wanted if each]
        found = {str(pk): name for pk, name in businesses.names(ids).items()}
    else:
        name = NAMES.get(dimension, str)
        found = {code: name(code) for code in wanted if code}
    return {code: found.get(code, code) if code else unknown(dimension) for code in wanted}


def unknown(dimension: str) -> str:
    """Return what the cell is called of which nothing is known."""
    return _("未办结") if dimension == "outcome" else _("未登记")


def _of(labels: Mapping[str, object]) -> Callable[[str], str]:
    return lambda code: str(labels.get(code, code))


def _node(code: str) -> str:
    return taxonomy.node(code).name if taxonomy.known(code) else code


def _side(code: str) -> str:
    sides = {"goods": _("商品"), "services": _("服务"), "other": _("其他")}
    return (sides | {"online": _("网络消费"), "offline": _("线下消费")}).get(code, code)


def _area(code: str) -> str:
    return {TOWN: _("街道"), RURAL: _("乡镇")}.get(code, code)


def _period(code: str) -> str:
    return Period.read(code).title


NAMES: Mapping[str, Callable[[str], str]] = {
    "nature": _node,
    "category": _node,
    "subcategory": _node,
    "kind": _side,
    "area": _area,
    "online": _side,
    "prefecture": regions.name,
    "county": regions.name,
    "town": regions.full_name,
    "level": _of(dict(Level.choices)),
    "channel": _of(dict(Channel.choices)),
    "outcome": _of(dict(Outcome.choices)),
    "stage": _of(dict(Stage.choices)),
    "month": _period,
    "quarter": _period,
}
