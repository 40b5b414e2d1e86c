"""What associations do with one another: rules, help, deputies, supervision, a joint complaint."""

import io
from collections import defaultdict
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from smart315.accounts.actors import SYSTEM, Actor, Permission
from smart315.casework import actions, queries
from smart315.casework.parts import Reach, Task
from smart315.casework.queries import Filters, Row
from smart315.casework.routes import Route
from smart315.jobs.demo import stories
from smart315.jobs.demo.luck import dice
from smart315.jobs.demo.network import PROVINCE
from smart315.jobs.demo.staff import CITY, EAST, MIDDLE, YUSHU
from smart315.jobs.demo.world import World
from smart315.kernel.verdicts import Refused


P = Permission
HELPS = (
    (EAST, MIDDLE, Task.EVIDENCE, "请到商家大众街门店核对收银记录，并拍照。"),
    (EAST, YUSHU, Task.SERVICE, "请将调解通知送达商家玉树门店的负责人。"),
    (MIDDLE, EAST, Task.INQUIRY, "请向商家的上级供货商了解同批次商品的处理情况。"),
    (YUSHU, CITY, Task.EVIDENCE, "请向西宁的仓库调取发货单。"),
)
ANSWERED, SIGNED = 1, 2
ORDERS = ((EAST, "消费者两次来电催办，请五日内报告办理情况。"),
          (YUSHU, "临近期限，请说明进展和困难。"))  # fmt: skip
JOINT, SPEAK = 6, 2
DEPUTIES = 2
EARLY = timedelta(hours=2)


def keep(world: World, seed: int, at: datetime) -> None:
    """Let all of it have happened within the last hours before the end."""
    _rules(world, at)
    for number, help_wanted in enumerate(HELPS):
        _help(world, seed, number, help_wanted, at - EARLY)
    _deputies(world, seed, at)
    for place, reason in ORDERS:
        _order(world, seed, place, reason, at - EARLY)
    _joint(world, seed, at - EARLY)


def _rules(world: World, at: datetime) -> None:
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


def _help(
    world: World, seed: int, number: int, wanted: tuple[str, str, Task, str], at: datetime
) -> None:
    asking, helping, task, words = wanted
    officer, row = _with_case(world, seed, asking, number)
    if row is None:
        return
    helper = world.network.associations[helping].pk
    part = actions.ask_help(
        complaint_id=row.id, helper_id=helper, task=task, wording=words, by=officer, at=at
    )
    if number in {ANSWERED, SIGNED}:
        there = world.desk(helper).who(P.SIGN_FOR_TRANSFER, dice(seed, helping, "sign"))
        actions.sign_part(assignment_id=part.pk, by=there, at=at + timedelta(minutes=30))


def _deputies(world: World, seed: int, at: datetime) -> None:
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
        last_day=localdate(at) + timedelta(days=4),
        reason="参加全省调解员培训",
        by=head,
        at=at,
    )


def _order(world: World, seed: int, place: str, reason: str, at: datetime) -> None:
    _officer, row = _with_case(world, seed, place, 9)
    above = world.network.associations[CITY if place == EAST else PROVINCE].pk
    if row is None:
        return
    superior = world.desk(above).who(P.SUPERVISE, dice(seed, place, "order"))
    actions.supervise(complaint_id=row.id, reason=reason, by=superior, at=at)


def _joint(world: World, seed: int, at: datetime) -> None:
    """Join the complaints of the gym's crowd at one place, and note the two who speak."""
    gym = world.trader(stories.crowd("gym").business).business
    for place in world.network.associations.values():
        desk = world.desk(place.pk)
        if not any(P.MEDIATE in each.held.get(place.pk, ()) for each in desk.people):
            continue
        officer = desk.who(P.MEDIATE, dice(seed, "joint"))
        rows = queries.listing(
            officer, Filters(business=gym.pk, stage="open", own=True), at=at
        ).rows
        if len(rows) >= JOINT and _joined(rows[:JOINT], officer, world, at):
            return


def _joined(rows: list[Row], officer: Actor, world: World, at: datetime) -> bool:
    first, *others = rows
    try:
        actions.join_complaints(
            complaint_id=first.id, others=[each.id for each in others], by=officer, at=at
        )
    except Refused:
        return False
    letter = actions.add_evidence(
        complaint_id=first.id,
        content=io.BytesIO(world.pool.exhibits[0].content),
        name="代表人推选书.jpg",
        purpose="代表人推选书",
        by=officer,
        at=at,
    )
    found = queries.people(first.id, officer, at=at)
    if found is not None:
        speakers = [each.pk for each in found.present[:SPEAK]]
        actions.elect(
            complaint_id=first.id, chosen=speakers, evidence_id=letter.pk, by=officer, at=at
        )
    return True


def _with_case(world: World, seed: int, place: str, skip: int) -> tuple[Actor, Row | None]:
    """Return a mediator of the place and one of its cases in hand."""
    organisation = world.network.associations[place].pk
    officer = world.desk(organisation).who(P.MEDIATE, dice(seed, place, "together"))
    filters = Filters(stage="open", own=True)
    rows = queries.listing(officer, filters, at=world.end).rows
    stages: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        stages[str(row.stage)].append(row)
    in_hand = [*stages["investigating"], *stages["mediating"], *stages["accepted"]]
    return officer, in_hand[skip % len(in_hand)] if in_hand else None
