"""Businesses of the tests, and 赵磊, who answers for one of them."""

from smart315.accounts import actions as accounts, actors
from smart315.accounts.models import User
from smart315.businesses import actions, queries
from smart315.businesses.models import Business
from tests.given import NOON
from tests.given.accounts import region as division


def a_business(
    name: str = "西宁高原红百货有限公司",
    *,
    joined: bool = False,
    uscc: str = "",
    region: str = "",
    phone: str = "0971-5550000",
) -> Business:
    """A business in the register; joined ones may receive once somebody acts for them."""
    if region:
        division(region)
    made = actions.register(
        name=name, uscc=uscc, region=region, phone=phone, by=actors.SYSTEM, at=NOON
    )
    if joined:
        return actions.join(business_id=made.pk, by=actors.SYSTEM, at=NOON)
    return made


def a_member(business: Business, username: str = "zhaolei", name: str = "赵磊") -> User:
    """A person with an account who manages the business."""
    user = User.objects.filter(username=username).first() or accounts.create_user(
        by=actors.SYSTEM, at=NOON, username=username, display_name=name
    )
    actions.add_member(
        business_id=business.pk, user_id=user.pk, role="manager", by=actors.SYSTEM, at=NOON
    )
    return user


def zhao_lei(business: Business | None = None) -> actors.Actor:
    """赵磊, who acts for the business: a joined one of his own unless given."""
    user = a_member(business or a_business(joined=True))
    return actors.business(queries.of_member(user.pk), user_id=user.pk, label="赵磊")
