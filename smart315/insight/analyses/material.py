"""What the draft of an analysis is written from: a pure value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from smart315.insight.analyses.cells import Table
from smart315.insight.analyses.declared import Declaration
from smart315.insight.analyses.hotspots import HotSpot


@dataclass(frozen=True)
class Material:
    """What the draft is written from. `words` name period, place and what is counted."""

    declaration: Declaration
    tables: Sequence[Table]
    words: Mapping[str, str]
    spots: Sequence[HotSpot] = ()
    exemplars: Sequence[str] = ()

    def table(self, key: str) -> Table:
        """Return a table of the analysis."""
        return next(each for each in self.tables if each.key == key)

    @property
    def anything(self) -> bool:
        """Tell whether anything at all was counted in the period."""
        whole = self.words["whole"]
        rows = [each for table in self.tables for each in table.rows if each.code == whole]
        return any(each.cells["value"].value for each in rows)

    def counted(self, key: str) -> bool:
        """Tell whether anything of the period stands in a table of counts."""
        return any(each.cells["count"].value for each in self.table(key).rows)

    def has(self, key: str) -> bool:
        """Tell whether there is such a table and anything in it."""
        return any(each.key == key and each.rows for each in self.tables)
