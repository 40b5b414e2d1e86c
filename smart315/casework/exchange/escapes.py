"""Keep a spreadsheet from taking a consumer's words for a formula; and take that back again."""

import re


FORMULA = re.compile(r"'*[=+\-@]")
ESCAPED = re.compile(r"'+[=+\-@]")


def added(text: str) -> str:
    """Return the text as it is safe to open in a spreadsheet.

    >>> added("=1+1"), added("'=1+1"), added("退款")
    ("'=1+1", "''=1+1", '退款')
    """
    return f"'{text}" if FORMULA.match(text) else text


def removed(text: str) -> str:
    """Return what `added` was given.

    >>> removed("'=1+1"), removed("''=1+1"), removed("'quoted'")
    ('=1+1', "'=1+1", "'quoted'")
    """
    return text[1:] if text[:1] == "'" and ESCAPED.match(text) else text
