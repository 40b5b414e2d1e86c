"""Do a deed once, however often it is sent: the first answer is kept and given again."""

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from smart315.audit import actions as audit
from smart315.kernel.verdicts import Refused
from smart315.partners.kinds import Kind
from smart315.partners.models import GivenAnswer


FIELD = "Idempotency-Key"


def answer_once(
    *,
    key_id: int,
    token: str,
    fingerprint: str,
    do: Callable[[], tuple[int, str]],
    at: datetime,
) -> tuple[int, str, bool]:
    """Return (status, body, whether it was said before) of what `do` does, in one transaction.

    Raises Refused naming the header when the token came with another request before. What `do`
    refuses is not kept: it may be sent again when the reason is gone.
    """
    known = _given(key_id, token, fingerprint)
    if known is not None:
        return known.status, known.body, True
    try:
        with transaction.atomic():
            # First the token: whoever comes second with it waits here for the first.
            row = GivenAnswer.objects.create(
                key_id=key_id, token=token, fingerprint=fingerprint, status=0, body="", at=at
            )
            row.status, row.body = do()
            row.save(update_fields=["status", "body"])
    except IntegrityError:
        known = _given(key_id, token, fingerprint)
        if known is None:
            raise
        return known.status, known.body, True
    return row.status, row.body, False


@transaction.atomic
def forget_answers(*, before: datetime, at: datetime) -> int:
    """Delete answers that nobody will ask for again; return how many."""
    count, _each = GivenAnswer.objects.filter(at__lt=before).delete()
    if count:
        data = {"answers": count}
        audit.record(
            kind=Kind.ANSWERS_FORGOTTEN,
            stream="system:operations",
            actor="system:worker",
            at=at,
            data=data,
        )
    return count


def _given(key_id: int, token: str, fingerprint: str) -> GivenAnswer | None:
    known = GivenAnswer.objects.filter(key=key_id, token=token).first()
    if known is not None and known.fingerprint != fingerprint:
        raise Refused(
            _("这个 Idempotency-Key 已经用于另一个请求，请为新的请求换一个。"), field=FIELD
        )
    return known
