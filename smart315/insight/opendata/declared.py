"""What a release holds: a fixed list of tables, so that no two of them can be played off.

Each table counts the complaints accepted in the quarter; each hierarchy stands in it on one level.
There is no table over a year: its quarters add up to it, and with both published a quarter's cell
of few would be the difference. docs/decisions/0012 says what follows from each choice.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from smart315.casework import taxonomy
from smart315.casework.codes import Channel, Outcome
from smart315.casework.taxonomy import Kind
from smart315.regions import queries as regions


COUNTED = "accepted"
INDICATORS = (
    "received", "taken_on", "mediated", "agreed", "performed", "accepted", "resolved",
    "resolve_rate", "recovered_loss", "accept_on_time", "close_on_time", "avg_days",
    "satisfaction", "satisfied_rate",
)  # fmt: skip


@dataclass(frozen=True)
class OpenTable:
    """One table: by which dimensions the accepted complaints are counted."""

    name: str
    title: Any
    by: tuple[str, ...]


_ALL = (
    OpenTable("nature", _("受理投诉：按投诉性质"), ("nature",)),
    OpenTable("category", _("受理投诉：按商品服务大类"), ("category",)),
    OpenTable("prefecture", _("受理投诉：按市州"), ("prefecture",)),
    OpenTable("channel", _("受理投诉：按投诉渠道"), ("channel",)),
    OpenTable("online", _("受理投诉：按是否网络消费"), ("online",)),
    OpenTable("outcome", _("受理投诉：按办理结果"), ("outcome",)),
    OpenTable("prefecture_nature", _("受理投诉：按市州和投诉性质"), ("prefecture", "nature")),
)
TABLES: Mapping[str, OpenTable] = {each.name: each for each in _ALL}
FIGURES = "indicators"
NAMES = (*TABLES, FIGURES)


def _classes() -> Iterable[str]:
    return (node.code for kind in taxonomy.CATEGORIES for node in taxonomy.roots(kind))


CODES: Mapping[str, Callable[[], Iterable[str]]] = {
    "nature": lambda: (node.code for node in taxonomy.roots(Kind.NATURE)),
    "category": _classes,
    "prefecture": lambda: (code for code, _name in regions.options()),
    "channel": lambda: Channel.values,
    "online": lambda: ("online", "offline"),
    "outcome": lambda: Outcome.values,
}
"""The codes that a table has a row for even where nothing came: an empty cell is shown as 0."""
