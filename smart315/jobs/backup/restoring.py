"""Read a backup, prove that it is whole, and put its parts back."""

import hashlib
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.management.base import CommandError

from smart315.jobs.backup import databases, files, manifest
from smart315.jobs.backup.manifest import Manifest, Member


DAMAGED = (tarfile.TarError, EOFError, zlib.error, OSError, ValueError)
CHUNK = 1024 * 1024


@dataclass
class Copy:
    """A backup that was unpacked and is whole."""

    manifest: Manifest
    database: Path
    files: dict[str, Path] = field(default_factory=dict)

    def put_back(self) -> None:
        """Replace the database's content, then store each file under its name."""
        databases.put_back(self.database)
        for name, content in self.files.items():
            files.put_back(name, content)


@contextmanager
def open_copy(file: Path) -> Iterator[Copy]:
    """Unpack a backup beside the data. Raises CommandError when it is not whole."""
    if not file.is_file():
        raise CommandError(f"There is no file {file}.")
    with tempfile.TemporaryDirectory(dir=settings.DATA, prefix=".restore-") as folder:
        try:
            copy = _unpacked(file, Path(folder))
        except DAMAGED as problem:
            raise CommandError(
                f"{file} is not a whole backup ({problem}). Nothing was changed."
            ) from None
        yield copy


def _unpacked(file: Path, folder: Path) -> Copy:
    found: dict[str, tuple[Path, Member]] = {}
    with tarfile.open(file, mode="r|gz") as tar:
        for number, entry in enumerate(tar):
            content = tar.extractfile(entry)
            if content is None:
                raise ValueError(f"{entry.name} is not a file")
            # Under a number of our own: a name in the archive never becomes a path.
            path = folder / str(number)
            found[entry.name] = path, _written(content, path)
    if manifest.NAME not in found:
        raise ValueError("it has no manifest, so it was cut off")
    text, _ = found.pop(manifest.NAME)
    read = Manifest.read(text.read_bytes())
    _require_equal({name: member for name, (_, member) in found.items()}, dict(read.members))
    return _sorted(read, {name: path for name, (path, _) in found.items()})


def _written(content: IO[bytes], path: Path) -> Member:
    digest = hashlib.sha256()
    with path.open("wb") as target:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
            target.write(chunk)
        return Member(target.tell(), digest.hexdigest())


def _require_equal(found: dict[str, Member], due: dict[str, Member]) -> None:
    for name in sorted(set(found) | set(due)):
        if found.get(name) != due.get(name):
            raise ValueError(f"{name} is missing or differs from the manifest")


def _sorted(read: Manifest, paths: dict[str, Path]) -> Copy:
    database = [path for name, path in paths.items() if name.startswith("database/")]
    if len(database) != 1:
        raise ValueError("it does not hold one database")
    stored = {
        name.removeprefix(files.PREFIX): path
        for name, path in paths.items()
        if name.startswith(files.PREFIX)
    }
    return Copy(read, database[0], stored)
