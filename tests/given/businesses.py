"""Businesses of the tests, and 赵磊, who answers for one of them."""

from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import uuid4

from PIL import Image

from smart315.accounts import actions as accounts, actors, tokens
from smart315.accounts.models import User
from smart315.businesses import actions, queries
from smart315.businesses.models import Application, Business, Pledge
from tests.given import NOON
from tests.given.accounts import PASSWORD, region as division


CONTACT_PHONE = "13897005678"
# The picture that stands for "as usual", so that None can mean "none".
NEEDED = actions.Upload(BytesIO(), "")


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


def a_member(
    business: Business, username: str = "zhaolei", name: str = "赵磊", role: str = "manager"
) -> User:
    """A person who acts for the business, by default manages it, and can sign in."""
    user = User.objects.filter(username=username).first() or accounts.create_user(
        by=actors.SYSTEM, at=NOON, username=username, display_name=name, password=PASSWORD
    )
    actions.add_member(
        business_id=business.pk, user_id=user.pk, role=role, by=actors.SYSTEM, at=NOON
    )
    return user


def zhao_lei(business: Business | None = None) -> actors.Actor:
    """赵磊, who acts for the business: a joined one of his own unless given."""
    user = a_member(business or a_business(joined=True))
    return actors.business(queries.of_member(user.pk), user_id=user.pk, label="赵磊")


def a_pledge(
    business: Business, kind: str = "direct", *, at: datetime = NOON, **terms: Any
) -> Pledge:
    """A pledge in force, by default of the usual hours, signed by 赵磊."""
    given: dict[str, Any] = {"respond_hours": 24, "solve_hours": 48, "advance_compensation": False}
    return actions.sign_pledge(
        business_id=business.pk,
        kind=kind,
        terms=actions.Terms(**(given | terms)),
        signed_by="赵磊",
        signed_as="法定代表人",
        by=actors.SYSTEM,
        at=at,
    )


def a_paper(shade: int = 1) -> actions.Upload:
    """A picture of a document; another shade is another picture."""
    return actions.Upload(BytesIO(a_scan(shade)), "营业执照.png")


def a_scan(shade: int = 1) -> bytes:
    """The bytes of such a picture."""
    content = BytesIO()
    Image.new("RGB", (40, 30), (shade * 40, 120, 160)).save(content, "PNG")
    return content.getvalue()


def applied(**changes: Any) -> actions.Applied:
    """What 马海英 writes for her shop."""
    given: dict[str, Any] = {
        "client_key": uuid4(),
        "name": "西宁雪莲商贸公司",
        "uscc": "91630100MA752ABC1X",
        "region": "630102",
        "address": "东关大街1号",
        "contact_name": "马海英",
        "phone": CONTACT_PHONE,
    }
    return actions.Applied(**(given | changes))


def an_application(
    *,
    at: datetime = NOON,
    licence: actions.Upload | None = NEEDED,
    authority: actions.Upload | None = NEEDED,
    **changes: Any,
) -> Application:
    """An application as 马海英 hands it in; `changes` are those of what she writes."""
    return actions.apply(
        applied=applied(**changes),
        phone_token=tokens.phone_token(CONTACT_PHONE, at),
        licence=a_paper() if licence is NEEDED else licence,
        authority=a_paper(2) if authority is NEEDED else authority,
        at=at,
    )
