"""Evidence: drawn receipts, chats and damaged goods, and short contracts as PDF."""

import io
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw, ImageFont


SIZE = (540, 720)
PAPER, INK, MARK = (250, 249, 244), (60, 60, 66), (168, 51, 42)
PICTURES, CONTRACTS = 15, 5
PDF = """%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R
/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length {length}>>stream
{text}
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


@dataclass(frozen=True)
class Exhibit:
    """One file with the name under which a consumer would send it."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Pool:
    """The exhibits from which the cases take theirs."""

    exhibits: tuple[Exhibit, ...]

    def some(self, rng: Random) -> list[Exhibit]:
        """Return one or two of them."""
        return rng.sample(self.exhibits, rng.choice((1, 1, 2)))


def pool(rng: Random) -> Pool:
    """Draw the exhibits, the same for the same chance."""
    draw = (_receipt, _chat, _damage)
    pictures = [draw[number % len(draw)](rng, number) for number in range(PICTURES)]
    return Pool((*pictures, *(_contract(rng, number) for number in range(CONTRACTS))))


def _receipt(rng: Random, number: int) -> Exhibit:
    image, pen = _sheet()
    pen.rectangle((90, 40, 450, 680), fill="white", outline=INK)
    font = ImageFont.load_default(22)
    pen.text((180, 60), "DEMO  RECEIPT", fill=INK, font=font)
    total = 0
    for line in range(rng.randint(3, 7)):
        price = rng.randint(12, 980)
        total += price
        pen.text((120, 130 + line * 44), f"No.{rng.randint(1000, 9999)}", fill=INK, font=font)
        pen.text((340, 130 + line * 44), f"{price}.00", fill=INK, font=font)
    pen.line((110, 480, 430, 480), fill=INK, width=2)
    pen.text((120, 500), f"TOTAL   {total}.00", fill=MARK, font=ImageFont.load_default(28))
    return Exhibit(f"购物小票{number + 1}.jpg", _jpeg(image))


def _chat(rng: Random, number: int) -> Exhibit:
    image, pen = _sheet()
    top = 50
    for line in range(6):
        width, height = rng.randint(160, 330), rng.choice((50, 80))
        left = 40 if line % 2 == 0 else 500 - width
        colour = "white" if line % 2 == 0 else (149, 222, 128)
        pen.rounded_rectangle((left, top, left + width, top + height), 14, fill=colour, outline=INK)
        for row in range(height // 30):
            pen.line((left + 16, top + 22 + row * 26, left + width - 20, top + 22 + row * 26),
                     fill=INK, width=4)  # fmt: skip
        top += height + 26
    return Exhibit(f"聊天记录{number + 1}.jpg", _jpeg(image))


def _damage(rng: Random, number: int) -> Exhibit:
    image, pen = _sheet()
    shade = tuple(rng.randint(90, 190) for _each in range(3))
    pen.rounded_rectangle((110, 90, 430, 630), 30, fill=shade, outline=INK, width=6)
    x, y = rng.randint(180, 360), rng.randint(200, 500)
    for _crack in range(9):
        end = (x + rng.randint(-160, 160), y + rng.randint(-200, 200))
        pen.line((x, y, *end), fill="white", width=3)
    pen.ellipse((x - 60, y - 60, x + 60, y + 60), outline=MARK, width=5)
    return Exhibit(f"问题部位{number + 1}.jpg", _jpeg(image))


def _contract(rng: Random, number: int) -> Exhibit:
    lines = [
        f"DEMONSTRATION CONTRACT No. {rng.randint(1000, 9999)}",
        f"Amount: {rng.randint(300, 9000)}.00 CNY",
        "Invented for a demonstration. Not a real document.",
    ]
    return Exhibit(f"合同{number + 1}.pdf", _printed(lines))


def signed_sheet(number: int) -> Exhibit:
    """Return the sheet with the signatures under the agreement of a case, as it is scanned."""
    lines = [
        f"DEMONSTRATION SIGNATURES No. {number}",
        "Invented for a demonstration. Not a real document.",
    ]
    return Exhibit("签名页.pdf", _printed(lines))


def _printed(lines: list[str]) -> bytes:
    text = "BT /F1 14 Tf 72 760 Td 22 TL " + " ".join(f"({each}) Tj T*" for each in lines) + " ET"
    return PDF.replace("{length}", str(len(text))).replace("{text}", text).encode("ascii")


def _sheet() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", SIZE, PAPER)
    return image, ImageDraw.Draw(image)


def _jpeg(image: Image.Image) -> bytes:
    result = io.BytesIO()
    image.save(result, "JPEG", quality=70)
    return result.getvalue()
