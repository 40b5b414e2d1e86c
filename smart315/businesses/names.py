"""Names of businesses: what makes two spellings the same name, and how a name is searched."""

import re
import unicodedata
from collections.abc import Iterable

from smart315.signals import words


_LEGAL_FORM = re.compile(
    r"(?:股份)?有限(?:责任)?公司|股份公司|(?<![分子])公司$|(?:特殊)?(?:普通|有限)合伙(?:企业)?$"
)
# What of it may stand at the end while somebody is still typing.
_BEGUN_FORM = re.compile(r"(?<=..)(?:股份?|有|(?:股份)?有限?(?:责|责任)?公?)$")
_TOO_LONG = 200


def normal_name(name: str) -> str:
    """Return the name without legal form, brackets and spaces, in one width and case.

    The region stays: 青海大美 and 西宁大美 are two businesses. A name made of nothing else
    than its legal form is kept.

    >>> normal_name("青海大美煤业股份有限公司"), normal_name("高原红（西宁）百货 有限公司")
    ('青海大美煤业', '高原红西宁百货')
    """
    plain = _without_marks(words.normalise(name))
    bare, before = plain, ""
    while bare != before:
        before, bare = bare, _LEGAL_FORM.sub("", bare)
    return (bare or plain)[:_TOO_LONG]


def _without_marks(text: str) -> str:
    # Letters, digits and the vowel signs of Tibetan stay; brackets, spaces and symbols go.
    kept = (each for each in text if unicodedata.category(each)[0] in "LNM")
    return words.normalise("".join(kept))


def typed_name(text: str) -> str:
    """Return the normal form of a name that may not be finished yet.

    >>> typed_name("青海大美煤业股份有")
    '青海大美煤业'
    """
    return _BEGUN_FORM.sub("", normal_name(text)) if text.strip() else ""


def fragments(text: str) -> list[str]:
    """Return the overlapping pairs of characters: any part of a name is found by its pairs.

    >>> fragments("高原红")
    ['高原', '原红']
    """
    pairs = (text[start : start + 2] for start in range(len(text) - 1))
    return [pair for pair in pairs if any(character.isalnum() for character in pair)]


def search_words(names: Iterable[str]) -> str:
    """Return the text to index for a business known by these names: words and pairs."""
    found: dict[str, None] = {}
    for name in names:
        found.update(dict.fromkeys(words.index_text(normal_name(name)).split()))
        found.update(dict.fromkeys(fragments(normal_name(name))))
    return " ".join(found)
