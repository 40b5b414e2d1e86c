"""The file of rows that an import did not take: line, columns, reasons, and the row as it was."""

import csv
import os
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from smart315.casework.actions.importing import Rejection


class Rejects:
    """Opened by the first row that is kept; without one there is no file, and an old one goes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.any = False

    def __enter__(self) -> Self:
        self.path.unlink(missing_ok=True)
        self.files = ExitStack()
        return self

    def __exit__(self, *_problem: object) -> None:
        self.files.close()

    def keep(self, rejection: Rejection, header: Sequence[str]) -> None:
        """Write one row."""
        if not self.any:
            self._begin(header)
        told = [rejection.line.number, ";".join(rejection.problems), rejection.reason]
        self.rows.writerow([*told, *rejection.line.cells])

    def _begin(self, header: Sequence[str]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # The rows hold what consumers wrote: they are for the operator's eyes alone.
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        file = self.files.enter_context(os.fdopen(handle, "w", encoding="utf-8-sig", newline=""))
        self.rows = csv.writer(file)
        self.rows.writerow(["line", "field", "reason", *header])
        self.any = True
