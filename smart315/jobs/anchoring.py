"""The anchors' lines outside the database: one file a year, appended to and never rewritten.

A line is "number day events digest". A restore leaves a mark, "= moment number": what was
anchored after that number went with the database it stood in.
"""

import os
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.timezone import localtime


LINE = re.compile(r"(\d+) (\d{4})-\d\d-\d\d \d+ [0-9a-f]{64}")
MARK = re.compile(r"= \S+ (\d+)")


def folder() -> Path:
    """Return where the files lie."""
    return Path(settings.DATA) / "anchors"


def keep(line: str) -> bool:
    """Append an anchor's line to the file of its year; False when it is there already."""
    year = line.split()[1][:4]
    file = folder() / f"{year}.txt"
    if file.is_file() and line in file.read_text(encoding="utf-8").splitlines():
        return False
    _append(file, line)
    return True


def mark_restore(number: int, at: datetime) -> None:
    """Note that a copy was restored whose newest anchor has the number; 0 for none."""
    # An anchor made now would be yesterday's: the mark goes to the same file, in its order.
    year = (localtime(at) - timedelta(days=1)).year
    _append(folder() / f"{year}.txt", f"= {at.isoformat(timespec='seconds')} {number}")


def differences(stored: Mapping[int, str]) -> list[str]:
    """Return how the kept lines differ from the database's, one sentence each."""
    found = [
        f"A line of {file} cannot be read: {line[:80]!r}."
        for file, line in _lines()
        if not LINE.fullmatch(line) and not MARK.fullmatch(line)
    ]
    for number, line in sorted(_valid().items()):
        if number not in stored:
            found.append(
                f"Anchor {number} is in the file and not in the database: the database was set "
                "back to an earlier copy."
            )
        elif stored[number] != line:
            found.append(
                f"Anchor {number} reads {line!r} in the file and {stored[number]!r} in the "
                "database: one of the two was rewritten."
            )
    return found


def count() -> int:
    """Return how many anchors the files vouch for."""
    return len(_valid())


def _append(file: Path, line: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as kept:
        kept.write(line + "\n")
        kept.flush()
        os.fsync(kept.fileno())


def _valid() -> dict[int, str]:
    lines: dict[int, str] = {}
    for _, line in _lines():
        if mark := MARK.fullmatch(line):
            last = int(mark.group(1))
            lines = {number: each for number, each in lines.items() if number <= last}
        elif anchor := LINE.fullmatch(line):
            lines[int(anchor.group(1))] = line
    return lines


def _lines() -> Iterator[tuple[str, str]]:
    for file in sorted(folder().glob("[0-9][0-9][0-9][0-9].txt")):
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
            if line:
                yield file.name, line
