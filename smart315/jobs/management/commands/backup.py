"""`smart315 backup FILE`: database and stored files in one file, while the platform runs."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from smart315.accounts.actors import SYSTEM
from smart315.audit import actions as audit
from smart315.jobs import backup, schema
from smart315.jobs.commands import OperatorCommand
from smart315.jobs.kinds import STREAM, Kind


class Command(OperatorCommand):
    """Writes a backup and records that it was made; the keys stay out of it."""

    help = "Write the database and the stored files to FILE (tar.gz). The keys are not in it."

    def declare(self, parser: CommandParser) -> None:
        """Declare the file."""
        parser.add_argument("file", type=Path, help="where to write, such as smart315.tar.gz")

    def work(self, **options: Any) -> Mapping[str, Any]:
        """Write."""
        schema.require_migrated()
        at, file = timezone.now(), options["file"]
        made = backup.make(to=file, at=at, say=self.say)
        size = file.stat().st_size
        outcome = {"files": len(made.members) - 1, "bytes": size}
        audit.record(kind=Kind.BACKUP_MADE, stream=STREAM, actor=SYSTEM.name, at=at, data=outcome)
        self.say(
            f"Wrote {file}: the database and {outcome['files']:,} files, {size:,} bytes. "
            "The keys of .env are not in it: keep a copy of .env apart, or the encrypted "
            "columns of this backup can never be read."
        )
        return {"file": str(file), "version": made.version, "anchor": made.anchor} | outcome
