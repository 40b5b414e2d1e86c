"""Blank the metadata of a HEIC picture in place (ISO/IEC 14496-12 §8.11, 23008-12 annex A).

The picture itself is left as it is: no free decoder is at hand, and no item moves.
"""

import struct
from collections.abc import Iterator


class MalformedError(ValueError):
    """The boxes of the file cannot be followed."""


def without_metadata(data: bytes) -> bytes:
    """Return the file with its Exif and XMP items filled with zeros; raise MalformedError."""
    result = bytearray(data)
    try:
        meta = _child(data, 0, len(data), b"meta")
        inside = (meta[0] + 4, meta[1])
        private = _private_items(data, *_child(data, *inside, b"iinf"))
        for start, length in _extents(data, *_child(data, *inside, b"iloc"), private):
            if start + length > len(data):
                raise MalformedError("an item lies outside the file")
            result[start : start + length] = bytes(length)
    except (struct.error, IndexError) as problem:
        raise MalformedError("the boxes are cut off") from problem
    return bytes(result)


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    while start + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, start)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, start + 8)
            head = 16
        size = size or end - start
        if size < head or start + size > end:
            raise MalformedError("a box is longer than its parent")
        yield name, start + head, start + size
        start += size


def _child(data: bytes, start: int, end: int, wanted: bytes) -> tuple[int, int]:
    for name, first, last in _boxes(data, start, end):
        if name == wanted:
            return first, last
    raise MalformedError(f"no {wanted.decode()} box")


def _private_items(data: bytes, start: int, end: int) -> frozenset[int]:
    wide = data[start] > 0
    found = set()
    for name, first, _ in _boxes(data, start + 4 + (4 if wide else 2), end):
        version = data[first]
        if name != b"infe" or version not in {2, 3}:
            raise MalformedError("an item entry of an unknown version")
        form = ">I2x4s" if version == 3 else ">H2x4s"  # noqa: PLR2004 - version of the box
        item, kind = struct.unpack_from(form, data, first + 4)
        if kind in {b"Exif", b"mime", b"uri "}:
            found.add(item)
    return frozenset(found)


def _extents(
    data: bytes, start: int, end: int, wanted: frozenset[int]
) -> Iterator[tuple[int, int]]:
    reader = _Reader(data, start, end)
    version, _flags = reader.number(1), reader.number(3)
    widths = reader.number(2)
    offset, length, base = widths >> 12, widths >> 8 & 15, widths >> 4 & 15
    index = widths & 15 if version else 0
    if not offset or not length:
        raise MalformedError("items without a place")
    wide = 4 if version > 1 else 2
    for _ in range(reader.number(wide)):
        item = reader.number(wide)
        in_file = (reader.number(2) & 15) == 0 if version else True
        reader.number(2)
        origin = reader.number(base)
        for _ in range(reader.number(2)):
            reader.number(index)
            place, size = origin + reader.number(offset), reader.number(length)
            if item in wanted:
                if not in_file or not size:
                    raise MalformedError("metadata is kept where it cannot be blanked")
                yield place, size


class _Reader:
    """Reads numbers one after another, never beyond the box."""

    def __init__(self, data: bytes, start: int, end: int) -> None:
        self._data, self._at, self._end = data, start, end

    def number(self, width: int) -> int:
        if self._at + width > self._end:
            raise MalformedError("a box ends early")
        self._at += width
        return int.from_bytes(self._data[self._at - width : self._at], "big")
