"""Bring complaints in from a file: row by row, batch by batch, each row once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from smart315.accounts.actors import Actor
from smart315.accounts.queries import Organisation
from smart315.casework.actions import entering
from smart315.casework.actions.entering import Run
from smart315.casework.exchange import declarations, incoming, permits, tables
from smart315.casework.exchange.columns import REJECTED
from smart315.casework.exchange.declarations import Declaration
from smart315.casework.exchange.incoming import Incoming, Unusable
from smart315.casework.exchange.judging import Rejection
from smart315.casework.exchange.tables import Line, Table


__all__ = ["BATCH", "REJECTED", "Rejection", "Tally", "import_file", "import_rows"]

BATCH = 1000
Reject = Callable[[Rejection, Sequence[str]], None]
Progress = Callable[["Tally"], None]


@dataclass
class Tally:
    """What became of the rows read so far; `changed` rows were left as they had been imported."""

    created: int = 0
    unchanged: int = 0
    changed: int = 0
    rejected: int = 0

    @property
    def read(self) -> int:
        """Return how many rows were read."""
        return self.created + self.unchanged + self.changed + self.rejected


def import_file(
    *,
    path: Path,
    mapping: str,
    by: Actor,
    at: datetime,
    organisation: str = "",
    batch: int = BATCH,
    reject: Reject | None = None,
    progress: Progress | None = None,
) -> Tally:
    """Import a CSV or XLSX file through a mapping: a shipped one, or a YAML file of one's own.

    `reject` is told of every row that was not taken, with the header of the file. Raises Refused,
    with nothing written, for an unknown mapping, an unreadable file or one with other columns.
    """
    source = declarations.named(mapping)
    whole = permits.organisation(organisation) if organisation else None
    with tables.opened(path) as table:
        return import_rows(
            table=table,
            source=source,
            by=by,
            at=at,
            organisation=whole,
            batch=batch,
            reject=reject,
            progress=progress,
        )


def import_rows(
    *,
    table: Table,
    source: Declaration,
    by: Actor,
    at: datetime,
    organisation: Organisation | None = None,
    batch: int = BATCH,
    reject: Reject | None = None,
    progress: Progress | None = None,
) -> Tally:
    """Import an open table; every batch is one transaction, so a second run goes on from there.

    All rows belong to `organisation` when one is given, else to that of their region.
    """
    permits.may_import(by).require()
    permits.founded().require()
    source.check(table.header)
    run, tally = Run(source, by, at, organisation), Tally()
    while lines := list(islice(table.lines, batch)):
        for rejection in _taken(run, lines, table.header, tally):
            if reject:
                reject(rejection, table.header)
        if progress:
            progress(tally)
    return tally


def _taken(run: Run, lines: Sequence[Line], header: list[str], tally: Tally) -> list[Rejection]:
    """Enter a batch and count it; return what was not taken, in the order of the file."""
    rows, unreadable = _read(run, lines, header)
    judged = entering.enter(run, rows)
    rejected = [*unreadable, *judged.rejected]
    tally.created += len(judged.fresh)
    tally.unchanged += judged.unchanged
    tally.changed += len(judged.changed)
    tally.rejected += len(rejected)
    return sorted([*rejected, *judged.changed], key=lambda each: each.line.number)


def _read(
    run: Run, lines: Sequence[Line], header: list[str]
) -> tuple[list[Incoming], list[Rejection]]:
    rows, unreadable = [], []
    for line in lines:
        try:
            rows.append(incoming.read(line, header, run.source, run.at))
        except Unusable as unusable:
            unreadable.append(Rejection(line, unusable.problems))
    return rows, unreadable
