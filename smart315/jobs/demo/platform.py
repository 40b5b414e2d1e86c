"""A platform of the green channel: shops, contacts, a sandbox key, and a queue to work off."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from smart315.accounts.actors import SYSTEM
from smart315.businesses import actions as businesses
from smart315.businesses.actions import Terms
from smart315.casework import actions as casework
from smart315.jobs.demo import stories
from smart315.jobs.demo.case import Case
from smart315.jobs.demo.lives import green
from smart315.jobs.demo.luck import dice
from smart315.jobs.demo.traders import Trader
from smart315.jobs.demo.world import World
from smart315.jobs.demo.year import Planned, Year
from smart315.partners import actions
from smart315.partners.states import Scope, Step


PLATFORM = "青海海拔三千网络科技有限公司"
SHOPS = (
    "西宁高原红百货有限公司",
    "西宁松萤家电商贸有限公司",
    "西宁星栈坊珠宝有限公司",
    "青海云鹿岭大药房连锁有限公司",
)
CONTACTS = {Step.FIRST_LINE: "马玉兰", Step.SUPERVISOR: "祁海龙", Step.LEGAL: "韩律铭"}
JOINED_BEFORE = timedelta(days=20)
# Answering within the register's own limit: what shops do on their own stays in time.
TERMS = Terms(12, 48, advance_compensation=True)
# Hours before the end at which complaints reached it, and how far each has come.
QUEUE = (
    (2, "new"), (3, "new"), (5, "new"), (6, "opened"), (9, "opened"), (12, "offered"),
    (20, "agreed"), (26, "agreed"), (30, "paid"), (44, "paid"), (60, "kept"), (96, "kept"),
    (62, "missed"), (384, "missed"), (130, "refused"),
)  # fmt: skip


def join(world: World, at: datetime) -> None:
    """Let the platform sign, name its contacts, link its shops and make a sandbox key."""
    platform = world.trader(PLATFORM).business.pk
    businesses.sign_pledge(
        business_id=platform,
        kind="green",
        terms=TERMS,
        signed_by=CONTACTS[Step.FIRST_LINE],
        signed_as="负责人",
        by=SYSTEM,
        at=at,
    )
    actions.make_platform(business_id=platform, by=SYSTEM, at=at)
    shops = [(world.trader(name).business.pk, f"HB-{n:04d}") for n, name in enumerate(SHOPS, 1)]
    actions.link_shops(platform_id=platform, shops=shops, by=SYSTEM, at=at)
    _name_contacts(platform, at)
    _try_out(world, platform, at)


def cases(year: Year) -> Iterator[Planned]:
    """Draw complaints about the shops that came in at the platform in the last days."""
    for position, (hours, plot) in enumerate(QUEUE):
        case = _case(year, position, year.world.end - timedelta(hours=hours))
        yield Planned(case, green.lived(case, year.seed, plot))


def _try_out(world: World, platform: int, at: datetime) -> None:
    """Make the key of a ticket system that is tried, with complaints to try it on."""
    actions.create_key(
        business_id=platform,
        name="客服工单系统（沙盒）",
        scopes=list(Scope),
        expires_at=None,
        sandbox=True,
        by=SYSTEM,
        at=at,
    )
    owner = world.trader(PLATFORM).actor or SYSTEM
    casework.reset_sandbox(business_id=platform, by=owner, at=at)


def _name_contacts(platform: int, moment: datetime) -> None:
    for step, name in CONTACTS.items():
        actions.set_contact(
            platform_id=platform,
            step=step,
            name=name,
            email=f"{step.replace('_', '-')}@haiba3000.example",
            by=SYSTEM,
            at=moment,
        )


def _case(year: Year, position: int, filed_at: datetime) -> Case:
    rng = dice(year.seed, "platform", position)
    shop = year.world.trader(SHOPS[position % len(SHOPS)])
    name, category = shop.business.name, shop.business.category
    fitting = [each for each in stories.stories() if each.suits(name, category)]
    case = year.one(rng, rng.choice(fitting), shop, filed_at)
    case.filed_at = case.now = filed_at
    # The platform answers for the shop, under whose name the complaint stands.
    case.trader = Trader(shop.business, year.world.trader(PLATFORM).actor)
    return case
