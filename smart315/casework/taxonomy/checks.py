"""Find what is wrong in the files, before a consumer does."""

import re
from collections.abc import Iterator
from pathlib import Path

from smart315.casework.taxonomy import files
from smart315.casework.taxonomy.nodes import Kind, Node
from smart315.casework.taxonomy.tree import Tree, plain, read


CODE = {
    Kind.NATURE: re.compile(r"N\d\d"),
    Kind.GOODS: re.compile(r"G\d\d(-\d\d)?"),
    Kind.SERVICES: re.compile(r"S\d\d(-\d\d)?"),
    Kind.OTHER: re.compile(r"O\d\d(-\d\d)?"),
}
LAW_CARD = re.compile(r"SU-(0[1-9]|[12]\d|30)")


def problems(folder: Path = files.FOLDER) -> list[str]:
    """Return one sentence per fault; an empty list means the taxonomy is sound."""
    unreadable = list(_unreadable(folder))
    if unreadable:
        return unreadable
    grown = read(folder)
    found = [*_file_names(folder), *_shared_names(grown)]
    for node in grown.nodes.values():
        found += [f"{node.code}: {fault}" for fault in _faults(node, grown)]
    return found


def _unreadable(folder: Path) -> Iterator[str]:
    for path in files.node_files(folder):
        try:
            files.read_node(path)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield f"{path.name}: cannot be read ({type(error).__name__}: {error})"


def _file_names(folder: Path) -> Iterator[str]:
    for path in files.node_files(folder):
        node = files.read_node(path)
        if path.stem != node.code:
            yield f"{path.name}: the code inside is {node.code}"
        if path.parent.name != node.kind:
            yield f"{path.name}: lies in {path.parent.name}/, its kind is {node.kind}"


def _shared_names(grown: Tree) -> Iterator[str]:
    owners: dict[tuple[bool, str], str] = {}
    for node in grown.nodes.values():
        for text in (node.name, *node.aliases):
            # Categories share one space of names: an import column mixes goods and services.
            key = (node.kind == Kind.NATURE, plain(text))
            if key in owners:
                yield f"{node.code}: the name {text} is already taken by {owners[key]}"
            owners.setdefault(key, node.code)


def _faults(node: Node, grown: Tree) -> Iterator[str]:
    if not CODE[node.kind].fullmatch(node.code):
        yield f"no such code can exist in {node.kind}"
    yield from _family_faults(node, grown)
    for wall in node.walls:
        if not wall.text.strip():
            yield "a wall has no text"
        if wall.road not in grown.roads:
            yield f"a wall points to an unknown road, {wall.road}"
    yield from (f"unknown rule card {c}" for c in node.law_cards if not LAW_CARD.fullmatch(c))
    known = {n.code for n in grown.nodes.values() if n.kind == Kind.NATURE}
    yield from (f"unknown nature {c}" for c in node.natures if c not in known)


def _family_faults(node: Node, grown: Tree) -> Iterator[str]:
    if node.parent:
        parent = grown.nodes.get(node.parent)
        if parent is None or parent.kind != node.kind:
            yield f"its parent {node.parent} is not there"
        if node.code.partition("-")[0] != node.parent:
            yield f"its code does not begin with its parent's, {node.parent}"
    elif node.kind != Kind.NATURE:
        has_children = any(n.parent == node.code for n in grown.nodes.values())
        if has_children == bool(node.childless):
            yield "has neither children nor a reason for that, or both"
