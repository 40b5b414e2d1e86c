"""A frozen analysis: its figures and its draft as one canonical JSON text, and the hash of it.

Canonical is: keys in order, no spaces, UTF-8, decimals in their shortest form. The same facts and
the same order give the same text, whenever and by whom it is compiled.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from smart315.insight.analyses.cells import Table, table_of
from smart315.insight.analyses.drafts import Paragraph, paragraph_of


FORMAT = 1


@dataclass(frozen=True)
class Snapshot:
    """The canonical text of an analysis; read its parts as properties."""

    text: str

    @cached_property
    def sha256(self) -> str:
        """Return the hash by which the snapshot is known."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    @cached_property
    def data(self) -> dict[str, Any]:
        """Return what is in it."""
        found: dict[str, Any] = json.loads(self.text)
        return found

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Return its tables in order."""
        return tuple(table_of(each) for each in self.data["tables"])

    def table(self, key: str) -> Table | None:
        """Return one table."""
        return next((each for each in self.tables if each.key == key), None)

    @cached_property
    def drafts(self) -> dict[str, tuple[Paragraph, ...]]:
        """Return the drafted paragraphs by section."""
        return {
            section["key"]: tuple(paragraph_of(each) for each in section["paragraphs"])
            for section in self.data["sections"]
        }

    @property
    def drafted(self) -> dict[str, str]:
        """Return the drafted texts by section, a paragraph a line: what an editor begins with."""
        return {key: "\n".join(each.text for each in found) for key, found in self.drafts.items()}


def frozen(data: Mapping[str, Any]) -> Snapshot:
    """Freeze what was compiled."""
    whole = {"format": FORMAT, **data}
    return Snapshot(
        json.dumps(
            whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
        )
    )
