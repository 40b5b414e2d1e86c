"""Whom a platform names for each step: told by mail as its promised time runs out."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from smart315.casework import notices
from smart315.casework.models import Complaint
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
