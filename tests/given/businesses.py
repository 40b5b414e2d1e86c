"""Businesses of the tests, and 赵磊, who answers for one."""

from smart315.accounts import actors
from smart315.businesses import actions
from smart315.businesses.models import Business
from tests import given


def a_business(
    name: str = "西宁高原红百货有限公司",
    *,
    joined: bool = False,
    uscc: str = "",
    region: str = "",
    phone: str = "0971-8888000",
) -> Business:
    """Return a business in the register; `joined` ones may receive complaints."""
    business = actions.register(
        name=name, uscc=uscc, region=region, phone=phone, by=actors.SYSTEM, at=given.NOON
    )
    if joined:
        business = actions.join(business_id=business.pk, by=actors.SYSTEM, at=given.NOON)
    return business


def zhao_lei(business: Business | None = None, *, user_id: int = 315) -> actors.Actor:
    """Return 赵磊, who acts for the business (a joined one of his own unless given)."""
    business = business or a_business(joined=True)
    return actors.business([business.pk], user_id=user_id, label="赵磊")
