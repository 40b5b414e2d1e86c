"""The outcome of a verification, and the first thing found wrong."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Broken:
    """What is wrong where; `seq` and `id` are 0 when no single event can be named."""

    stream: str
    seq: int
    id: int
    what: str

    def __str__(self) -> str:
        return f"{self.stream}#{self.seq} (id {self.id}): {self.what}"


@dataclass(frozen=True)
class Proof:
    """How much was checked before the end or the first break."""

    ok: bool
    events: int
    streams: int
    anchors: int
    first_broken: Broken | None = None


class BreakFound(Exception):  # noqa: N818 - an outcome, not an error
    """Carries the first broken place out of a pass."""

    def __init__(self, stream: str, seq: int, number: int, what: str) -> None:
        super().__init__(what)
        self.broken = Broken(stream, seq, number, what)
