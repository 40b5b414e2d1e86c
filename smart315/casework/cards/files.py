"""Read the YAML files of the rule cards, one per card."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from smart315.casework.cards.card import Basis, Card


FOLDER = Path(__file__).parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def card_files(folder: Path) -> list[Path]:
    """Return the files of all cards, in the order of their ids."""
    return sorted(folder.glob("*.yaml"))


def read_card(path: Path) -> Card:
    """Return the card of one file. Raises KeyError for a missing field, ValueError for a date."""
    raw: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506
    tibetan = raw.get("plain_bo") or {}
    return Card(
        id=raw["id"],
        title=raw["title"],
        summary=raw["summary"].strip(),
        basis=tuple(_basis(row) for row in raw["basis"]),
        quote=raw.get("quote", ""),
        threshold=raw.get("threshold", ""),
        natures=_codes(raw, "natures"),
        categories=_codes(raw, "categories"),
        channels=_codes(raw, "channels"),
        calculator=raw.get("calculator", ""),
        plain=raw.get("plain", ""),
        plain_bo=tibetan.get("text", ""),
        machine=bool(tibetan.get("machine", False)),
    )


def _basis(row: Mapping[str, Any]) -> Basis:
    return Basis(row["law"], row["article"], _day(row["since"]), _day_or_none(row.get("until")))


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _day_or_none(value: Any) -> date | None:
    return None if value is None else _day(value)


def _codes(raw: Mapping[str, Any], field: str) -> tuple[str, ...]:
    return tuple(str(code) for code in raw.get(field, ()))
