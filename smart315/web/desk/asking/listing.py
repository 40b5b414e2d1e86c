"""Kept questions and mailings as the lists show them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.insight import queries
from smart315.insight.queries import Mailing, SavedQuestion
from smart315.insight.questions import letters, times, words
from smart315.insight.questions.keeping import Rule
from smart315.insight.questions.thresholds import Threshold
from smart315.kernel.verdicts import Refused


@dataclass(frozen=True)
class Line:
    """One question of the list; `broken` says why it cannot be asked any more."""

    row: SavedQuestion
    asked: str
    broken: str
    mine: bool
    mailing: Mailing | None


@dataclass(frozen=True)
class Posted:
    """One mailing in words."""

    row: Mailing
    condition: str


def lines(actor: Actor) -> list[Line]:
    """Return the questions that somebody may read; three queries, however many."""
    mailed = {each.question_id: each for each in queries.mailings(actor) if not each.ended_at}
    return [_line(each, actor, mailed) for each in queries.saved(actor)]


def posted(actor: Actor) -> list[Posted]:
    """Return the mailings of somebody; one query."""
    return [Posted(each, _condition(each)) for each in queries.mailings(actor)]


def _line(row: SavedQuestion, actor: Actor, mailed: Mapping[int, Mailing]) -> Line:
    asked, broken = "", ""
    try:
        question = row.question
        said = {"asked": words.asked(question), "when": times.words(question.when)}
        asked = _("%(asked)s；%(when)s") % said
    except Refused as refusal:
        broken = str(refusal)
    return Line(row, asked, broken, row.owner_id == actor.user_id, mailed.get(row.pk))


def _condition(row: Mailing) -> str:
    if not row.rule or row.limit is None:
        return ""
    known = Threshold(Rule(row.rule), row.measure, row.limit, row.of_rows)
    return letters.condition(known)
