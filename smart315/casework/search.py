"""The words by which complaints are found: kept by the worker, asked by the list."""

import json
from collections.abc import Sequence

from django.db import connection
from django.db.models import Q

from smart315.casework.models import Complaint
from smart315.signals import words


FORGET = "DELETE FROM casework_words WHERE rowid IN (SELECT value FROM json_each(%s))"
WRITE = """
    INSERT INTO casework_words (rowid, words)
    SELECT id, words FROM casework_complaint WHERE id IN (SELECT value FROM json_each(%s))
"""


def words_of(complaint: Complaint) -> str:
    """Return the words of title, facts and names, each once: a word inside a name is found too."""
    texts = (
        complaint.title,
        complaint.respondent_name,
        complaint.brand,
        complaint.model,
        complaint.item,
        complaint.shop,
        complaint.platform,
        complaint.facts,
    )
    tokens = words.index_text("\n".join(filter(None, texts))).split()
    return " ".join(dict.fromkeys(tokens))


def write(ids: Sequence[int]) -> None:
    """Write the search rows again: two statements on SQLite, none on PostgreSQL (an index)."""
    if connection.vendor != "sqlite":
        return
    some = json.dumps(list(ids))
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [some])
        cursor.execute(WRITE, [some])


def matching(text: str) -> Q:
    """Ask for complaints that hold every word of the text; nothing for a text without words."""
    tokens = words.query_text(text).split()
    return Q(words__holds_any_of=[tuple(tokens)]) if tokens else Q(pk__in=[])
