"""Where an answer leads: to the same question changed a little."""

from collections.abc import Iterator
from dataclasses import replace

from django.urls import reverse
from django.utils.http import urlencode

from smart315.insight.queries import SavedQuestion
from smart315.insight.questions.question import Question
from smart315.insight.questions.units import TIMES
from smart315.web.desk.asking.choices import FINER


def to(question: Question) -> str:
    """Return the address of a question."""
    return f"{reverse('desk:ask')}?{query(question)}"


def query(question: Question) -> str:
    """Return the part of the address that asks."""
    return urlencode(question.parameters())


def of_saved(row: SavedQuestion) -> str:
    """Return the address that asks a kept question; what cannot be read is left to the form."""
    return f"{reverse('desk:ask')}?{urlencode({**row.asked, 'saved': row.pk}, doseq=True)}"


def deeper(question: Question, code: str) -> str:
    """Return the question about one row alone, one step finer."""
    rows, columns = FINER.get(question.rows, ""), question.columns
    if rows in {"", columns}:
        rows, columns = columns, ""
    if not rows and question.rows not in TIMES:
        rows = "month"
    return to(replace(question.narrowed(question.rows, code), rows=rows, columns=columns))


def without(question: Question) -> Iterator[tuple[str, str, str]]:
    """Yield each code to which the question is narrowed, with the address without it."""
    for name, codes in question.where.items():
        for code in codes:
            kept = tuple(each for each in codes if each != code)
            yield name, code, to(question.narrowed(name, *kept))
