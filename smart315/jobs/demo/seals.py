"""Seals of some associations, drawn so that nobody takes them for real ones."""

import io
from datetime import datetime
from math import cos, pi, radians, sin

from PIL import Image, ImageDraw, ImageFont

from smart315.accounts import actions
from smart315.accounts.actors import SYSTEM
from smart315.documents.coverage import FONTS
from smart315.jobs.demo.network import PROVINCE, Network
from smart315.jobs.demo.staff import CITY, EAST


# The others print letters with room for the real seal.
PLACES = (PROVINCE, CITY, EAST)
SIZE, CENTRE, RING, BORDER = 600, 300, 290, 14
RED, CLEAR = (200, 24, 30, 255), (255, 255, 255, 0)
TEXT_RADIUS, LETTER, SPAN, POINTS = 220, 62, 220, 5
STAR, WAIST = 90, 0.382
WORDS = "演示专用"


def use(network: Network, at: datetime) -> None:
    """Put a seal into use at some associations."""
    for place in PLACES:
        organisation = network.associations[place]
        actions.set_seal(
            by=SYSTEM,
            at=at,
            organisation_id=organisation.pk,
            content=io.BytesIO(drawn(organisation.name)),
            name="演示印章.png",
        )


def drawn(name: str) -> bytes:
    """Return the picture: a ring, the name along it, a star, and that it is a demonstration's."""
    image = Image.new("RGBA", (SIZE, SIZE), CLEAR)
    pen = ImageDraw.Draw(image)
    edge = (CENTRE - RING, CENTRE - RING, CENTRE + RING, CENTRE + RING)
    pen.ellipse(edge, outline=RED, width=BORDER)
    pen.polygon(_star(), fill=RED)
    font = ImageFont.truetype(str(FONTS / "NotoSerifCJKsc-Bold.otf"), LETTER)
    _write_round(image, name, font)
    pen.text((CENTRE, CENTRE + 165), WORDS, fill=RED, font=font.font_variant(size=48), anchor="mm")
    result = io.BytesIO()
    image.save(result, "PNG")
    return result.getvalue()


def _star() -> list[tuple[float, float]]:
    turns = [(pi * number / POINTS - pi / 2, number % 2) for number in range(2 * POINTS)]
    radii = [(turn, STAR * WAIST if inner else STAR) for turn, inner in turns]
    return [(CENTRE + radius * cos(turn), CENTRE + radius * sin(turn)) for turn, radius in radii]


def _write_round(image: Image.Image, name: str, font: ImageFont.FreeTypeFont) -> None:
    """Write the name along the upper edge, each letter upright to the middle."""
    step = SPAN / max(len(name) - 1, 1)
    for number, letter in enumerate(name):
        turn = number * step - SPAN / 2
        tile = Image.new("RGBA", (LETTER * 2, LETTER * 2), CLEAR)
        ImageDraw.Draw(tile).text((LETTER, LETTER), letter, fill=RED, font=font, anchor="mm")
        tile = tile.rotate(-turn, resample=Image.Resampling.BICUBIC)
        x = CENTRE + TEXT_RADIUS * sin(radians(turn))
        y = CENTRE - TEXT_RADIUS * cos(radians(turn))
        image.alpha_composite(tile, (round(x - LETTER), round(y - LETTER)))
