"""A platform of the green channel: shops, contacts, a sandbox key, and a queue to work off."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from smart315.accounts.actors import SYSTEM
from smart315.businesses import actions as businesses
from smart315.businesses.actions import Terms
from smart315.casework import actions as casework
from smart315.jobs.demo import steps, stories
from smart315.jobs.demo.case import Case
from smart315.jobs.demo.luck import dice
from smart315.jobs.demo.traders import Trader
from smart315.jobs.demo.world import World
from smart315.jobs.demo.year import Year
from smart315.partners import actions
from smart315.partners.states import Scope, Step


PLATFORM = "青海海拔三千网络科技有限公司"
SHOPS = ("西宁高原红百货有限公司", "西宁松萤家电商贸有限公司", "青海白桦津装饰工程有限公司",
         "西宁藤椅家具有限公司")  # fmt: skip
CONTACTS = {Step.FIRST_LINE: "马玉兰", Step.SUPERVISOR: "祁海龙", Step.LEGAL: "韩律铭"}
JOINED_BEFORE = timedelta(days=3)
TERMS = Terms(8, 24, advance_compensation=True)
# Hours before the end at which complaints reached it: new, opened, offered, agreed.
QUEUE = ((2, "new"), (3, "new"), (5, "new"), (6, "opened"), (9, "opened"), (12, "offered"),
         (20, "agreed"), (26, "agreed"))  # fmt: skip


def join(world: World, at: datetime) -> None:
    """Let the platform sign, name its contacts, link its shops and make a sandbox key."""
    platform, moment = world.trader(PLATFORM).business.pk, at - JOINED_BEFORE
    businesses.sign_pledge(
        business_id=platform,
        kind="green",
        terms=TERMS,
        signed_by="马玉兰",
        signed_as="负责人",
        by=SYSTEM,
        at=moment,
    )
    actions.make_platform(business_id=platform, by=SYSTEM, at=moment)
    shops = [(world.trader(name).business.pk, f"HB-{n:04d}") for n, name in enumerate(SHOPS, 1)]
    actions.link_shops(platform_id=platform, shops=shops, by=SYSTEM, at=moment)
    _names(platform, moment)
    owner = world.trader(PLATFORM).actor
    if owner is not None:
        casework.reset_sandbox(business_id=platform, by=owner, at=moment)


def _names(platform: int, moment: datetime) -> None:
    """Name the contacts of the ladder, and make the key of a ticket system."""
    for step, name in CONTACTS.items():
        actions.set_contact(
            platform_id=platform,
            step=step,
            name=name,
            email=f"{step.replace('_', '-')}@haiba3000.example",
            by=SYSTEM,
            at=moment,
        )
    actions.create_key(
        business_id=platform,
        name="客服工单系统（沙盒）",
        scopes=list(Scope),
        expires_at=None,
        sandbox=True,
        by=SYSTEM,
        at=moment,
    )


def fill_queue(year: Year, at: datetime, count: int) -> int:
    """Let so many complaints about the shops come in and be worked on; return the steps taken."""
    platform = year.world.trader(PLATFORM)
    return sum(_lived(case, how, year.seed) for case, how in _cases(year, platform, at, count))


def _cases(year: Year, platform: Trader, at: datetime, count: int) -> Iterator[tuple[Case, str]]:
    for position, (hours, how) in enumerate(QUEUE[:count]):
        rng = dice(year.seed, "platform", position)
        shop = year.world.trader(SHOPS[position % len(SHOPS)])
        fitting = [
            each
            for each in stories.stories()
            if each.suits(shop.business.name, shop.business.category)
        ]
        story = rng.choice(fitting or stories.stories())
        case = year.one(rng, story, shop, at - timedelta(hours=hours))
        case.filed_at = case.now = at - timedelta(hours=hours)
        # The platform answers for the shop, under whose name the complaint stands.
        case.trader = Trader(shop.business, platform.actor)
        yield case, how


def _lived(case: Case, how: str, seed: int) -> int:
    steps.file(case, seed)
    if how == "new":
        return 1
    case.now += timedelta(hours=1)
    steps.open_portal(case)
    if how == "opened":
        return 2
    case.now += timedelta(hours=2)
    _offer_in_advance(case)
    if how == "offered":
        return 3
    case.now += timedelta(hours=1)
    steps.take(case)
    return 4


def _offer_in_advance(case: Case) -> None:
    casework.answer(
        complaint_id=case.id,
        code="refund",
        amount_fen=max(case.fen // 100 * 100, 1000),
        promised_on=case.now.date() + timedelta(days=3),
        text="店铺正在核实责任，平台先把钱退给您，再向店铺追偿。",
        in_advance=True,
        by=case.merchant,
        at=case.now,
    )
