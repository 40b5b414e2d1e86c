"""A release as one canonical JSON text, and the hash by which it is known."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from smart315.insight.opendata.declared import FIGURES, TABLES


FORMAT = 1


@dataclass(frozen=True)
class OpenRow:
    """A cell of a table: its codes and what they are called; `count` is None where withheld."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    count: int | None


@dataclass(frozen=True)
class OpenFigure:
    """An indicator: None where withheld; a count or a sum has no denominator."""

    numerator: int | None
    denominator: int | None


@dataclass(frozen=True)
class Body:
    """The text of a release; read its parts as properties."""

    text: str

    @cached_property
    def sha256(self) -> str:
        """Return the hash of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def data(self) -> dict[str, Any]:
        """Return what is in it."""
        found: dict[str, Any] = json.loads(self.text)
        return found

    @property
    def k(self) -> int:
        """Return of how many people a cell tells at least."""
        return int(self.data["k"])

    @cached_property
    def tables(self) -> dict[str, tuple[OpenRow, ...]]:
        """Return the tables by their names."""
        return {
            name: tuple(
                OpenRow(tuple(row["codes"]), tuple(row["names"]), row["count"])
                for row in self.data["tables"][name]
            )
            for name in TABLES
            if name in self.data["tables"]
        }

    @cached_property
    def figures(self) -> dict[str, OpenFigure]:
        """Return the indicators by the names of their measures."""
        return {
            name: OpenFigure(each["numerator"], each["denominator"])
            for name, each in self.data[FIGURES].items()
        }

    @property
    def figures_only(self) -> Mapping[str, Any]:
        """Return what two versions are compared by: no date, no version."""
        return {name: self.data[name] for name in ("k", "tables", FIGURES)}


def frozen(data: Mapping[str, Any]) -> Body:
    """Freeze what was compiled."""
    whole = {"format": FORMAT, **data}
    return Body(
        json.dumps(
            whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
        )
    )
