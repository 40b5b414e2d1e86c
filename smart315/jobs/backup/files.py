"""The stored files, wherever the settings keep them."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

from django.core.files import File
from django.core.files.storage import default_storage


PREFIX = "files/"


def names(folder: str = "") -> Iterator[str]:
    """Yield the name of every stored file."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}{name}"
    for name in sorted(folders):
        yield from names(f"{folder}{name}/")


def opened(name: str) -> BinaryIO | None:
    """Open a stored file; None when it was swept a moment ago."""
    with suppress(FileNotFoundError):
        return cast("BinaryIO", default_storage.open(name))
    return None


def put_back(name: str, content: Path) -> None:
    """Store a file under the name it had, in place of one that has it now."""
    if default_storage.exists(name):
        default_storage.delete(name)
    with content.open("rb") as file:
        default_storage.save(name, File(file))
