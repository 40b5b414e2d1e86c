"""Files as people hand them in."""

import io
import struct
import zipfile

from PIL import Image, ImageDraw

from smart315.documents import actions
from tests.given import NOON


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
CAMERA = "SecretCamera"


def a_picture(image_format="JPEG", *, size=(64, 32), colour="red", **options):
    """Return the bytes of a picture that names its camera and its place."""
    exif = Image.Exif()
    exif[0x0110] = CAMERA
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    if image_format != "GIF":
        options["exif"] = exif.tobytes()
    if image_format in {"GIF", "JPEG"}:
        options["comment"] = CAMERA.encode()
    result = io.BytesIO()
    Image.new("RGB", size, colour).save(result, image_format, **options)
    return result.getvalue()


def a_zip(*names, content=b"<x/>"):
    """Return a zip with these entries."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return result.getvalue()


def a_heic(*, version=0, kind=b"Exif"):
    """Return the boxes of a HEIC file with one picture item and one item of metadata."""
    picture, exif = b"PICTURE-DATA", CAMERA.encode()
    ftyp = _box(b"ftyp", b"heic" + bytes(4) + b"mif1heic")
    head = len(ftyp)
    iinf = _box(b"iinf", bytes(4) + struct.pack(">H", 2) + _infe(1, b"hvc1") + _infe(2, kind))

    def meta(start):
        places = [(1, start, len(picture)), (2, start + len(picture), len(exif))]
        return _box(b"meta", bytes(4) + iinf + _iloc(version, places))

    start = head + len(meta(0)) + 8
    return ftyp + meta(start) + _box(b"mdat", picture + exif)


def a_stored_file(*, content=PDF, name="发票.pdf", stream="complaint:1", at=NOON):
    """Store one file."""
    return actions.store(
        content=io.BytesIO(content), name=name, stream=stream, by="consumer", at=at
    )


def _box(name, content):
    return struct.pack(">I4s", len(content) + 8, name) + content


def _infe(item, kind):
    return _box(b"infe", bytes([2, 0, 0, 0]) + struct.pack(">HH4s", item, 0, kind) + b"\0")


def _iloc(version, places):
    content = bytes([version, 0, 0, 0]) + struct.pack(">HH", 0x4400, len(places))
    for item, offset, length in places:
        content += struct.pack(">H", item)
        content += struct.pack(">H", 0) if version else b""
        content += struct.pack(">HHII", 0, 1, offset, length)
    return _box(b"iloc", content)


def a_seal(*, size=(600, 600), colour=(200, 16, 46, 255), ground=(0, 0, 0, 0), kind="PNG"):
    """Return the picture of a round seal: a ring and a bar on clear ground."""
    picture = Image.new("RGBA", size, ground)
    width, height = size
    draw = ImageDraw.Draw(picture)
    draw.ellipse((5, 5, width - 6, height - 6), outline=colour, width=20)
    draw.rectangle((width // 3, height // 2 - 20, 2 * width // 3, height // 2 + 20), fill=colour)
    result = io.BytesIO()
    picture.convert("RGB" if kind == "JPEG" else "RGBA").save(result, kind)
    return result.getvalue()
