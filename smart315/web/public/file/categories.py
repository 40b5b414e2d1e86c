"""Find what was bought: by looking through the list, or by a word."""

from collections.abc import Iterator

from smart315.casework import taxonomy
from smart315.casework.taxonomy import Kind, Node
from smart315.casework.taxonomy.tree import plain


FOUND = 12
SHORTEST_ALIAS = 2


def groups() -> list[tuple[Kind, tuple[Node, ...]]]:
    """Return level 1 of goods, services and the rest."""
    return [(kind, taxonomy.roots(kind)) for kind in taxonomy.CATEGORIES]


def search(text: str) -> list[Node]:
    """Return the categories that a word may mean, the closest first.

    A name or alias that is the word, then one that holds it, then one that it holds (新冰箱).
    """
    wanted = plain(text)
    if not wanted:
        return []
    ranked = [(rank, node) for node in _all() if (rank := _closeness(wanted, node)) is not None]
    ranked.sort(key=lambda pair: (pair[0], pair[1].code))
    return [node for _rank, node in ranked[:FOUND]]


def _all() -> Iterator[Node]:
    """Yield every category in which a complaint may be filed."""
    for _kind, roots in groups():
        for root in roots:
            yield from taxonomy.children(root.code) or (root,)


def _closeness(wanted: str, node: Node) -> int | None:
    names = [plain(text) for text in (node.name, *node.aliases)]
    if wanted in names:
        return 0
    if any(wanted in name for name in names):
        return 1
    if any(len(name) >= SHORTEST_ALIAS and name in wanted for name in names):
        return 2
    parent = taxonomy.node(node.parent) if node.parent else None
    if parent and any(wanted in plain(text) for text in (parent.name, *parent.aliases)):
        return 3
    return None
