"""Mail kept questions to those who asked for it, each within the scope of its reader."""

import logging
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor
from smart315.insight import actions, policies, queries
from smart315.insight.actions import Letter
from smart315.insight.queries import Due, Mailing, Pivot
from smart315.insight.questions import letters
from smart315.insight.questions.keeping import Ended, Rule
from smart315.insight.questions.question import Against, Question
from smart315.insight.questions.thresholds import Threshold, crossing
from smart315.kernel.verdicts import Refused


logger = logging.getLogger(__name__)


def mail_questions(at: datetime) -> int:
    """Mail what is owed by today; return how many mails are owed now.

    One that fails does not hold the others up: it is tried again with the day's task, whose
    failure the last problem is.
    """
    sent, failed = 0, None
    for due in queries.due_mailings(localdate(at)):
        try:
            sent += _mail(due, at)
        except Exception as problem:  # noqa: BLE001 - the others go on
            logger.warning("mailing %s failed: %s", due.mailing.pk, type(problem).__name__)
            failed = problem
    if failed is not None:
        raise failed
    return sent


def _mail(due: Due, at: datetime) -> bool:
    mailing = due.mailing
    actor = accounts.actor_of(mailing.reader)
    why = _ended(mailing, actor)
    if why is not None:
        actions.end_mailing(mailing_id=mailing.pk, why=why, at=at)
        return False
    letter = _letter(due, actor, at)
    return actions.post(mailing_id=mailing.pk, period=due.period, letter=letter, at=at)


def _ended(mailing: Mailing, actor: Actor) -> Ended | None:
    """Return why a reader gets it no more: they left, or the question is not theirs to read."""
    if not actor.held:
        return Ended.LEFT
    line = queries.line_of(actor)
    allowed = policies.may_read_question(actor, mailing.question, line)
    return None if allowed else Ended.RIGHT_LOST


def _letter(due: Due, actor: Actor, at: datetime) -> Letter | None:
    """Return the mail; None where the condition is not met."""
    mailing, threshold = due.mailing, _threshold(due.mailing)
    try:
        asked = mailing.question.question.at(due.period.code)
        compared = _beside(asked, threshold)
        found = queries.pivot(compared, scope=actor, at=at)
    except Refused as refusal:
        return _written(None, str(refusal), mailing.question.asked)
    rows = crossing(found, threshold) if threshold else []
    if threshold is not None and not rows:
        return None
    why = _("您订阅的问题有了新的数字。")
    if threshold is not None:
        why = letters.crossed(found, threshold, rows)
    return _written(found, why, asked.data())


def _written(pivot: Pivot | None, why: str, asked: dict[str, list[str]]) -> Letter:
    table = letters.table(pivot) if pivot is not None else _("这一次没有数字。")
    here = f"{settings.BASE_URL}/desk/ask/"
    return Letter(why, table, f"{here}?{urlencode(asked, doseq=True)}", f"{here}mailings/")


def _threshold(mailing: Mailing) -> Threshold | None:
    if not mailing.rule or mailing.limit is None:
        return None
    return Threshold(Rule(mailing.rule), mailing.measure, mailing.limit, mailing.of_rows)


def _beside(question: Question, threshold: Threshold | None) -> Question:
    """Return the question with the time before beside it, where the condition is about that."""
    if threshold is None or threshold.rule not in {Rule.RISEN, Rule.FALLEN}:
        return question
    kept = {*question.against, Against.BEFORE.value}
    return replace(question, against=tuple(each.value for each in Against if each in kept))
