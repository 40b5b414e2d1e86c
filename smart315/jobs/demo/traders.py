"""The invented businesses, and the people who answer for those that have joined."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from smart315.accounts import actions as accounts, actors
from smart315.accounts.actors import SYSTEM, Actor
from smart315.businesses import actions, queries, seeds
from smart315.businesses.actions import Terms
from smart315.businesses.queries import Business
from smart315.businesses.states import State
from smart315.jobs.demo import names
from smart315.jobs.demo.signins import SignIn


# Those whose person can sign in; all other joined businesses have one who only works.
SIGN_IN = {
    "西宁高原红百货有限公司": ("gaoyuanhong", "赵磊"),
    "西宁松萤家电商贸有限公司": ("songying", "王建国"),
    "青海海拔三千网络科技有限公司": ("sanqian", "马玉兰"),
    "青海驮铃快运有限公司": ("tuoling", "韩吉祥"),
    "青海鹤影溪国际旅行社有限公司": ("heyingxi", "张雨欣"),
    "玉树市康桥里百货有限公司": ("kangqiaoli", "才仁旦增"),
}


@dataclass(frozen=True)
class Trader:
    """A business of the demonstration, and who acts for it when it has joined."""

    business: Business
    actor: Actor | None

    @property
    def joined(self) -> bool:
        """Tell whether complaints reach it directly."""
        return self.actor is not None


def enter(password: str, rng: Random, at: datetime) -> tuple[list[Trader], list[SignIn]]:
    """Enter the register and its people; return them and who can sign in."""
    seeds.load(at)
    traders, signins = [], []
    for number, business in enumerate(queries.demonstration()):
        if business.state != State.JOINED:
            traders.append(Trader(business, None))
            continue
        username, name = SIGN_IN.get(business.name, ("", ""))
        if username:
            signins.append(SignIn(username, password, name, "经营者", business.name))
        else:
            username = f"shangjia-{number:02d}"
            name, _tibetan = names.person(rng, str(business.region_id))
        traders.append(Trader(business, _member(business, username, name, password, at)))
    return traders, signins


def _member(business: Business, username: str, name: str, password: str, at: datetime) -> Actor:
    may_sign_in = business.name in SIGN_IN
    user = accounts.create_user(
        by=SYSTEM,
        at=at,
        username=username,
        display_name=name,
        password=password if may_sign_in else "",
    )
    actions.add_member(business_id=business.pk, user_id=user.pk, role="manager", by=SYSTEM, at=at)
    actions.sign_pledge(
        business_id=business.pk,
        kind="direct",
        terms=Terms(24, 48, advance_compensation=may_sign_in),
        signed_by=name,
        signed_as="负责人",
        by=SYSTEM,
        at=at,
    )
    return actors.business([business.pk], user_id=user.pk, label=str(user))
