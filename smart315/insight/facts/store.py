"""Where facts lie: one Parquet file a month, and a manifest that says which files hold.

A file is named by what is in it and never changed. The manifest is replaced last and in one step:
a reader has all of the old or all of the new. Files of the manifest before stay for a while, for
those who are still reading.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from smart315.audit.queries import Mark
from smart315.insight.facts.digest import digest


KEPT_FOR = timedelta(hours=1)
ROWS_IN_A_GROUP = 131_072


@dataclass(frozen=True)
class Part:
    """One month: its file, how many rows it has, and the digest of them."""

    file: str
    rows: int
    digest: str


@dataclass(frozen=True)
class Manifest:
    """Which files are the facts, of which form, and how far the journal was read for them.

    `merged` says which businesses were counted under which, as they were merged then.
    """

    version: str
    mark: Mark
    made_at: datetime
    months: Mapping[str, Part] = field(default_factory=dict)
    merged: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """Return the digest of all facts: of the months' digests in their order."""
        lines = "\n".join(f"{month} {part.digest}" for month, part in sorted(self.months.items()))
        return hashlib.sha256(lines.encode()).hexdigest()

    @property
    def rows(self) -> int:
        """Return how many complaints there are."""
        return sum(part.rows for part in self.months.values())

    @property
    def paths(self) -> list[str]:
        """Return the files in the order of their months."""
        return [str(root() / part.file) for _month, part in sorted(self.months.items())]


def root() -> Path:
    """Return the folder of the facts."""
    return Path(settings.FACTS)


def manifest() -> Manifest | None:
    """Return what holds now; None before the first update, or where it cannot be read."""
    try:
        said = json.loads((root() / "manifest.json").read_text(encoding="utf-8"))
        return Manifest(
            said["version"],
            {int(page): (turns, last) for page, (turns, last) in said["mark"].items()},
            datetime.fromisoformat(said["made_at"]),
            {month: Part(*part) for month, part in said["months"].items()},
            {int(one): stands for one, stands in said["merged"].items()},
        )
    except (FileNotFoundError, json.JSONDecodeError, KeyError, TypeError, ValueError):
        return None


@contextmanager
def writing() -> Iterator[None]:
    """Let one writer in at a time, of all processes on this machine; the others wait."""
    root().mkdir(parents=True, exist_ok=True)
    with (root() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def read(part: Part) -> pa.Table:
    """Return the rows of a month."""
    return pq.read_table(root() / part.file, partitioning=None)


def write(month: str, table: pa.Table) -> Part:
    """Write a month aside, the rows by their id; nobody reads it before the manifest names it."""
    ordered = table.sort_by("id").combine_chunks()
    content = digest(ordered)
    part = Part(f"complaints/month={month}/{content[:32]}.parquet", ordered.num_rows, content)
    path = root() / part.file
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(f".{os.getpid()}.aside")
        pq.write_table(ordered, aside, row_group_size=ROWS_IN_A_GROUP, compression="zstd")
        _settled(aside, path)
    return part


def publish(made: Manifest) -> None:
    """Let these files be the facts from now on, and clear away what nobody reads any more."""
    said = {
        "version": made.version,
        "made_at": made.made_at.isoformat(),
        "digest": made.digest,
        "months": {
            month: [part.file, part.rows, part.digest]
            for month, part in sorted(made.months.items())
        },
        "merged": {str(one): stands for one, stands in sorted(made.merged.items())},
        "mark": {str(page): list(read) for page, read in sorted(made.mark.items())},
    }
    aside = root() / f"manifest.{os.getpid()}.aside"
    aside.write_text(json.dumps(said, indent=1), encoding="utf-8")
    _settled(aside, root() / "manifest.json")
    _clear(made)


def _settled(aside: Path, path: Path) -> None:
    """Give a file its name once it is on the disk: a power cut leaves the old or the new."""
    with aside.open("rb") as file:
        os.fsync(file.fileno())
    aside.replace(path)


def _clear(made: Manifest) -> None:
    held = {root() / part.file for part in made.months.values()}
    before = (root() / "manifest.json").stat().st_mtime - KEPT_FOR.total_seconds()
    for path in (root() / "complaints").glob("month=*/*"):
        if path not in held and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
