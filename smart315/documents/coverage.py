"""Which characters the fonts of the package can print: asked before a paper is issued."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


FONTS = files("smart315.documents") / "fonts"
LINE_BREAKS = frozenset("\n")


def missing(texts: Iterable[str]) -> list[str]:
    """Return the characters that no font of the package has, each once, in order of appearance.

    A printer would set an empty box for them, silently.
    """
    found = dict.fromkeys(character for text in texts for character in text)
    return [each for each in found if each not in LINE_BREAKS and not printable(each)]


def printable(character: str) -> bool:
    """Tell whether a font of the package has the character."""
    starts, ends = _ranges()
    code = ord(character)
    place = bisect_right(starts, code) - 1
    return place >= 0 and code <= ends[place]


@cache
def _ranges() -> tuple[list[int], list[int]]:
    """Return first and last of every unbroken run of characters, in order."""
    written = (FONTS / "coverage.txt").read_text(encoding="ascii").split()
    pairs = [tuple(int(end, 16) for end in run.split("-")) for run in written]
    return [pair[0] for pair in pairs], [pair[-1] for pair in pairs]
