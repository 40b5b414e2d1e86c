"""What associations do with one another: rules, help, deputies, supervision."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from django.utils.timezone import localdate

from smart315.accounts.actors import SYSTEM, Actor, Permission
from smart315.casework import actions, queries
from smart315.casework.parts import Reach, Task
from smart315.casework.queries import Filters, Row
from smart315.casework.routes import Route
from smart315.jobs.demo.engine import Event
from smart315.jobs.demo.luck import dice
from smart315.jobs.demo.network import PROVINCE
from smart315.jobs.demo.staff import CITY, EAST, MIDDLE, YUSHU
from smart315.jobs.demo.world import World


P = Permission
HELPS = (
    (EAST, MIDDLE, Task.EVIDENCE, "请到商家大众街门店核对收银记录，并拍照。"),
    (EAST, YUSHU, Task.SERVICE, "请将调解通知送达商家玉树门店的负责人。"),
    (MIDDLE, EAST, Task.INQUIRY, "请向商家的上级供货商了解同批次商品的处理情况。"),
    (YUSHU, CITY, Task.EVIDENCE, "请向西宁的仓库调取发货单。"),
)
SIGNED = (1, 2)
ORDERS = (
    (EAST, CITY, "消费者两次来电催办，请五日内报告办理情况。"),
    (YUSHU, PROVINCE, "临近期限，请说明进展和困难。"),
)
DEPUTIES, AWAY_DAYS = 2, 4
IN_HAND = ("investigating", "mediating", "accepted")
BEFORE, SIGNED_BEFORE = timedelta(hours=2), timedelta(hours=1)


def events(world: World, seed: int) -> Iterator[Event]:
    """Return what they do within the last hours before the end, in the order of time."""
    early, asked = world.end - BEFORE, list[tuple[int, int]]()
    yield early, partial(_write_rules, world)
    yield early, partial(_ask_helps, world, seed, asked)
    yield early, partial(_name_deputies, world, seed)
    yield early, partial(_order, world, seed)
    yield world.end - SIGNED_BEFORE, partial(_sign, world, seed, asked)


def _write_rules(world: World, at: datetime) -> None:
    """Write two rules that hold from tomorrow on, so that no case of the year was sent by them."""
    tomorrow = localdate(at) + timedelta(days=1)
    network = world.network.associations
    routes = (
        Route("家用汽车争议由省里直接受理", Reach.NAMED, "省消协关于汽车消费争议的分工",
              tomorrow, categories=["G09"], least_fen=5_000_000,
              organisation_id=network[PROVINCE].pk),
        Route("城东、城中网购争议由西宁市受理", Reach.NAMED, "西宁市消协受理分工",
              tomorrow, priority=200, regions=[EAST, MIDDLE], purchase_channel="online",
              organisation_id=network[CITY].pk),
    )  # fmt: skip
    for route in routes:
        actions.write_route(route=route, by=SYSTEM, at=at)


def _ask_helps(world: World, seed: int, asked: list[tuple[int, int]], at: datetime) -> None:
    """Ask four times; what is signed for later is noted as (part, helper)."""
    for number, (asking, helping, task, words) in enumerate(HELPS):
        officer, cases = _in_hand(world, seed, asking, at)
        if not cases:
            continue
        helper = world.network.associations[helping].pk
        part = actions.ask_help(
            complaint_id=cases[number % len(cases)].id,
            helper_id=helper,
            task=task,
            wording=words,
            by=officer,
            at=at,
        )
        if number in SIGNED:
            asked.append((part.pk, helper))


def _sign(world: World, seed: int, asked: list[tuple[int, int]], at: datetime) -> None:
    for part, helper in asked:
        there = world.desk(helper).who(P.SIGN_FOR_TRANSFER, dice(seed, helper, "sign"))
        actions.sign_part(assignment_id=part, by=there, at=at)


def _name_deputies(world: World, seed: int, at: datetime) -> None:
    """Let one mediator be away wherever there is another, at so many places at most."""
    named = 0
    for place in world.network.associations.values():
        desk = world.desk(place.pk)
        mediators = [each for each in desk.people if P.MEDIATE in each.held.get(place.pk, ())]
        if len(mediators) > 1 and named < DEPUTIES:
            head = desk.who(P.ASSIGN_OFFICER, dice(seed, "head", place.pk))
            _deputy(place.pk, mediators[0], mediators[1], head, at)
            named += 1


def _deputy(organisation: int, away: Actor, deputy: Actor, head: Actor, at: datetime) -> None:
    if away.user_id is None or deputy.user_id is None:
        return
    actions.name_deputy(
        organisation_id=organisation,
        officer_id=away.user_id,
        deputy_id=deputy.user_id,
        first_day=localdate(at),
        last_day=localdate(at) + timedelta(days=AWAY_DAYS),
        reason="参加全省调解员培训",
        by=head,
        at=at,
    )


def _order(world: World, seed: int, at: datetime) -> None:
    """Let a superior order a report on a case that nobody watches over yet."""
    for place, above, reason in ORDERS:
        _officer, cases = _in_hand(world, seed, place, at)
        free = [each for each in cases if not each.supervised]
        if free:
            desk = world.desk(world.network.associations[above].pk)
            superior = desk.who(P.SUPERVISE, dice(seed, place, "order"))
            actions.supervise(complaint_id=free[0].id, reason=reason, by=superior, at=at)


def _in_hand(world: World, seed: int, place: str, at: datetime) -> tuple[Actor, list[Row]]:
    """Return a mediator of the place and the cases that are being worked on there."""
    organisation = world.network.associations[place].pk
    officer = world.desk(organisation).who(P.MEDIATE, dice(seed, place, "together"))
    rows = queries.listing(officer, Filters(stage="open", own=True), at=at).rows
    return officer, [row for stage in IN_HAND for row in rows if row.stage == stage]
