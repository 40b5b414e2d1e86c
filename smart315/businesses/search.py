"""The words by which businesses are found: kept by the actions, asked by the look-up."""

import json
from collections.abc import Sequence

from django.db import connection
from django.db.models import Q

from smart315.businesses import lookups as lookups  # registers them
from smart315.businesses.names import fragments, normal_name
from smart315.signals import words


FORGET = "DELETE FROM businesses_words WHERE rowid IN (SELECT value FROM json_each(%s))"
WRITE = """
    INSERT INTO businesses_words (rowid, words)
    SELECT id, words FROM businesses_business WHERE id IN (SELECT value FROM json_each(%s))
"""
_SHORTEST_TO_DOUBT = 3


def write(ids: Sequence[int]) -> None:
    """Write the search rows of these businesses again.

    Two statements for any number on SQLite; none on PostgreSQL, whose index follows the column.
    """
    if connection.vendor != "sqlite":
        return
    some = json.dumps(list(ids))
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [some])
        cursor.execute(WRITE, [some])


def containing(typed: str) -> Q | None:
    """Ask for names that contain the text: all its pairs of characters."""
    pairs = fragments(typed)
    return Q(words__holds_any_of=[pairs]) if pairs else None


def with_words(text: str) -> Q | None:
    """Ask for names that have all the words of the text, in any order."""
    parts = (words.query_text(normal_name(part)).split() for part in text.split())
    tokens = [token for part in parts for token in part]
    return Q(words__holds_any_of=[tokens]) if tokens else None


def nearly(typed: str) -> Q | None:
    """Ask for names that differ by one character: all pairs but those of one place."""
    if len(typed) < _SHORTEST_TO_DOUBT:
        return None
    halves = ((typed[:place], typed[place + 1 :]) for place in range(len(typed)))
    sets = {tuple(fragments(before) + fragments(after)) for before, after in halves}
    return Q(words__holds_any_of=sorted(each for each in sets if each))
