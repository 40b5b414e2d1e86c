"""What may be read of stored files. Who may see a file is the owning room's decision."""

from typing import BinaryIO, cast

from django.core.files.storage import default_storage

from smart315.documents.models import StoredFile as StoredFile


def files(stream: str) -> list[StoredFile]:
    """Return the files of a stream in the order in which they came."""
    return list(StoredFile.objects.filter(stream=stream).order_by("stored_at", "id"))


def file(file_id: int, stream: str) -> StoredFile | None:
    """Return one file of a stream, or None: a number alone never opens another's file."""
    return StoredFile.objects.filter(pk=file_id, stream=stream).first()


def open_content(file_id: int) -> BinaryIO:
    """Open the content for reading; raise StoredFile.DoesNotExist when there is no such file."""
    return cast("BinaryIO", default_storage.open(StoredFile.objects.get(pk=file_id).stored_as))
