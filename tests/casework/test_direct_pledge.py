"""The hours that a business promised in the direct channel: they may shorten its time."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from smart315.casework import actions, covering, queries
from smart315.casework.models import Entry, Round
from smart315.casework.states import Stage
from smart315.kernel.workdays import Limit, Unit
from tests.given import NOON, businesses as given, casework
from tests.given.casework import an_offer, clock_of, reloaded, the_shop, zhao_lei, zhou_ying
from tests.given.direct import DAY, HOUR, another_shop, answered, direct, renamed


pytestmark = pytest.mark.django_db
MOMENT = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _world():
    cache.clear()
    casework.the_world()


@pytest.fixture
def pledge():
    return given.a_pledge(the_shop(), respond_hours=6, solve_hours=36)


@pytest.mark.usefixtures("pledge")
def test_what_a_business_promised_sets_its_time_and_is_named_as_the_reason():
    complaint = direct()

    assert clock_of(complaint, "negotiate.respond").due_at == NOON + 6 * HOUR
    plan = clock_of(complaint, "negotiate.plan")
    assert plan.due_at == NOON + 36 * HOUR
    assert clock_of(complaint, "negotiate.due").unit == "workdays"
    assert Round.objects.get().answer_by == NOON + 36 * HOUR
    why = queries.why(complaint.pk, plan.pk, zhou_ying(complaint), at=NOON)
    assert "直通车承诺（direct-2026-1）" in str(why)


def test_a_promise_never_lengthens_the_time():
    given.a_pledge(the_shop(), respond_hours=30, solve_hours=40)

    complaint = direct()

    assert clock_of(complaint, "negotiate.respond").length == 24
    assert "承诺" not in clock_of(complaint, "negotiate.respond").basis
    assert clock_of(complaint, "negotiate.plan").length == 40


def test_promised_hours_count_against_the_whole_days_of_a_limit(pledge):
    assert covering.promised(pledge, "negotiate.plan", Limit(2, Unit.WORKDAYS)) is not None
    assert covering.promised(pledge, "negotiate.plan", Limit(1, Unit.WORKDAYS)) is None
    assert covering.promised(pledge, "negotiate.due", Limit(10, Unit.WORKDAYS)) is None


def test_a_later_promise_changes_nothing_for_what_was_sent_before(pledge):
    complaint = direct()
    given.a_pledge(the_shop(), respond_hours=1, solve_hours=2, at=NOON + HOUR)

    assert reloaded(complaint).pledge == pledge
    assert clock_of(complaint, "negotiate.respond").length == 6


@pytest.mark.usefixtures("pledge")
def test_a_missed_promise_is_on_record_and_the_silence_still_decides_when_it_falls_back():
    complaint = direct()

    actions.watch(at=NOON + 6 * HOUR + MOMENT)

    waiting = reloaded(complaint)
    assert waiting.stage == Stage.NEGOTIATING
    assert waiting.pledge_missed_at == NOON + 6 * HOUR + MOMENT
    assert Entry.objects.filter(note="商家没有在承诺的6小时内打开投诉。").count() == 1
    actions.watch(at=NOON + 36 * HOUR + MOMENT)
    assert reloaded(complaint).stage == Stage.SUBMITTED
    assert Entry.objects.filter(note__startswith="商家没有在承诺的").count() == 2


@pytest.mark.usefixtures("pledge")
def test_promises_of_time_are_counted_kept_and_missed():
    quick, late, gone, fresh = direct(), direct(), direct(), direct(at=NOON + 2 * DAY)
    actions.open_by_business(complaint_id=quick.pk, by=zhao_lei(), at=NOON + HOUR)
    an_offer(quick, at=NOON + 2 * HOUR)
    actions.opt_out(complaint_id=gone.pk, by=zhou_ying(gone), at=NOON + HOUR)
    actions.watch(at=NOON + 7 * HOUR)
    an_offer(late, at=NOON + 8 * HOUR)

    found = queries.conduct(the_shop().pk, at=NOON + 2 * DAY + HOUR)

    assert (found.promised, found.missed) == (2, 1)
    assert (found.judged, found.in_time) == (2, 2)
    assert reloaded(fresh).pledge_missed_at is None


def test_without_a_pledge_there_is_nothing_to_count():
    an_offer(direct(), at=NOON + HOUR)

    found = queries.conduct(the_shop().pk, at=NOON + DAY)

    assert (found.judged, found.promised, found.missed) == (1, 0, 0)


@pytest.mark.usefixtures("pledge")
def test_another_business_is_held_to_its_own_promise_and_not_to_the_former_ones():
    other = another_shop()
    given.a_pledge(other, respond_hours=2, solve_hours=3)
    complaint = direct()
    actions.watch(at=NOON + 7 * HOUR)
    answered(complaint, at=NOON + 8 * HOUR)

    renamed(complaint, other, at=NOON + 9 * HOUR)

    again = reloaded(complaint)
    assert (again.pledge.business, again.pledge_missed_at) == (other, None)
    assert clock_of(again, "negotiate.respond").due_at == NOON + 11 * HOUR
    assert clock_of(again, "negotiate.plan").due_at == NOON + 12 * HOUR
    assert queries.conduct(the_shop().pk, at=NOON + DAY).missed == 1
    assert queries.conduct(other.pk, at=NOON + DAY).missed == 0
