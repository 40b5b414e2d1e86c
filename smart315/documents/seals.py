"""Whether a picture can be printed as a seal over issuer and date."""

import io
import os
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image

from smart315.documents import limits, sniffing
from smart315.kernel.verdicts import Refused


SEAL_BYTES = 2 * limits.MEGABYTE
# At 42 mm the smaller gives about 180 dots per inch; larger than the greater no printer shows.
LEAST_PIXELS, MOST_PIXELS = 300, 3000
# How much longer one side may be than the other: round seals are as wide as they are high.
OBLONG = 1.2
# Alpha at or below which a pixel counts as unprinted, of 255.
CLEAR = 16
# On the screen a seal is about nine letters wide; twice that for sharp screens.
SHOWN_PIXELS = 288


def require_seal(content: BinaryIO) -> None:
    """Refuse what is no square PNG on transparent ground; the sentence says how to mend it."""
    if content.seek(0, os.SEEK_END) > SEAL_BYTES:
        raise Refused(
            _("印章图片不能超过%(limit)s MB。") % {"limit": SEAL_BYTES // limits.MEGABYTE}
        )
    if sniffing.kind_of(content) is not limits.PNG:
        raise Refused(_("印章图片应当是PNG格式。请用透明背景另存为PNG后再上传。"))
    content.seek(0)
    try:
        with Image.open(content, formats=("PNG",)) as picture:
            _require_shape(picture.width, picture.height)
            _require_clear(picture.convert("RGBA").getchannel("A"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as problem:
        raise Refused(_("印章图片不完整或已损坏。请重新制作后再上传。")) from problem


def on_screen(seal: bytes) -> bytes:
    """Return the picture of a seal as large as a page shows it; empty for none."""
    if not seal:
        return b""
    with Image.open(io.BytesIO(seal), formats=("PNG",)) as picture:
        small = picture.convert("RGBA")
    small.thumbnail((SHOWN_PIXELS, SHOWN_PIXELS))
    content = io.BytesIO()
    small.save(content, "PNG", optimize=True)
    return content.getvalue()


def _require_shape(width: int, height: int) -> None:
    short, long = sorted((width, height))
    if short < LEAST_PIXELS or long > MOST_PIXELS:
        raise Refused(
            _("印章图片的边长应当在%(least)s到%(most)s像素之间，这张是%(width)s×%(height)s。")
            % {"least": LEAST_PIXELS, "most": MOST_PIXELS, "width": width, "height": height}
        )
    if long > short * OBLONG:
        raise Refused(_("印章图片应当是正方形，印章占满整个画面。"))


def _require_clear(alpha: Image.Image) -> None:
    """The ground lets the writing through: corners are clear, and so is a good part of the whole.

    A seal on white paper would cover the name of the issuer and the date.
    """
    width, height = alpha.size
    corners = [(0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1)]
    opaque = alpha.point(lambda value: 255 * (value > CLEAR))
    clear = opaque.histogram()[0]
    if clear * 3 < width * height or any(opaque.getpixel(each) for each in corners):
        raise Refused(_("印章图片的背景不透明，会盖住署名和日期。请去掉白色背景后再上传。"))
    if clear == width * height:
        raise Refused(_("这张图片是空白的。"))
