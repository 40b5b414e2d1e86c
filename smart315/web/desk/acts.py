"""A move as a page offers it: asked before, told of when done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Act:
    """A move: what its page asks, and what it says when done. `why`: it wants a reason."""

    name: str
    title: Promise
    question: Promise
    act: Callable[..., Any]
    said: Promise
    why: bool = False
