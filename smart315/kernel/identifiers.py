"""Numbers and codes by which people name a complaint."""

import re
import unicodedata
from typing import NamedTuple


# Of characters that are easily mistaken for one another only one is used: 0 not O, 1 not I or L,
# 2 not Z, 5 not S, 8 not B, V not U.
ALPHABET = "0123456789ACDEFGHJKMNPQRTVWXY"
MEANT = str.maketrans("OILZSBU", "011258V")
CODE_LENGTH = 10
ENOUGH_BYTES = 16
NUMBER = re.compile(r"青消投〔(\d{4})〕(\d{6}(?:\d{3}(?:\d{3})?)?)-(\d{6,})号")


class ComplaintNumber(NamedTuple):
    """The parts of a complaint's number."""

    region_code: str
    year: int
    sequence: int


def complaint_number(region_code: str, year: int, sequence: int) -> str:
    """Return the number under which a complaint is registered (handbook §2.8).

    >>> complaint_number("630100", 2026, 123)
    '青消投〔2026〕630100-000123号'
    """
    number = f"青消投〔{year:04d}〕{region_code}-{sequence:06d}号"
    if sequence < 1 or NUMBER.fullmatch(number) is None:
        raise ValueError("A number needs a region code, a year and a sequence from 1.")
    return number


def parse_complaint_number(text: str) -> ComplaintNumber:
    """Return the parts of a number as people type it; raise ValueError for anything else.

    >>> parse_complaint_number("青消投[2026]630100-123号")
    ComplaintNumber(region_code='630100', year=2026, sequence=123)
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    plain = re.sub(r"[(\[【]", "〔", re.sub(r"[)\]】]", "〕", plain))
    plain = re.sub(r"-(\d{1,5})号", lambda match: f"-{match[1]:0>6}号", plain)
    match = NUMBER.fullmatch(plain)
    if match is None or not int(match[3]):
        raise ValueError("This is not the number of a complaint.")
    year, region_code, sequence = match.groups()
    return ComplaintNumber(region_code, int(year), int(sequence))


def query_code(random_bytes: bytes) -> str:
    """Return the code with which a consumer asks after a complaint.

    Give at least 16 random bytes: then no character is measurably likelier than another.
    """
    if len(random_bytes) < ENOUGH_BYTES:
        raise ValueError("A query code needs at least 16 random bytes.")
    number = int.from_bytes(random_bytes, "big")
    code = ""
    for _ in range(CODE_LENGTH):
        number, index = divmod(number, len(ALPHABET))
        code += ALPHABET[index]
    return code


def normalise_query_code(text: str) -> str:
    """Return the code that was meant, whatever case, width, spaces, hyphens or look-alikes.

    >>> normalise_query_code("ao1l-58 qqqq")
    'A01158QQQQ'
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(each for each in plain if each.isalnum()).translate(MEANT)
