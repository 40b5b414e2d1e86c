"""Note who looked at personal data in full, and why."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts import policies
from smart315.accounts.actors import Actor
from smart315.accounts.kinds import Kind
from smart315.audit import actions as audit
from smart315.kernel.masking import scrub
from smart315.kernel.verdicts import Refused


@transaction.atomic
def unmask(*, by: Actor, within: int, stream: str, column: str, reason: str, at: datetime) -> None:
    """Record that somebody sees one personal column in full; the caller then shows it.

    `within` is the organisation that has the complaint, `stream` the complaint's own stream. Raises
    Refused without the permission or without a reason. Source: 个人信息保护法 §51(3), §54.
    """
    policies.may_unmask(by, within=within).require()
    if not reason.strip():
        raise Refused(_("请填写查看个人信息的事由。"), field="reason")
    audit.record(
        kind=Kind.PERSONAL_UNMASKED,
        stream=stream,
        actor=by.name,
        at=at,
        # An officer may well write the very number into the reason.
        data={"column": column, "reason": scrub(reason.strip())},
    )
