"""Read the YAML files of the taxonomy, one per node."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from smart315.casework.taxonomy.nodes import Kind, Label, Node, Wall


FOLDER = Path(__file__).parent
# The C reader is ten times as fast; it is in every wheel, but not in every build from source.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def node_files(folder: Path) -> list[Path]:
    """Return the files of all nodes, in the order of kinds and codes."""
    return [path for kind in Kind for path in sorted((folder / kind.value).glob("*.yaml"))]


def read_node(path: Path) -> Node:
    """Return the node of one file. Raises KeyError for a missing field, ValueError for its kind."""
    raw = _read(path)
    tibetan = raw.get("name_bo") or {}
    return Node(
        name=raw["name"],
        name_bo=tibetan.get("text", ""),
        machine=bool(tibetan.get("machine", False)),
        code=raw["code"],
        kind=Kind(raw["kind"]),
        parent=raw.get("parent", ""),
        aliases=_texts(raw, "aliases"),
        hints=_texts(raw, "hints"),
        walls=tuple(Wall(**wall) for wall in raw.get("walls", ())),
        law_cards=_texts(raw, "law_cards"),
        natures=_texts(raw, "natures"),
        childless=raw.get("childless", ""),
    )


def read_roads(folder: Path) -> dict[str, Label]:
    """Return the roads that walls may point to, by code."""
    return {
        code: Label(row["name"], row["name_bo"]["text"], bool(row["name_bo"].get("machine")))
        for code, row in _read(folder / "roads.yaml").items()
    }


def _read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506
    return loaded


def _texts(raw: Mapping[str, Any], field: str) -> tuple[str, ...]:
    return tuple(str(text) for text in raw.get(field, ()))
