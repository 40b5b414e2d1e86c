"""What a check finds."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self


class State(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    """One line of the doctor's report; whatever is not well comes with its remedy.

    `ends` says that nothing further can be looked at before this is put right.
    """

    state: State
    what: str
    remedy: str = ""
    check: str = ""
    ends: bool = False

    def of(self, check: str) -> Self:
        """Return the finding under the check's name."""
        return replace(self, check=check)


def ok(what: str) -> Finding:
    """Say that something is well."""
    return Finding(State.OK, what)


def warn(what: str, remedy: str) -> Finding:
    """Say that something works, for now or only in part."""
    return Finding(State.WARN, what, remedy)


def fail(what: str, remedy: str, *, ends: bool = False) -> Finding:
    """Say that something does not work."""
    return Finding(State.FAIL, what, remedy, ends=ends)
