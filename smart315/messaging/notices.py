"""The messages that this room itself owes."""

from django.utils.translation import gettext_lazy as _

from smart315.messaging.states import Topic
from smart315.messaging.templates import Template, register


BUNDLE = register(
    Template(
        name="messaging.bundle",
        subject="",
        body=_("您的投诉有%(count)s条新消息，请查看：%(url)s"),
    )
)
COPY = register(
    Template(
        name="messaging.copy",
        subject=_("您有未读消息：%(subject)s"),
        body=_("%(body)s\n\n登录后查看：%(url)s"),
        topic=Topic.PLATFORM,
        samples={"subject": "某" * 60, "body": "某" * 200, "url": "https://example.org/inbox/"},
    )
)
