"""A business pauses from a day to a day or leaves by itself, and may take it back (EN-05)."""

from datetime import timedelta

import pytest

from smart315.businesses import actions, queries
from smart315.businesses.queries import Reception, ReceptionReason
from smart315.kernel.verdicts import Refused
from smart315.messaging.models import Outgoing
from tests.given import NOON, accounts, businesses as given, casework
from tests.given.direct import direct


pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = NOON.date()
BOUNDS = actions.Bounds(longest=180, furthest=365)


@pytest.fixture
def shop():
    casework.the_world()
    return casework.the_shop()


@pytest.fixture
def manager(shop):
    return casework.zhao_lei()


def paused(shop, manager, begins=TODAY, ends=TODAY + 7 * DAY, *, at=NOON):
    return actions.ask_pause(
        business_id=shop.pk, begins_on=begins, ends_on=ends, reason="春节放假",
        bounds=BOUNDS, by=manager, at=at,
    )  # fmt: skip


def leaving(shop, manager, day=TODAY + 3 * DAY):
    return actions.ask_leave(
        business_id=shop.pk, begins_on=day, reason="停业", bounds=BOUNDS, by=manager, at=NOON
    )


def test_a_pause_from_today_holds_at_once_and_ends_by_itself_after_its_last_day(shop, manager):
    complaint = direct()

    asked = paused(shop, manager)

    assert queries.reception(shop.pk) == (Reception.MAY, ReceptionReason.PAUSED)
    # What lay with the business already stays to be answered there.
    actions_on_it = complaint.__class__.objects.get(pk=complaint.pk)
    assert actions_on_it.stage == "negotiating"
    assert actions_on_it.concerns(manager)
    assert actions.keep_breaks(at=NOON + 7 * DAY) == 0
    assert [actions.keep_breaks(at=NOON + 8 * DAY) for _ in range(2)] == [1, 0]
    asked.refresh_from_db()
    assert (asked.over_as, queries.receives(shop.pk)) == ("ran_out", Reception.WILL)
    told = Outgoing.objects.filter(template__startswith="businesses.break.")
    assert [each.address for each in told.order_by("pk")] == [
        f"org:{accounts.county().pk}"
    ] * 2  # fmt: skip


def test_a_pause_to_come_is_taken_back_and_a_running_one_ended_early(shop, manager):
    paused(shop, manager, TODAY + DAY)
    assert queries.receives(shop.pk) is Reception.WILL
    actions.end_break(business_id=shop.pk, by=manager, at=NOON)
    paused(shop, manager)
    actions.end_break(business_id=shop.pk, by=manager, at=NOON + DAY)

    assert [each.over_as for each in queries.breaks(shop.pk)] == ["resumed", "taken_back"]
    assert queries.receives(shop.pk) is Reception.WILL


def test_leaving_takes_effect_on_its_day_and_can_be_taken_back_until_then(shop, manager):
    given.a_pledge(shop)
    leaving(shop, manager)
    assert actions.keep_breaks(at=NOON + 2 * DAY) == 0
    assert queries.receives(shop.pk) is Reception.WILL

    assert actions.keep_breaks(at=NOON + 3 * DAY) == 1

    assert queries.reception(shop.pk) == (Reception.WILL_NOT, ReceptionReason.LEFT)
    assert queries.pledge_of(shop.pk) is None


def test_what_the_office_paused_meanwhile_is_the_offices_to_end(shop, manager):
    paused(shop, manager, TODAY + DAY, TODAY + 2 * DAY)
    actions.pause(business_id=shop.pk, by=accounts.li_min(), at=NOON, reason="多次不答复")

    actions.keep_breaks(at=NOON + DAY)
    actions.keep_breaks(at=NOON + 5 * DAY)

    assert queries.by_id(shop.pk).state == "paused"
    assert queries.breaks(shop.pk)[0].over_as == "overtaken"


@pytest.mark.parametrize(("first", "last", "field"), [
    (-1, 3, "begins_on"), (2, 1, "ends_on"), (0, 181, "ends_on"),
])  # fmt: skip
def test_days_that_cannot_be_are_refused_at_their_field(shop, manager, first, last, field):
    with pytest.raises(Refused) as refusal:
        paused(shop, manager, TODAY + first * DAY, TODAY + last * DAY)

    assert refusal.value.field == field


def test_only_who_manages_the_business_asks_and_only_once(shop, manager):
    with pytest.raises(Refused, match="负责人"):
        actions.end_break(business_id=shop.pk, by=accounts.li_min(), at=NOON)
    leaving(shop, manager)
    with pytest.raises(Refused, match="已有一项"):
        paused(shop, manager)
