"""Whom a platform names for each step: told by mail as its promised time runs out."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from smart315.casework import notices
from smart315.casework.models import Complaint, Phase
from smart315.messaging import actions as messaging
from smart315.messaging.states import Channel
from smart315.messaging.templates import Template, register
from smart315.partners import queries as partners
from smart315.partners.states import Step


_OF_LADDER = _("投诉%(number)s等待贵平台处理，期限%(due)s。请登录经营者服务查看。")
LADDER = {
    Step.FIRST_LINE: register(
        Template("casework.ladder.first_line", _("绿色通道：响应期限将到"), _OF_LADDER)
    ),
    Step.SUPERVISOR: register(
        Template("casework.ladder.supervisor", _("绿色通道：提出方案的期限将到"), _OF_LADDER)
    ),
    Step.LEGAL: register(
        Template(
            "casework.ladder.legal",
            _("绿色通道：承诺时限没有兑现"),
            _("投诉%(number)s超过贵平台承诺的时限，已转入消协普通程序，并计入统计。"),
        )
    ),
}


REMINDER = register(
    Template(
        "casework.ladder.reminder",
        _("绿色通道：投诉提醒"),
        _("贵平台有%(count)s件投诉%(phase)s，请登录经营者服务查看：%(url)s"),
    )
)
# How far up the ladder each phase is told of; a pledge that was missed is told at its top.
REACHED = {Phase.BEFORE: 0, Phase.DUE: 1, Phase.AFTER: 2}
RUNGS = tuple(Step)


def step_of(complaint: Complaint, phase: Phase) -> Step:
    """Return the step of the platform's ladder that a reminder of the phase belongs to."""
    missed = complaint.pledge_missed_at is not None
    return RUNGS[-1] if missed else RUNGS[REACHED[phase]]


def remind(platform_id: int, phase: Phase, counts: Mapping[Step, int], *, at: datetime) -> None:
    """Owe one mail a step that has complaints; a step without a contact is told below it."""
    named = partners.contact_mails(platform_id)
    told: dict[str, int] = {}
    for step, count in counts.items():
        below = (named.get(each, "") for each in reversed(RUNGS[: RUNGS.index(step) + 1]))
        address = next(filter(None, below), "")
        if address:
            told[address] = told.get(address, 0) + count
    url = f"{settings.BASE_URL}/portal/platforms/{platform_id}/"
    messaging.owe_many(
        messaging.Owed(
            Channel.MAIL,
            address,
            REMINDER.name,
            {"count": str(count), "phase": str(phase.label), "url": url},
            f"business:{platform_id}",
            at,
        )
        for address, count in told.items()
    )


def tell(complaint: Complaint, step: Step, *, at: datetime) -> None:
    """Owe a mail to whom the platform names for this step of its ladder, once a complaint."""
    if complaint.covered_by_id is None or complaint.sandbox:
        return
    address = partners.contact_mail(complaint.covered_by_id, step)
    if address:
        messaging.owe(
            channel=Channel.MAIL,
            address=address,
            template=LADDER[step].name,
            context=notices.context_of(complaint, ""),
            stream=complaint.stream,
            at=at,
            key=f"ladder:{step}:{complaint.pk}",
        )
