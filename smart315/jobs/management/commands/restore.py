"""`smart315 restore FILE`: put a backup in place, on an empty database or by --replace."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.core.management.base import CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from smart315.accounts.actors import SYSTEM
from smart315.audit import actions as audit
from smart315.jobs import anchoring, backup, heartbeat, schema
from smart315.jobs.backup import databases, manifest
from smart315.jobs.commands import OperatorCommand
from smart315.jobs.kinds import STREAM, Kind


# A worker's heart beats at least every ten seconds.
STILL_ALIVE = timedelta(seconds=30)


class Command(OperatorCommand):
    """Checks the backup to its last byte before it touches anything."""

    help = "Put the database and the stored files of a backup in place. Stop the platform first."

    def declare(self, parser: CommandParser) -> None:
        """Declare the file."""
        parser.add_argument("file", type=Path, help="what `smart315 backup` wrote")
        parser.add_argument(
            "--replace", action="store_true", help="overwrite a database that holds something"
        )

    def work(self, **options: Any) -> Mapping[str, Any]:
        """Check, replace, tell what is left to do."""
        at = timezone.now()
        _require_stopped(at)
        if databases.tables() and not options["replace"]:
            raise CommandError(
                f"The database holds {len(databases.tables())} tables already: restore into an "
                "empty one, or say --replace to overwrite it."
            )
        self.say("Checking the backup.")
        with backup.open_copy(options["file"]) as copy:
            _require_fitting(copy.manifest)
            self.say(f"Putting back what was saved on {copy.manifest.made_at}.")
            copy.put_back()
            anchoring.mark_restore(int((copy.manifest.anchor or "0").split()[0]), at)
            cache.clear()
            outcome = {
                "made_at": copy.manifest.made_at,
                "version": copy.manifest.version,
                "files": len(copy.files),
                "migrations_pending": len(schema.pending()),
            }
        self._finish(outcome, at)
        return outcome

    def _finish(self, outcome: Mapping[str, Any], at: datetime) -> None:
        self.say(f"The database and {outcome['files']:,} files are back.")
        if outcome["migrations_pending"]:
            self.say("The backup is of an earlier version: run `smart315 migrate` now.")
            return
        audit.record(
            kind=Kind.BACKUP_RESTORED,
            stream=STREAM,
            actor=SYSTEM.name,
            at=at,
            data={"made_at": outcome["made_at"], "files": outcome["files"]},
        )


def _require_stopped(at: datetime) -> None:
    last = heartbeat.last(heartbeat.path())
    if last is not None and at - last < STILL_ALIVE:
        raise CommandError(
            f"A worker was alive {int((at - last).total_seconds())} seconds ago: stop "
            "`smart315 serve` and `smart315 worker`, wait half a minute, and try again."
        )


def _require_fitting(made: manifest.Manifest) -> None:
    if made.engine != connection.vendor:
        raise CommandError(
            f"The backup is of {made.engine} and DATABASE_URL names {connection.vendor}: "
            "restore it into a database of its own kind."
        )
    strange = schema.unknown(made.migrations)
    if strange:
        raise CommandError(
            f"The backup was made by version {made.version}, which knows {strange[0]} and more "
            "that this one does not: install that version or a newer one."
        )
    here = manifest.check_values()
    wrong = [name for name, value in made.keys.items() if here.get(name) != value]
    if wrong:
        raise CommandError(
            f"The keys here are not those of the backup ({', '.join(wrong)}): put the .env that "
            "belongs to it in place, or its encrypted columns and its audit cannot be read."
        )
