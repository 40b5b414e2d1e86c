"""Mail a question's answer: once for each time and reader, whatever is run twice or killed."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from smart315.accounts.actors import SYSTEM
from smart315.audit import actions as audit
from smart315.insight.actions.mailing import end
from smart315.insight.kinds import Kind
from smart315.insight.models import Mailing
from smart315.insight.notices import MAILED, TOLD
from smart315.insight.questions.keeping import Ended
from smart315.measures.days import When
from smart315.messaging import actions as messaging
from smart315.messaging.actions import Owed
from smart315.messaging.states import Channel


@dataclass(frozen=True)
class Letter:
    """What is mailed: why it comes, the table, and where both can be seen."""

    why: str
    table: str
    url: str
    mailings: str


@transaction.atomic
def post(*, mailing_id: int, period: When, letter: Letter | None, at: datetime) -> bool:
    """Owe the reader the mail about a time, or note that it was not worth one.

    Tell whether a mail is owed now. A time that was told of already is not told of again: the row
    says up to which day, and is held until the mail lies in the outbox.
    """
    row = Mailing.objects.select_for_update().select_related("question").get(pk=mailing_id)
    if row.ended_at is not None or row.done_until >= period.last:
        return False
    row.done_until = period.last
    row.save(update_fields=["done_until"])
    if letter is not None:
        messaging.owe_many(_owed(row, period, letter, at))
    data = {"mailing": row.pk, "period": period.code, "sent": letter is not None}
    audit.record(kind=Kind.MAILED, stream=row.question.stream, actor=SYSTEM.name, at=at, data=data)
    return letter is not None


@transaction.atomic
def end_mailing(*, mailing_id: int, why: Ended, at: datetime) -> None:
    """End a mailing whose reader left or may not read the question any more. Twice is once."""
    row = Mailing.objects.select_for_update().select_related("question").get(pk=mailing_id)
    if row.ended_at is None:
        end(row, why, SYSTEM.name, at)


def _owed(row: Mailing, period: When, letter: Letter, at: datetime) -> list[Owed]:
    said = {"title": row.question.title, "period": period.title, "why": letter.why}
    more = {"table": letter.table, "url": letter.url, "mailings": letter.mailings}
    key = f"question:{row.pk}:{period.code}"
    stream, reader = row.question.stream, f"user:{row.reader_id}"
    return [
        Owed(Channel.MAIL, row.mail, MAILED.name, said | more, stream, at, key=key),
        Owed(
            Channel.IN_APP, reader, TOLD.name, said | {"url": letter.url}, stream, at,
            key=f"{key}:told",
        ),
    ]  # fmt: skip
