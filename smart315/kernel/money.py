"""Money as whole fen; never a float."""

import re
import unicodedata
from decimal import Decimal


FEN_PER_YUAN = 100
# Thirteen digits of yuan fit a 64-bit column as fen.
WRITTEN = re.compile(r"(\d{1,13})(?:\.(\d{1,2})0*)?")
GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?")


def fen_from_yuan(amount: str | Decimal) -> int:
    """Return the fen of an amount in yuan as people write it; raise ValueError for anything else.

    >>> fen_from_yuan("￥1,234.5元"), fen_from_yuan(Decimal("0.01"))
    (123450, 1)
    """
    text = f"{amount:f}" if isinstance(amount, Decimal) else _plain(amount)
    written = WRITTEN.fullmatch(text)
    if written is None:
        raise ValueError("An amount is written in yuan, with at most two decimals.")
    whole, part = written.groups(default="")
    return int(whole) * FEN_PER_YUAN + int(part.ljust(2, "0"))


def yuan(fen: int) -> str:
    """Return the amount in yuan with two decimals.

    >>> yuan(123450), yuan(-5)
    ('1234.50', '-0.05')
    """
    whole, part = divmod(abs(fen), FEN_PER_YUAN)
    return f"{'-' if fen < 0 else ''}{whole}.{part:02d}"


def with_unit(fen: int) -> str:
    """Return the amount as a sentence shows it.

    >>> with_unit(123450)
    '1234.50元'
    """
    return f"{yuan(fen)}元"


def _plain(text: str) -> str:
    """Strip what people write around digits; full-width signs are taken for plain ones."""
    text = "".join(unicodedata.normalize("NFKC", text).split())
    text = text.removeprefix("¥").removesuffix("元")
    return text.replace(",", "") if GROUPED.fullmatch(text) else text
