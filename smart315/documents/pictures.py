"""Read a picture to its end and write it again without place, camera or hidden text."""

import io
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, ImageOps

from smart315.documents import heic, limits
from smart315.documents.limits import Kind


FORMATS = {limits.JPEG: "JPEG", limits.PNG: "PNG", limits.WEBP: "WEBP", limits.GIF: "GIF"}
# What a picture needs to look as it did; everything else in `info` may speak of a person.
KEPT = frozenset({"transparency", "duration", "loop", "background", "gamma", "icc_profile"})
QUALITY = 92


class UnreadableError(Exception):
    """The picture ends early, or is not what it says it is."""


class TooManyPixelsError(Exception):
    """The picture is larger than the service is willing to unfold."""


@dataclass(frozen=True)
class Picture:
    """A picture written anew; width and height are unknown for HEIC."""

    content: BinaryIO
    width: int | None
    height: int | None


def rewrite(content: BinaryIO, kind: Kind) -> Picture:
    """Return the picture without metadata; raise UnreadableError or TooManyPixelsError."""
    content.seek(0)
    try:
        if kind is limits.HEIC:
            return Picture(io.BytesIO(heic.without_metadata(content.read())), None, None)
        with Image.open(content, formats=(FORMATS[kind],)) as image:
            return _written(image, FORMATS[kind])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise TooManyPixelsError from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError) as problem:
        raise UnreadableError from problem


def _written(image: Image.Image, image_format: str) -> Picture:
    frames = getattr(image, "n_frames", 1)
    pixels = image.width * image.height
    if pixels > limits.PIXELS or pixels * frames > limits.FRAMES_PIXELS:
        raise TooManyPixelsError
    image.load()
    options: dict[str, object] = {"quality": QUALITY}
    if image_format != "JPEG" and frames > 1:
        options["save_all"] = True
        plain = image
    else:
        # Turn it as its EXIF says before the EXIF goes.
        plain = ImageOps.exif_transpose(image)
    plain.info = {name: value for name, value in plain.info.items() if name in KEPT}
    result = io.BytesIO()
    plain.save(result, image_format, exif=b"", xmp=b"", **options)
    return Picture(result, plain.width, plain.height)
