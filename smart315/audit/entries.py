"""What is asked to be recorded, before it has its place in the chains."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


KIND = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*)+")


@dataclass(frozen=True)
class Entry:
    """One event to record. `kind` is "subject.verb" in the past tense, `at` is aware."""

    kind: str
    stream: str
    actor: str
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not KIND.fullmatch(self.kind):
            raise ValueError(f"{self.kind!r} is not a kind: write subject.verb, past tense.")
        if not self.stream or not self.actor:
            raise ValueError(f"{self.kind} names no stream or no actor.")
        if self.at.tzinfo is None:
            raise ValueError(f"{self.kind} has a time without its zone.")
