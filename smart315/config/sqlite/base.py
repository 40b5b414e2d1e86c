"""Django's SQLite backend; whoever opens a transaction waits in a queue instead of asking again.

SQLite lets one connection write at a time, and those who come meanwhile sleep and try again, up to
a tenth of a second apart: with eight writers the lock is often free while all of them sleep. A lock
of the operating system on a file beside the database wakes the next one at once, and is given back
by the system itself when a process dies. Correctness does not depend on it: SQLite's own lock is
taken as before.
"""

import fcntl
import os
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that queues for its transactions."""

    _turn: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._wait()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # not in the stubs
        except BaseException:
            self._let_go()
            raise

    def _commit(self) -> Any:
        try:
            return super()._commit()  # type: ignore[misc] # not in the stubs
        finally:
            self._let_go()

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc] # not in the stubs
        finally:
            self._let_go()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc] # not in the stubs
        finally:
            self._let_go()

    def _wait(self) -> None:
        name = str(self.settings_dict["NAME"])
        if self.is_in_memory_db() or not name:
            return
        turn = os.open(f"{name}-queue", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(turn, fcntl.LOCK_EX)
        self._turn = turn

    def _let_go(self) -> None:
        if self._turn is not None:
            # Closing gives the lock back.
            os.close(self._turn)
            self._turn = None
