"""Say how far a long command has come, once it takes longer than a second."""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

from django.core.management.base import OutputWrapper


T = TypeVar("T")
PATIENCE = 1.0


class Progress(Generic[T]):
    """Call it as often as you like: it writes a line a second at most, the first after one."""

    def __init__(self, out: OutputWrapper, say: Callable[[T], str]) -> None:
        self.out, self.say = out, say
        self.spoke_at = time.monotonic()

    def __call__(self, state: T) -> None:
        """Write where things stand, if nothing was said for a second."""
        if time.monotonic() - self.spoke_at >= PATIENCE:
            self.out.write(self.say(state))
            self.out.flush()
            self.spoke_at = time.monotonic()
