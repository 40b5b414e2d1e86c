"""The file of rows that an import did not take: line, columns, reasons, and the row as it was."""

import csv
import os
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from smart315.casework.actions.importing import REJECTED, Rejection


class Rejects:
    """Begun by the first row that is kept; when no row was, an old file of this name goes.

    A corrected file can be imported as it is; what it said before the rows is not repeated.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.any = False

    def __enter__(self) -> Self:
        self.files = ExitStack()
        return self

    def __exit__(self, problem: type[BaseException] | None, *_rest: object) -> None:
        self.files.close()
        if problem is None and not self.any:
            self.path.unlink(missing_ok=True)

    def keep(self, rejection: Rejection, header: Sequence[str]) -> None:
        """Write one row."""
        own = len(REJECTED) if tuple(header[: len(REJECTED)]) == REJECTED else 0
        if not self.any:
            self._begin(header[own:])
        told = [rejection.line.number, ";".join(rejection.problems), rejection.reason]
        self.rows.writerow([*told, *rejection.cells[own:]])

    def _begin(self, header: Sequence[str]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # The rows hold what consumers wrote: they are for the operator's eyes alone.
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        file = self.files.enter_context(os.fdopen(handle, "w", encoding="utf-8-sig", newline=""))
        self.rows = csv.writer(file)
        self.rows.writerow([*REJECTED, *header])
        self.any = True
