"""Work that falls into parts, none of which needs another: done here, or spread over machines."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar


Shared = TypeVar("Shared")
Part = TypeVar("Part")
Result = TypeVar("Result")


class Spread(Protocol):
    """Does the same work on each part, wherever it likes; the results are in the parts' order.

    `work` is a function at the top of a module, and all that goes in and out can be pickled: so it
    can be told to another machine.
    """

    def __call__(
        self, work: Callable[[Shared, Part], Result], shared: Shared, parts: Sequence[Part]
    ) -> list[Result]:
        """Return `work(shared, part)` for each part."""


def here(
    work: Callable[[Shared, Part], Result], shared: Shared, parts: Sequence[Part]
) -> list[Result]:
    """Do the work in this process, one part after the other.

    >>> here(pow, 2, [1, 2, 3])
    [2, 4, 8]
    """
    return [work(shared, part) for part in parts]
