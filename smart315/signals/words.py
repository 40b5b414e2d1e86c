"""Cut Chinese text into words, so that full-text search finds a word inside a title."""

import unicodedata

import rjieba


def normalise(text: str) -> str:
    """Return the text in lower case and half width (Unicode NFKC).

    >>> normalise("ＡＢＣ（青海）")
    'abc(青海)'
    """
    return unicodedata.normalize("NFKC", text).lower()


def index_text(text: str) -> str:
    """Return every word of the text, and the words inside longer words, set apart by spaces.

    >>> index_text("警惕预付卡退款难")
    '警惕 预付 预付卡 退款 难'
    """
    return " ".join(_tokens(text))


def query_text(text: str) -> str:
    """Return the words to look for; cut as `index_text` cuts, or they would not meet.

    >>> query_text("预付卡")
    '预付 预付卡'
    """
    return " ".join(dict.fromkeys(_tokens(text)))


def _tokens(text: str) -> list[str]:
    # Punctuation would be read as an operator by a search engine.
    cut = rjieba.cut_for_search(normalise(text))
    return [token for token in cut if any(character.isalnum() for character in token)]
