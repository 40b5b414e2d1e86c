"""A platform with its shops, the keys to the interface, and what a key asks."""

import importlib.util
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

from django.test import Client

from smart315.accounts import actors
from smart315.businesses import actions as businesses_actions
from smart315.businesses.models import Business
from smart315.businesses.pledge_texts import Terms
from smart315.casework.models import Complaint
from smart315.messaging.webhooks import delivery
from smart315.partners import actions
from smart315.partners.models import Key
from smart315.partners.states import Scope
from tests.given import NOON, businesses, casework
from tests.source import ROOT


PLATFORM = "青海云上优选网络科技有限公司"
TERMS = Terms(respond_hours=4, solve_hours=24, advance_compensation=True)


def a_platform(
    name: str = PLATFORM, *, terms: Terms = TERMS, shop: Business | None = None
) -> Business:
    """A platform that has joined, is answered for, has signed, and on which the shop sells."""
    casework.the_world()
    platform = businesses.a_business(name)
    if platform.state != "joined":
        platform = businesses_actions.join(business_id=platform.pk, by=actors.SYSTEM, at=NOON)
        businesses.a_member(platform, "mayun", "马云飞")
        businesses_actions.sign_pledge(
            business_id=platform.pk,
            kind="green",
            terms=terms,
            signed_by="马云飞",
            by=actors.SYSTEM,
            at=NOON,
        )
    actions.make_platform(business_id=platform.pk, by=actors.SYSTEM, at=NOON)
    actions.link_shop(
        platform_id=platform.pk,
        business_id=(shop or casework.the_shop()).pk,
        by=actors.SYSTEM,
        at=NOON,
    )
    return platform


def a_key(
    business: Business, *scopes: Scope, sandbox: bool = False, **more: Any
) -> tuple[Key, str]:
    """A key of the business; without scopes named it opens everything."""
    given: dict[str, Any] = {"name": "订单系统", "expires_at": None, "at": NOON} | more
    return actions.create_key(
        business_id=business.pk,
        scopes=[str(each) for each in scopes or tuple(Scope)],
        by=actors.SYSTEM,
        sandbox=sandbox,
        **given,
    )


def a_green_complaint(about: Business | None = None, **changes: Any) -> Complaint:
    """A complaint about a shop that went straight to its platform, as far as one covers it."""
    if about is None:
        a_platform()
    return casework.filed(wants_direct=True, **changes)


class Partner:
    """Somebody with a key: asks the interface as a program does."""

    def __init__(self, secret: str) -> None:
        self.client = Client(headers={"Authorization": f"Bearer {secret}"})

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"/api/v1{path}", query)

    def post(self, path: str, body: Any = None, token: str | None = None) -> Any:
        return self.client.post(
            f"/api/v1{path}",
            body if body is not None else "",
            content_type="application/json",
            headers={"Idempotency-Key": token or str(uuid.uuid4())},
        )

    def attach(self, path: str, file: Any, token: str | None = None, **fields: Any) -> Any:
        return self.client.post(
            f"/api/v1{path}",
            {"file": file, **fields},
            headers={"Idempotency-Key": token or str(uuid.uuid4())},
        )


def a_partner(business: Business, *scopes: Scope, **more: Any) -> Partner:
    return Partner(a_key(business, *scopes, **more)[1])


def worked_client() -> ModuleType:
    """The program that the documents show."""
    spec = importlib.util.spec_from_file_location("partner", ROOT / "docs/examples/partner.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextmanager
def a_receiver(
    business: Business, act: Callable[[dict[str, Any]], None], *, sandbox: bool = False
) -> Iterator[Any]:
    """The receiver of the documents, running, an endpoint of the business pointing to it."""
    receiver = worked_client().Receiver(0, "", act)
    receiver.secret = actions.add_endpoint(
        business_id=business.pk,
        url=f"http://127.0.0.1:{receiver.server_port}/",
        events=[],
        sandbox=sandbox,
        by=actors.SYSTEM,
        at=datetime.now(UTC),
    )
    thread = threading.Thread(target=receiver.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield receiver
    finally:
        receiver.shutdown()
        receiver.server_close()
        thread.join()


def delivered(receiver: Any) -> None:
    """Deliver until the receiver has acted on everything and nothing more is owed."""
    while True:
        done = delivery.deliver_due(at=datetime.now(UTC), worker="a worker")
        assert done.failed == 0
        receiver.waiting.join()
        if not done.sent:
            return
