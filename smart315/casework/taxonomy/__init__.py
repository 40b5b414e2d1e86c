"""The classification of complaints: ten natures, and what was bought, on two levels.

One YAML file per node; the order of codes is the order of the association's statistics.
"""

from smart315.casework.taxonomy.checks import problems
from smart315.casework.taxonomy.nodes import CATEGORIES, Kind, Label, Node, Wall
from smart315.casework.taxonomy.tree import (
    children,
    find,
    find_category,
    hints,
    known,
    law_cards,
    natures,
    node,
    path,
    road,
    roots,
    usual_natures,
    walls,
)


__all__ = [
    "CATEGORIES",
    "Kind",
    "Label",
    "Node",
    "Wall",
    "children",
    "find",
    "find_category",
    "hints",
    "known",
    "law_cards",
    "natures",
    "node",
    "path",
    "problems",
    "road",
    "roots",
    "usual_natures",
    "walls",
]
