"""Store files, hand them from a draft to its complaint, and sweep what nobody owns."""

import hashlib
import io
import os
import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import BinaryIO

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from smart315.audit import actions as audit
from smart315.documents import limits, pictures, policies, recordings
from smart315.documents.limits import Kind
from smart315.documents.models import Scanned, StoredFile
from smart315.kernel.verdicts import Refused


FOLDER = "documents"
CHUNK = 1024 * 1024


def store(*, content: BinaryIO, name: str, stream: str, by: str, at: datetime) -> StoredFile:
    """Check a file and keep it in the stream; the same content is kept once per stream.

    Raises Refused with a sentence that names the file, the reason and the remedy. Call it outside
    a transaction: scanning takes time. The content is written before the row, so that a row always
    has its content; `sweep` removes what is left over when a row never came.
    """
    name = policies.plain_name(name)
    size = content.seek(0, os.SEEK_END)
    policies.require_size(size, name)
    sha256 = _sha256(content)
    known = StoredFile.objects.filter(stream=stream, sha256=sha256).first()
    if known is not None:
        return known
    kind = policies.require_kind(content, size, name)
    scanned = policies.require_clean(content, name)
    kept = _kept(content, kind, name)
    return _registered(
        StoredFile(
            stream=stream,
            sha256=sha256,
            kept_sha256=_sha256(kept.content),
            size=kept.content.seek(0, os.SEEK_END),
            media_type=kind.media_type,
            name=policies.fitting_name(name, kind),
            stored_as=_written(kept.content),
            scanned=scanned,
            stored_by=by,
            stored_at=at,
            width=kept.width,
            height=kept.height,
        )
    )


@transaction.atomic
def keep(
    *, content: bytes, name: str, kind: Kind, stream: str, by: str, at: datetime
) -> StoredFile:
    """Keep a file that the platform made itself: nothing to check, no picture to rewrite.

    Inside the caller's transaction; when that fails, `sweep` removes the content.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    row = StoredFile(
        stream=stream,
        sha256=sha256,
        kept_sha256=sha256,
        size=len(content),
        media_type=kind.media_type,
        name=policies.fitting_name(policies.plain_name(name), kind),
        stored_as=_written(io.BytesIO(content)),
        scanned=Scanned.UNSCANNED,
        stored_by=by,
        stored_at=at,
    )
    return _registered(row)


@transaction.atomic
def hand_over(*, stream: str, to: str, by: str, at: datetime) -> int:
    """Move the files of a draft to the subject that came of it; return how many moved.

    A content that is already there stays once; its double is dropped.
    """
    there = StoredFile.objects.filter(stream=to).values_list("sha256", flat=True)
    StoredFile.objects.filter(stream=stream, sha256__in=list(there)).delete()
    moved = StoredFile.objects.filter(stream=stream).update(stream=to)
    if moved:
        _record("document.handed_over", to, by, at, files=moved)
    return moved


@transaction.atomic
def discard(*, stream: str, by: str, at: datetime, ids: Collection[int] | None = None) -> int:
    """Forget files of a stream, all of them without `ids`; `sweep` removes their content."""
    files = StoredFile.objects.filter(stream=stream)
    if ids is not None:
        files = files.filter(pk__in=ids)
    gone, _models = files.delete()
    if gone:
        _record("document.discarded", stream, by, at, files=gone)
    return gone


def sweep(*, at: datetime) -> int:
    """Delete content that has no row and is older than a day; return how many files went."""
    before = at - timedelta(hours=limits.ORPHAN_HOURS)
    removed = 0
    for folder in _folders():
        names = [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
        owned = set(
            StoredFile.objects.filter(stored_as__startswith=f"{folder}/").values_list(
                "stored_as", flat=True
            )
        )
        for orphan in sorted(set(names) - owned):
            if default_storage.get_modified_time(orphan) < before:
                default_storage.delete(orphan)
                removed += 1
    return removed


def _folders() -> list[str]:
    # A service of objects has no folders of its own: ask for what lies there, not whether it is.
    try:
        return [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[0]]
    except FileNotFoundError:
        return []


def _kept(content: BinaryIO, kind: Kind, name: str) -> pictures.Picture:
    if kind in recordings.KINDS:
        return pictures.Picture(recordings.without_place(content), None, None)
    if not kind.picture:
        return pictures.Picture(content, None, None)
    try:
        return pictures.rewrite(content, kind)
    except pictures.TooManyPixelsError:
        raise Refused(
            _("图片“%(name)s”的尺寸过大。请改用普通清晰度重新拍摄，或截图后再上传。")
            % {"name": name}
        ) from None
    except pictures.UnreadableError as problem:
        raise Refused(
            _("图片“%(name)s”不完整或已损坏。请重新拍摄，或另存为JPG后再上传。") % {"name": name}
        ) from problem


def _written(content: BinaryIO) -> str:
    opaque = uuid.uuid4().hex
    content.seek(0)
    return default_storage.save(f"{FOLDER}/{opaque[:2]}/{opaque}", File(content))


@transaction.atomic
def _registered(row: StoredFile) -> StoredFile:
    StoredFile.objects.bulk_create([row], ignore_conflicts=True)
    kept = StoredFile.objects.get(stream=row.stream, sha256=row.sha256)
    if kept.stored_as != row.stored_as:
        # Somebody else stored the same content a moment ago.
        default_storage.delete(row.stored_as)
        return kept
    _record(
        "document.stored", row.stream, row.stored_by, row.stored_at,
        file=kept.pk, sha256=row.sha256, size=row.size, media_type=row.media_type,
    )  # fmt: skip
    return kept


def _record(kind: str, stream: str, by: str, at: datetime, **data: object) -> None:
    audit.record(kind=kind, stream=stream, actor=by, at=at, data=data)


def _sha256(content: BinaryIO) -> str:
    content.seek(0)
    digest = hashlib.sha256()
    while chunk := content.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
