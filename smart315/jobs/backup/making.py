"""Write a backup: first the database, then the files that its rows speak of, last the manifest."""

import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.core.management.base import CommandError
from django.db import connection
from django.utils.timezone import localtime

from smart315 import __version__
from smart315.audit import queries as audit
from smart315.jobs import schema
from smart315.jobs.backup import databases, files, manifest
from smart315.jobs.backup.manifest import Manifest, Member


PART = ".part"
STEP = 1000


def make(*, to: Path, at: datetime, say: Callable[[str], None]) -> Manifest:
    """Write the backup, whole or not at all. Raises CommandError when the file is there already."""
    if to.exists():
        raise CommandError(f"{to} is there already: name another file.")
    if not to.parent.is_dir():
        raise CommandError(f"The folder {to.parent} does not exist: make it, or name another.")
    part = to.with_name(to.name + PART)
    try:
        # For the owner's eyes alone, from the first byte on.
        with (
            os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw,
            tarfile.open(mode="w|gz", fileobj=raw) as tar,
        ):
            made = _fill(tar, to.parent, at, say)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    part.replace(to)
    return made


def _fill(tar: tarfile.TarFile, beside: Path, at: datetime, say: Callable[[str], None]) -> Manifest:
    lines = audit.anchor_lines()
    members: dict[str, Member] = {}
    say("Copying the database.")
    with tempfile.TemporaryDirectory(dir=beside, prefix=".smart315-") as folder:
        copied = Path(folder) / "copy"
        databases.copy(copied)
        with copied.open("rb") as content:
            members[databases.member()] = _add(tar, databases.member(), content)
    # After the database: every file that a row speaks of was written before its row.
    for count, name in enumerate(files.names(), start=1):
        if (stored := files.opened(name)) is not None:
            with stored:
                members[files.PREFIX + name] = _add(tar, files.PREFIX + name, stored)
        if count % STEP == 0:
            say(f"  {count:,} files")
    made = Manifest(
        version=__version__,
        made_at=localtime(at).isoformat(timespec="seconds"),
        engine=connection.vendor,
        migrations=schema.applied(),
        keys=manifest.check_values(),
        anchor=lines[max(lines)] if lines else "",
        members=members,
    )
    _add(tar, manifest.NAME, io.BytesIO(made.text().encode()))
    return made


class _Digesting:
    """Passes a file on while it is read, and digests it."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.sha256.update(data)
        return data


def _add(tar: tarfile.TarFile, name: str, content: BinaryIO) -> Member:
    entry = tarfile.TarInfo(name)
    entry.size = content.seek(0, os.SEEK_END)
    entry.mode = 0o600
    content.seek(0)
    passing = _Digesting(content)
    tar.addfile(entry, passing)
    return Member(entry.size, passing.sha256.hexdigest())
