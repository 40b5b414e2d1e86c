"""Tell what a file is by its content; its name is never believed."""

import os
import re
import zipfile
from typing import BinaryIO

import filetype

from smart315.documents import limits
from smart315.documents.limits import Kind


HEAD = 8192
TAIL = 2048
MARKUP = re.compile(
    rb"<\s*(!doctype|html|head|body|svg|script|iframe|object|embed|\?xml|\?php|%)", re.IGNORECASE
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
SIGNED = (
    limits.JPEG, limits.PNG, limits.WEBP, limits.GIF, limits.HEIC, limits.MP3, limits.M4A,
    limits.WAV, limits.AMR, limits.MP4, limits.MOV,
)  # fmt: skip
SIGNATURES = {kind.media_type: kind for kind in SIGNED}


def kind_of(content: BinaryIO) -> Kind | None:
    """Return the kind of a file that may be stored, or None for anything else."""
    content.seek(0)
    head = content.read(HEAD)
    if head.startswith(b"%PDF-"):
        return limits.PDF if _ends_as_pdf(content) else None
    if head.startswith(b"PK\x03\x04"):
        return _office(content)
    guess = filetype.guess(head)
    if guess is None:
        return limits.TXT if _is_text(content) else None
    return SIGNATURES.get(guess.mime)


def _ends_as_pdf(content: BinaryIO) -> bool:
    size = content.seek(0, os.SEEK_END)
    content.seek(max(0, size - TAIL))
    return b"%%EOF" in content.read()


def _office(content: BinaryIO) -> Kind | None:
    """Read the table of contents only: nothing is unpacked."""
    try:
        with zipfile.ZipFile(content) as archive:
            entries = {entry.filename: entry.file_size for entry in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    has_macros = any(name.endswith("vbaProject.bin") for name in entries)
    if "[Content_Types].xml" not in entries or has_macros:
        return None
    if sum(entries.values()) > limits.UNPACKED_BYTES:
        return None
    if "word/document.xml" in entries:
        return limits.DOCX
    return limits.XLSX if "xl/workbook.xml" in entries else None


def _is_text(content: BinaryIO) -> bool:
    content.seek(0)
    data = content.read()
    if not data or data.startswith(b"#!") or MARKUP.search(data):
        return False
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return CONTROL.search(data.decode(encoding)) is None
        except UnicodeDecodeError:
            continue
    return False
