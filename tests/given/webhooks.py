"""Endpoints and events of the tests."""

from datetime import datetime
from typing import Any

from smart315.messaging.webhooks import actions
from smart315.messaging.webhooks.models import Endpoint
from tests.given import NOON


OWNER = "business:7"


def an_endpoint(url: str, *, owner: str = OWNER, events: tuple[str, ...] = ()) -> Endpoint:
    return actions.add_endpoint(
        owner=owner, url=url, events=events, by="business:7:user:9", label="赵磊", at=NOON
    )[0]


def an_event(
    number: int = 1,
    *,
    subject: str = "complaint:12",
    kind: str = "complaint.updated",
    owner: str = OWNER,
    at: datetime = NOON,
) -> None:
    data: dict[str, Any] = {"number": number}
    actions.owe_event(owners=[owner], kind=kind, subject=subject, data=data, at=at)
