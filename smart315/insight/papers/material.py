"""What a paper is drafted from: the facts of an incident without a person; pure values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from smart315.casework.cards import Matter
from smart315.insight.analyses.cells import Cell, Row, Table


@dataclass(frozen=True)
class Material:
    """An incident as a paper may tell it.

    `said` are the answers of the last assessment (GR-06), `reasons` why its complaints belong
    together; in a paper that names no business both, and the title, say 某经营者. `matter` is what
    most of it is about, `lengths` the limits of the register in days, by key. `province` names the
    province's association where another one writes, and is blank where it writes itself.
    """

    title: str
    issuer: str
    province: str
    level: str
    respondents: tuple[str, ...]
    category: str
    matter: Matter
    first: date
    last: date
    on: date
    tables: tuple[Table, ...]
    said: Mapping[str, str] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    found: Mapping[str, Any] = field(default_factory=dict)
    absconded: bool = False
    in_media: bool = False
    lengths: Mapping[str, int] = field(default_factory=dict)

    def rows(self, key: str) -> tuple[Row, ...]:
        """Return the rows of a table, none where there is no such table."""
        return next((each.rows for each in self.tables if each.key == key), ())

    def cell(self, table: str, row: str, column: str = "value") -> Cell:
        """Return a cell of a table."""
        return next(each.cells[column] for each in self.rows(table) if each.code == row)

    def number(self, row: str) -> int:
        """Return a figure of the whole incident."""
        return int(self.cell("total", row).value or 0)

    @property
    def respondent(self) -> str:
        """Return who is complained about most, blank where nobody is known."""
        return next(iter(self.respondents), "")

    @property
    def about(self) -> str:
        """Return what it is about, for 有关…的投诉."""
        return self.category or _("有关")
