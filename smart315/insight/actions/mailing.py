"""Have a question mailed to oneself, and have it no more."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.insight import policies
from smart315.insight.actions.questioning import somebody
from smart315.insight.kinds import Kind
from smart315.insight.models import Mailing, SavedQuestion
from smart315.insight.questions import beats
from smart315.insight.questions.keeping import Ended, Every, Rule
from smart315.kernel.verdicts import Refused
from smart315.messaging.states import ADDRESS, Channel


@transaction.atomic
def order_mailing(
    *, question_id: int, line: frozenset[int], mail: str, every: Every, rule: Rule = Rule.ALWAYS,
    measure: str = "", limit: Decimal | None = None, of_rows: bool = False, by: Actor,
    at: datetime,
) -> Mailing:  # fmt: skip
    """Have a question mailed after each time that is over; the first is the one under way.

    `line` is where the reader serves and what is above. Somebody who has it mailed already has it
    as said now. Raises Refused with the field.
    """
    question = SavedQuestion.objects.select_for_update().get(pk=question_id, deleted_at=None)
    policies.may_read_question(by, question, line).require()
    mail = mail.strip()
    if not ADDRESS[Channel.MAIL].fullmatch(mail):
        raise Refused(_("请填写邮箱地址，例如 name@example.org。"), field="mail")
    terms = {"mail": mail, "every": every, **_condition(question, rule, measure, limit, of_rows)}
    held = Mailing.objects.filter(question=question, reader=by.user_id, ended_at=None).first()
    row = held or Mailing(question=question, reader_id=somebody(by), since=at)
    if held is not None and all(getattr(held, name) == value for name, value in terms.items()):
        return held
    if held is None or held.every != every:
        row.done_until = beats.last_over(every, localdate(at)).last
    for name, value in terms.items():
        setattr(row, name, value)
    row.save()
    _record(Kind.MAILING_ORDERED, row, by.name, at, {"every": every, "rule": rule})
    return row


@transaction.atomic
def cancel_mailing(*, mailing_id: int, by: Actor, at: datetime) -> None:
    """Have a question mailed no more; only the reader can say so. Twice is once."""
    row = Mailing.objects.select_for_update().get(pk=mailing_id)
    if by.user_id is None or row.reader_id != by.user_id:
        raise Refused(_("订阅由订阅人自己取消。"))
    if row.ended_at is None:
        end(row, Ended.CANCELLED, by.name, at)


def end(row: Mailing, why: Ended, by: str, at: datetime) -> None:
    """End a mailing whose row is held; for the other actions of this room."""
    row.ended_at, row.ended_why = at, why
    row.save(update_fields=["ended_at", "ended_why"])
    _record(Kind.MAILING_ENDED, row, by, at, {"why": why})


def _condition(
    question: SavedQuestion,
    rule: Rule,
    measure: str,
    limit: Decimal | None,
    of_rows: bool,  # noqa: FBT001 - named at the only call
) -> dict[str, Any]:
    if rule is Rule.ALWAYS:
        return {"rule": rule, "measure": "", "limit": None, "of_rows": False}
    if measure not in question.question.measures:
        raise Refused(_("请选择条件看哪一项指标。"), field="measure")
    if limit is None:
        raise Refused(_("请填写条件的数值。"), field="limit")
    if of_rows and not question.question.rows:
        raise Refused(_("这个问题没有分行，只能看全部的数字。"), field="of_rows")
    return {"rule": rule, "measure": measure, "limit": limit, "of_rows": of_rows}


def _record(kind: Kind, row: Mailing, by: str, at: datetime, data: dict[str, Any]) -> None:
    audit.record(kind=kind, stream=row.question.stream, actor=by, at=at, data=data)
