"""Who is told of an incident, and what somebody who has a question mailed is owed."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from smart315.insight.models import Incident, Report
from smart315.messaging import actions as messaging
from smart315.messaging.states import Channel, Topic
from smart315.messaging.templates import Template, register


def _named(name: str, subject: object, body: object) -> Template:
    return register(Template(f"insight.{name}", subject, body, topic=Topic.TASKS))  # type: ignore[arg-type]


OPENED = _named("opened", _("发现可能的群体性事件"), _("《%(title)s》：%(why)s"))
RAISED = _named("raised", _("事件升级"), _("《%(title)s》现为“%(level)s”：%(why)s"))
SENT = _named("sent", _("收到事件报告，请签收"), _("《%(title)s》%(kind)s"))
LATE = _named("late", _("事件报告逾期"), _("《%(title)s》%(kind)s应于%(due)s前报出"))
MAILED = register(
    Template(
        name="insight.question",
        subject=_("%(title)s：%(period)s"),
        body=_(
            "%(why)s\n\n%(table)s\n\n查看：%(url)s\n\n"
            "数字按您自己的权限范围统计。修改或者取消：%(mailings)s"
        ),
        topic=Topic.PLATFORM,
        samples={
            "period": "2026年12月21日至2026年12月31日",
            "why": "您订阅的问题有了新的数字。",
            "table": "投诉性质\t受理投诉件数（件）\n质量\t128\n全部\t315",
            "url": "https://example.org/desk/ask/?measure=accepted",
            "mailings": "https://example.org/desk/ask/mailings/",
        },
    )
)
TOLD = register(
    Template(
        name="insight.question_told",
        subject=_("%(title)s：%(period)s"),
        body=_("%(why)s已发到您的邮箱。查看：%(url)s"),
        topic=Topic.PLATFORM,
        samples={
            "period": "2026年12月21日至2026年12月31日",
            "why": "您订阅的问题有了新的数字。",
            "url": "https://example.org/desk/ask/?measure=accepted",
        },
    )
)


def tell(template: Template, incident: Incident, to: int, at: datetime, **words: str) -> None:
    """Owe one message to an association, inside the caller's transaction."""
    messaging.owe(
        channel=Channel.IN_APP,
        address=f"org:{to}",
        template=template.name,
        context={"title": incident.title, **words},
        stream=incident.stream,
        at=at,
    )


def tell_of_report(template: Template, report: Report, to: int, at: datetime, **words: str) -> None:
    """Owe a message about one report."""
    tell(template, report.incident, to, at, kind=str(report.get_kind_display()), **words)
