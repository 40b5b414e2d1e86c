"""The words by which businesses are found: kept by the actions, asked by the look-up."""

import json
from collections.abc import Iterable, Sequence

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
SHORTEST_TO_DOUBT = 3
STRETCHES = 4
NOTHING = Q(pk__in=[])


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


def containing(typed: str) -> Q:
    """Ask for names that contain the text: all its pairs of characters."""
    return _all_of_one([tuple(fragments(typed))])


def with_words(text: str) -> Q:
    """Ask for names that have all the words of the text, in any order."""
    parts = (words.query_text(normal_name(part)).split() for part in text.split())
    return _all_of_one([tuple(token for part in parts for token in part)])


def nearly(typed: str) -> Q:
    """Ask for names that differ by one character: all pairs but those around one place.

    A long name is doubted in four stretches instead of at every place: fewer sets to intersect,
    each still rare.
    """
    if len(typed) < SHORTEST_TO_DOUBT:
        return NOTHING
    width = max(1, len(typed) // STRETCHES)
    return _all_of_one(
        tuple(fragments(typed[:start]) + fragments(typed[start + width :]))
        for start in range(0, len(typed), width)
    )


def _all_of_one(sets: Iterable[tuple[str, ...]]) -> Q:
    some = sorted({each for each in sets if each})
    return Q(words__holds_any_of=some) if some else NOTHING
