"""Endpoints of a business: the same deeds as in messaging, asked for by those who may."""

from collections.abc import Collection
from datetime import datetime

from smart315.accounts.actors import Actor
from smart315.messaging.webhooks import actions as webhooks
from smart315.partners import policies
from smart315.partners.states import owner_of


def add_endpoint(
    *,
    business_id: int,
    url: str,
    events: Collection[str],
    by: Actor,
    at: datetime,
    sandbox: bool = False,
) -> str:
    """Open an endpoint; return its secret, which is shown this once. Raises Refused."""
    policies.may_manage_access(by, business_id).require()
    mine = owner_of(business_id, sandbox=sandbox)
    return webhooks.add_endpoint(
        owner=mine, url=url, events=events, by=by.name, label=by.label, at=at
    )[1]


def rotate_secret(
    *, business_id: int, endpoint_id: int, by: Actor, at: datetime, sandbox: bool = False
) -> str:
    """Give an endpoint a new secret, shown this once; a day long both sign. Raises Refused."""
    policies.may_manage_access(by, business_id).require()
    mine = owner_of(business_id, sandbox=sandbox)
    return webhooks.rotate_secret(endpoint_id=endpoint_id, owner=mine, by=by.name, at=at)


def stop_endpoint(
    *, business_id: int, endpoint_id: int, by: Actor, at: datetime, sandbox: bool = False
) -> None:
    """Send nothing more to an endpoint. Raises Refused."""
    policies.may_manage_access(by, business_id).require()
    mine = owner_of(business_id, sandbox=sandbox)
    webhooks.stop_endpoint(endpoint_id=endpoint_id, owner=mine, by=by.name, at=at)


def send_test(
    *, business_id: int, endpoint_id: int, by: Actor, at: datetime, sandbox: bool = False
) -> None:
    """Owe an endpoint a test event. Raises Refused."""
    policies.may_manage_access(by, business_id).require()
    mine = owner_of(business_id, sandbox=sandbox)
    webhooks.send_test(endpoint_id=endpoint_id, owner=mine, by=by.name, at=at)


def replay(
    *,
    business_id: int,
    delivery_ids: Collection[int],
    by: Actor,
    at: datetime,
    sandbox: bool = False,
) -> int:
    """Send deliveries of the business again; return how many. Raises Refused."""
    policies.may_manage_access(by, business_id).require()
    mine = owner_of(business_id, sandbox=sandbox)
    return webhooks.replay(delivery_ids=delivery_ids, owner=mine, by=by.name, at=at)
