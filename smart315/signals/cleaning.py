"""Take from a text what is not its wording: markup, control characters, other widths."""

import html
import re
import unicodedata


# Characters read of one text: the rest of a text of 100 KB says nothing new of what it is about.
LONGEST = 20_000

_UNWANTED = (
    ("_x", re.compile(r"_x[0-9A-Fa-f]{4}_")),  # how Excel writes a control character
    ("\0", re.compile("\0")),
    ("<", re.compile(r"<[^<>]{1,200}>")),  # a tag
)
_CONTROL = re.compile("[\x00-\x1f\x7f\u200b-\u200f\ufeff]+")
_SPACE = re.compile(r"\s+")


def cleaned(text: str) -> str:
    """Return the text without markup and control characters, in half width and lower case.

    >>> cleaned("<p>Ａ店&nbsp;拒绝_x000D_退款</p>")
    'a店 拒绝 退款'
    """
    text = text[:LONGEST].encode("utf-8", "ignore").decode()  # half a surrogate pair says nothing
    text = html.unescape(text)
    for mark, unwanted in _UNWANTED:
        text = unwanted.sub(" ", text) if mark in text else text
    text = _CONTROL.sub(" ", text)
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip().lower()
