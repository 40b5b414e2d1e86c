import io

import pytest

from smart315.documents import limits, sniffing
from tests.given.documents import PDF, a_heic, a_picture, a_zip


ISO_MP4 = b"\0\0\0\x18ftypisom\0\0\0\0mp42isom" + bytes(64)
TYPES = "[Content_Types].xml"
ALLOWED = {
    "jpeg": (a_picture("JPEG"), limits.JPEG),
    "png": (a_picture("PNG"), limits.PNG),
    "webp": (a_picture("WEBP"), limits.WEBP),
    "gif": (a_picture("GIF"), limits.GIF),
    "heic": (a_heic(), limits.HEIC),
    "pdf": (PDF, limits.PDF),
    "mp3": (b"ID3\x04" + bytes(64), limits.MP3),
    "m4a": (b"\0\0\0\x18ftypM4A \0\0\0\0M4A mp42" + bytes(64), limits.M4A),
    "wav": (b"RIFF\x24\0\0\0WAVEfmt " + bytes(64), limits.WAV),
    "amr": (b"#!AMR\n" + bytes(64), limits.AMR),
    "mp4": (ISO_MP4, limits.MP4),
    "mov": (b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + bytes(64), limits.MOV),
    "docx": (a_zip(TYPES, "word/document.xml"), limits.DOCX),
    "xlsx": (a_zip(TYPES, "xl/workbook.xml"), limits.XLSX),
    "text": ("2026年8月3日，商家拒绝退款。\r\n".encode(), limits.TXT),
    "text in gb18030": ("商家拒绝退款".encode("gb18030"), limits.TXT),
}
REFUSED = {
    "windows program": b"MZ\x90\0" + bytes(200),
    "linux program": b"\x7fELF\x02\x01\x01" + bytes(200),
    "shell script": b"#!/bin/sh\nrm -rf ~\n",
    "page": b"<!DOCTYPE html><html></html>",
    "page after blanks": b" \n\t<html><script>alert(1)</script>",
    "markup inside a text": b"hello <script>alert(1)</script>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "xml": b'<?xml version="1.0"?><svg/>',
    "pdf without an end": PDF.replace(b"%%EOF", b""),
    "pdf that starts later": b"<html>" + PDF,
    "zip": a_zip("readme.txt"),
    "macros": a_zip(TYPES, "word/document.xml", "word/vbaProject.bin"),
    "broken zip": a_zip(TYPES, "word/document.xml")[:60],
    "old word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "rar": b"Rar!\x1a\x07\0" + bytes(64),
    "control characters": b"abc\x00def",
    "not a text": b"\xff\xff\xfe\x81\x00",
}


@pytest.mark.parametrize("name", ALLOWED)
def test_a_file_is_known_by_its_content(name):
    content, kind = ALLOWED[name]

    assert sniffing.kind_of(io.BytesIO(content)) is kind


@pytest.mark.parametrize("name", REFUSED)
def test_what_may_not_be_stored_is_not_recognised(name):
    assert sniffing.kind_of(io.BytesIO(REFUSED[name])) is None


def test_a_zip_that_would_unfold_without_end_is_refused_without_unfolding_it(monkeypatch):
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 1000)
    bomb = a_zip("[Content_Types].xml", "word/document.xml", content=bytes(1000))

    assert len(bomb) < 1000
    assert sniffing.kind_of(io.BytesIO(bomb)) is None


def test_every_kind_is_covered_here():
    assert {kind for _, kind in ALLOWED.values()} == set(limits.KINDS)
