"""The taxonomy in memory: read once per process, then looked up."""

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from smart315.casework.taxonomy import files
from smart315.casework.taxonomy.nodes import CATEGORIES, Kind, Label, Node, Wall


@dataclass(frozen=True)
class Tree:
    """All nodes by code, and every name or alias of each kind."""

    nodes: dict[str, Node]
    roads: dict[str, Label]
    names: dict[tuple[Kind, str], str] = field(default_factory=dict)


def read(folder: Path) -> Tree:
    """Return the tree of a folder; nothing is checked here."""
    nodes = {node.code: node for node in map(files.read_node, files.node_files(folder))}
    names: dict[tuple[Kind, str], str] = {}
    for node in nodes.values():
        for text in (node.name, *node.aliases):
            names.setdefault((node.kind, plain(text)), node.code)
    return Tree(nodes, files.read_roads(folder), names)


@cache
def tree() -> Tree:
    """Return the product's own tree."""
    return read(files.FOLDER)


def plain(text: str) -> str:
    """Return a name as it is compared: without spaces, punctuation and a closing 类.

    >>> plain(" 烟、酒和饮料类") == plain("烟酒和饮料")
    True
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(c for c in folded if unicodedata.category(c)[0] not in "ZPC")
    return kept.removesuffix("类") or kept


def node(code: str) -> Node:
    """Return the node of a code. Raises KeyError."""
    return tree().nodes[code]


def known(code: str, *kinds: Kind) -> bool:
    """Tell whether there is such a code, of one of `kinds` if any are named."""
    found = tree().nodes.get(code)
    return found is not None and (not kinds or found.kind in kinds)


def natures() -> tuple[Node, ...]:
    """Return the ten natures in their statistical order."""
    return roots(Kind.NATURE)


def roots(kind: Kind) -> tuple[Node, ...]:
    """Return level 1 of a kind, by code."""
    return tuple(n for n in tree().nodes.values() if n.kind == kind and not n.parent)


def children(code: str) -> tuple[Node, ...]:
    """Return level 2 under a code, by code."""
    return tuple(n for n in tree().nodes.values() if n.parent == code)


def path(code: str) -> tuple[Node, ...]:
    """Return the nodes from level 1 down to `code`. Raises KeyError."""
    here = node(code)
    return (*path(here.parent), here) if here.parent else (here,)


def find(text: str, kind: Kind | None = None) -> Node | None:
    """Return the node that bears this code, Chinese name or alias, within a kind if one is named.

    A name borne by nodes of several kinds (其他) finds nothing until the kind is said.
    """
    kinds = tuple(Kind) if kind is None else (kind,)
    return _find(text, kinds)


def find_category(text: str) -> Node | None:
    """Return the goods, service or other category of this code, name or alias."""
    return _find(text, CATEGORIES)


def _find(text: str, kinds: tuple[Kind, ...]) -> Node | None:
    by_code = tree().nodes.get(text.strip().upper())
    if by_code is not None and by_code.kind in kinds:
        return by_code
    key = plain(text)
    codes = {code for k in kinds if (code := tree().names.get((k, key)))}
    return node(codes.pop()) if len(codes) == 1 else None


def hints(code: str) -> tuple[str, ...]:
    """Return what to have ready, from level 1 down, each once."""
    return tuple(dict.fromkeys(text for n in path(code) for text in n.hints))


def walls(code: str) -> tuple[Wall, ...]:
    """Return the walls of a node and of its parent, blocking ones first."""
    every = dict.fromkeys(wall for n in path(code) for wall in n.walls)
    return tuple(sorted(every, key=lambda wall: not wall.blocking))


def law_cards(code: str) -> tuple[str, ...]:
    """Return the ids of the rule cards, the closest first."""
    return tuple(dict.fromkeys(card for n in reversed(path(code)) for card in n.law_cards))


def usual_natures(code: str) -> tuple[Node, ...]:
    """Return all ten natures, those usually met in this category first."""
    first = [known_first for n in reversed(path(code)) for known_first in n.natures]
    return tuple(node(c) for c in dict.fromkeys([*first, *(n.code for n in natures())]))


def road(code: str) -> Label:
    """Return where a wall points. Raises KeyError."""
    return tree().roads[code]
