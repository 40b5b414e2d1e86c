"""One line of a table under a declaration: our columns' values, and what is wrong with them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.utils.translation import gettext as _

from smart315.casework.exchange import columns, escapes, values
from smart315.casework.exchange.declarations import Declaration
from smart315.casework.exchange.tables import Line
from smart315.casework.exchange.values import Unreadable


T = TypeVar("T")
LONGEST = {
    "external_id": 80,
    "business_name": 120,
    "title": 120,
    "item": 120,
    "brand": 60,
    "model": 80,
    "platform": 80,
    "complainant": 40,
}
SHOWN = 40


@dataclass
class Row:
    """A line that is being read; `problems` says for each of our columns what is wrong."""

    line: Line
    source: Declaration
    at: datetime
    cells: Mapping[str, str]
    problems: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return what the row has for one of our columns."""
        source = self.source.columns.get(name)
        return escapes.removed(source.text(self.cells)) if source else ""

    def read(self, name: str, reader: Callable[[str], T], otherwise: T) -> T:
        """Return a column's value; `otherwise` after noting what is wrong with it."""
        text = self.text(name)
        longest = LONGEST.get(name)
        if longest and len(text) > longest:
            self.problems[name] = _("超过%(longest)s个字") % {"longest": longest}
            return otherwise
        try:
            return reader(text)
        except Unreadable as problem:
            shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
            self.problems[name] = _("“%(text)s”%(reason)s") % {"text": shown, "reason": problem}
            return otherwise

    def short(self, name: str) -> str:
        """Return a text of limited length as it is."""
        return self.read(name, str, "")

    def day(self, name: str) -> datetime | None:
        """Return a day's first moment; the import's own day where that is declared."""
        source = self.source.columns.get(name)
        if source and source.import_day:
            return values.midnight(self.at)
        found = self.read(name, values.moment, None)
        if found and found > self.at:
            self.problems[name] = _("“%(text)s”晚于今天") % {"text": self.text(name)}
        return found


def begun(line: Line, header: list[str], source: Declaration, at: datetime) -> Row:
    """Return a row whose cells go by the names of the header."""
    row = Row(line, source, at, dict(zip(header, line.cells, strict=False)))
    if any(line.cells[len(header) :]):
        row.problems[columns.LINE] = _("这一行的格数比表头多，可能有逗号没有加引号")
    return row
