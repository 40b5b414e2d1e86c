"""The direct channel: rounds and conduct, promises, another business, letters, pausing."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from smart315.businesses import actions as register, queries as businesses
from smart315.businesses.states import State
from smart315.casework import actions, queries
from smart315.casework.codes import FallBackReason
from smart315.casework.models import Agreement, Round
from smart315.casework.models.agreement import PromiseState
from smart315.casework.states import Stage
from smart315.messaging.models import Outgoing
from tests.given import NOON, accounts, businesses as given, casework
from tests.given.casework import (
    a_rule,
    an_offer,
    reloaded,
    the_shop,
    zhao_lei,
    zhou_ying,
)
from tests.given.direct import DAY, HOUR, direct, said, settled, told


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world():
    cache.clear()
    casework.the_world()


# Silence


def test_silence_hands_the_case_over_and_all_three_sides_read_which_silence_it_was():
    complaint = direct()

    actions.watch(at=NOON + 48 * HOUR + timedelta(seconds=1))

    back = reloaded(complaint)
    assert (back.stage, back.fall_back_reason) == (Stage.SUBMITTED, FallBackReason.NEVER_OPENED)
    for reader in (zhou_ying(complaint), zhao_lei(), accounts.li_min()):
        case = queries.case(complaint.pk, reader, at=NOON + 3 * DAY)
        assert case is not None
        last = case.entries[-1]
        assert last.move == "fall_back"
        assert "商家在期限内没有打开投诉（期限至2026-09-03 12:00）" in last.note
        assert "系统已自动转入消协处理" in last.note


def test_what_falls_back_goes_to_the_association_at_the_place_of_the_business():
    shop = the_shop()
    complaint = direct(respondent_region_code="", region_code="630104", business_id=shop.pk)
    accounts.county("630104")
    complaint.organisation = accounts.county("630104")
    complaint.save(update_fields=["organisation"])

    actions.opt_out(complaint_id=complaint.pk, by=zhou_ying(complaint), at=NOON)

    assert reloaded(complaint).organisation == accounts.county("630102")


# Promises


def test_the_consumer_is_asked_once_on_the_day_and_silence_is_neither():
    complaint = settled()
    promise = complaint.agreements.get()

    assert actions.ask_promises(at=NOON + 6 * DAY) == 0
    assert actions.ask_promises(at=NOON + 7 * DAY) == 1
    assert actions.ask_promises(at=NOON + 8 * DAY) == 0

    assert told("casework.promise.consumer") == 1
    promise.refresh_from_db()
    assert promise.promise == PromiseState.OPEN
    found = queries.conduct(the_shop().pk, at=NOON + 10 * DAY)
    assert (found.due, found.kept, found.broken, found.silent) == (1, 0, 0, 1)


def test_a_key_opens_one_promise_after_the_question_and_for_a_while():
    complaint = settled()
    actions.ask_promises(at=NOON + 7 * DAY)
    token = Outgoing.objects.get(template="casework.promise.consumer").context.split("/p/")[1]
    token = token.split("/")[0]

    found = queries.of_token(token, NOON + 8 * DAY)

    assert found is not None
    assert found.complaint == complaint
    assert queries.of_token(token, NOON + 70 * DAY) is None
    assert queries.of_token(f"{found.pk + 1}-{token.split('-')[1]}", NOON + 8 * DAY) is None
    assert queries.of_token("nonsense", NOON) is None


@pytest.mark.parametrize(
    ("claimed", "kept", "partly", "state"),
    [
        (True, True, False, PromiseState.KEPT),
        (False, True, False, PromiseState.KEPT),
        (False, False, False, PromiseState.BROKEN),
        (False, False, True, PromiseState.BROKEN),
        (True, False, False, PromiseState.DISPUTED),
    ],
)
def test_what_came_of_a_promise_is_said_in_one_word_and_counted(claimed, kept, partly, state):
    complaint = settled()
    if claimed:
        actions.claim_performance(
            complaint_id=complaint.pk, note="已退款。", by=zhao_lei(), at=NOON + DAY
        )

    said(complaint, kept=kept, partly=partly)

    promise = Agreement.objects.get()
    assert promise.promise == state
    assert promise.partly is partly
    assert reloaded(complaint).stage == (Stage.CLOSED if kept else Stage.SUBMITTED)
    found = queries.conduct(the_shop().pk, at=NOON + 10 * DAY)
    assert found.due == 1
    assert (found.kept, found.broken, found.disputed) == (
        state == PromiseState.KEPT, state == PromiseState.BROKEN, state == PromiseState.DISPUTED,
    )  # fmt: skip


# Conduct


def test_only_who_had_the_whole_time_or_answered_is_judged():
    in_time, silent, gone, fresh = direct(), direct(), direct(), direct(at=NOON + 3 * DAY)
    an_offer(in_time, at=NOON + 12 * HOUR)
    actions.opt_out(complaint_id=gone.pk, by=zhou_ying(gone), at=NOON + HOUR)
    actions.watch(at=NOON + 49 * HOUR)

    found = queries.conduct(the_shop().pk, at=NOON + 3 * DAY + HOUR)

    assert reloaded(silent).stage == Stage.SUBMITTED
    assert (found.judged, found.in_time, found.days) == (2, 1, 0.5)
    assert not found.says_answers
    assert Round.objects.get(complaint=gone).ended_as == "opt_out"
    assert Round.objects.get(complaint=fresh).ended_at is None


def test_enough_cases_are_said_and_old_ones_forgotten():
    a_rule("index.min_cases", 1)
    an_offer(direct(), at=NOON + HOUR)
    shop = the_shop().pk

    assert queries.conduct(shop, at=NOON + DAY).says_answers
    cache.clear()
    assert queries.conduct(shop, at=NOON + 400 * DAY).judged == 0


def test_conduct_is_read_once_in_ten_minutes(django_assert_num_queries):
    shop = the_shop().pk
    queries.conduct(shop, at=NOON)

    with django_assert_num_queries(0):
        queries.conduct(shop, at=NOON + HOUR)


def test_who_does_not_answer_is_paused_with_the_figures():
    a_rule("index.min_cases", 2)
    for _each in range(2):
        direct(at=NOON + DAY)
    actions.watch(at=NOON + 4 * DAY)

    assert actions.pause_unresponsive(at=NOON + 5 * DAY) == 1
    assert actions.pause_unresponsive(at=NOON + 5 * DAY) == 0

    shop = the_shop_as_it_is()
    assert shop.state == State.PAUSED
    assert "2件投诉中按时答复0件（0%）" in shop.state_reason
    assert told("businesses.paused") == 1


def the_shop_as_it_is():
    found = businesses.resolve(casework.SHOP)
    assert found is not None
    return found


def test_few_cases_pause_nobody_and_a_new_start_is_a_new_start():
    a_rule("index.min_cases", 2)
    direct(at=NOON + DAY)
    actions.watch(at=NOON + 4 * DAY)
    assert actions.pause_unresponsive(at=NOON + 5 * DAY) == 0
    direct(at=NOON + 5 * DAY)
    actions.watch(at=NOON + 8 * DAY)
    assert actions.pause_unresponsive(at=NOON + 9 * DAY) == 1
    shop = the_shop_as_it_is()
    given.a_pledge(shop)

    register.join(business_id=shop.pk, by=accounts.li_min(), at=NOON + 10 * DAY)

    assert actions.pause_unresponsive(at=NOON + 11 * DAY) == 0
