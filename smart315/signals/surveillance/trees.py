"""A tree of places or categories, and the sums that go up it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from smart315.signals.surveillance.tails import Floats


ROOT = -1


@dataclass(frozen=True)
class Tree:
    """Nodes by number, each with its parent's number; the root's parent is -1."""

    parents: tuple[int, ...]

    @classmethod
    def of(cls, parents: Sequence[int]) -> "Tree":
        """Return the tree; raises ValueError unless all nodes hang from one root."""
        tree = cls(tuple(parents))
        if tree.parents.count(ROOT) != 1 or any(len(line) > len(parents) for line in tree.lines):
            raise ValueError("A tree has one root, from which every node hangs.")
        return tree

    @cached_property
    def lines(self) -> tuple[tuple[int, ...], ...]:
        """Return for each node itself and its ancestors, the root last.

        >>> Tree((-1, 0, 1)).lines[2]
        (2, 1, 0)
        """
        return tuple(self._line(node) for node in range(len(self.parents)))

    def _line(self, node: int) -> tuple[int, ...]:
        line = [node]
        while self.parents[line[-1]] != ROOT and len(line) <= len(self.parents):
            line.append(self.parents[line[-1]])
        return tuple(line)

    @cached_property
    def depths(self) -> NDArray[np.int64]:
        """Return how many nodes are above each."""
        return np.array([len(line) - 1 for line in self.lines])

    @cached_property
    def leaves(self) -> NDArray[np.int64]:
        """Return the nodes without children."""
        return np.array(sorted(set(range(len(self.parents))) - set(self.parents)))

    @cached_property
    def sums(self) -> Floats:
        """Return the matrix (nodes × leaves) that adds leaves up to nodes."""
        table = np.zeros((len(self.parents), len(self.leaves)))
        for column, leaf in enumerate(self.leaves):
            table[list(self.lines[leaf]), column] = 1.0
        return table

    def at_depth(self, depth: int) -> NDArray[np.int64]:
        """Return of each leaf the node above it at a depth, or the leaf where it is higher.

        >>> Tree((-1, 0, 0, 1)).at_depth(1).tolist()
        [2, 1]
        """
        lines = (self.lines[leaf] for leaf in self.leaves)
        return np.array([line[max(len(line) - 1 - depth, 0)] for line in lines])

    @cached_property
    def branches(self) -> NDArray[np.int64]:
        """Return for each leaf the number, from 0, of the branch below the root that it is on."""
        tops = [self.lines[leaf][-2] if len(self.lines[leaf]) > 1 else leaf for leaf in self.leaves]
        return np.unique(tops, return_inverse=True)[1]

    def within(self, node: int) -> NDArray[np.bool_]:
        """Tell which leaves are under a node."""
        under: NDArray[np.bool_] = self.sums[node] > 0
        return under

    def are_nested(self, one: int, other: int) -> bool:
        """Tell whether one node is the other, or above or under it."""
        return one in self.lines[other] or other in self.lines[one]
