"""Words of the association's own in the demonstration: one message is worded otherwise."""

from datetime import datetime

from smart315.accounts import actions as accounts
from smart315.accounts.actors import SYSTEM
from smart315.casework.notices import MESSAGES
from smart315.messaging.templates import CHINESE


OWN = "投诉%(number)s已办结，感谢您的信任。请您评价：%(url)s"


def set_one(at: datetime) -> None:
    """Word the message at the end of a complaint otherwise than delivered."""
    accounts.word_message(
        template=MESSAGES["close"][0].template.name,
        language=CHINESE,
        subject="",
        body=OWN,
        provider_code="",
        reason="用语更亲切",
        by=SYSTEM,
        at=at,
    )
