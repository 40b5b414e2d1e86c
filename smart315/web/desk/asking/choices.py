"""What may be ticked: the codes of dimensions under their names, trees under their branches."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from smart315.accounts.levels import Level
from smart315.accounts.queries import Organisation
from smart315.casework import taxonomy
from smart315.casework.codes import Channel, Outcome
from smart315.casework.states import Stage
from smart315.insight.queries import DIMENSIONS, MEASURES, names_of, unknown
from smart315.regions import queries as regions
from smart315.web.desk.asking.boxes import Choices, Groups


# What one dimension leads down to: where a row's heading goes.
FINER: Mapping[str, str] = {
    "kind": "category", "category": "subcategory", "prefecture": "county", "county": "town",
    "quarter": "month", "month": "day", "level": "organisation",
}  # fmt: skip


def measures() -> Choices:
    """Return the measures by name."""
    return [(name, str(each.title)) for name, each in MEASURES.items()]


def dimensions(none: str) -> Choices:
    """Return the dimensions by name, and that there is none."""
    return [("", none), *((name, str(each.title)) for name, each in DIMENSIONS.items())]


def places(tree: list[Organisation]) -> list[tuple[str, str]]:
    """Return the organisations that somebody sees, each below the one above it."""
    top = min((each.depth for each in tree), default=0)
    rows = [(str(each.pk), "　" * (each.depth - top) + each.name) for each in tree]
    return [("", _("全部")), *rows]


def _kinds() -> Choices:
    codes = ("goods", "services", "other")
    return [(code, name) for code, name in names_of("kind", codes).items() if name]


def _natures() -> Choices:
    return [(each.code, each.name) for each in taxonomy.natures()]


def _categories() -> Groups:
    names = dict(_kinds())
    kinds = ((names[kind.value], taxonomy.roots(kind)) for kind in taxonomy.CATEGORIES)
    return [(name, [(x.code, x.name) for x in roots]) for name, roots in kinds]


def _subcategories() -> Groups:
    roots = (root for kind in taxonomy.CATEGORIES for root in taxonomy.roots(kind))
    return [(x.name, [(y.code, y.name) for y in taxonomy.children(x.code)]) for x in roots]


def _counties() -> Groups:
    return [(name, regions.options(code)) for code, name in regions.options()]


def _areas() -> Choices:
    return list(names_of("area", ("town", "rural")).items())


def _labelled(choices: Sequence[tuple[str, Any]]) -> Choices:
    return [(code, str(label)) for code, label in choices]


LISTS: Mapping[str, Callable[[], Choices | Groups]] = {
    "nature": _natures,
    "kind": _kinds,
    "category": _categories,
    "subcategory": _subcategories,
    "prefecture": regions.options,
    "county": _counties,
    "area": _areas,
    "level": lambda: _labelled(Level.choices),
    "channel": lambda: _labelled(Channel.choices),
    "outcome": lambda: _labelled(Outcome.choices),
    "stage": lambda: [each for each in _labelled(Stage.choices) if each[0] != Stage.DRAFT],
}


def of(dimension: str) -> Choices | Groups:
    """Return what may be ticked of a dimension, the unknown last."""
    found = _of(dimension)
    nothing = [("", unknown(dimension))]
    if dimension in {"level", "stage", "channel", "kind"}:
        return found
    return [*found, (_("其他"), nothing)] if _is_grouped(found) else [*found, *nothing]


@cache
def _of(dimension: str) -> Choices | Groups:
    return LISTS[dimension]()


def _is_grouped(found: Choices | Groups) -> bool:
    return bool(found) and not isinstance(found[0][1], str)
