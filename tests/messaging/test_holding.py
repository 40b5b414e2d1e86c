"""Quiet hours, caps and opt-outs: nobody is disturbed, nothing is lost, and why is written down."""

from collections import defaultdict
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings as limits, strategies as st

from smart315.messaging import actions, delivery, queries
from smart315.messaging.models import Outgoing
from smart315.messaging.pace import Pace
from smart315.messaging.states import Channel, Held, State, Withheld
from tests.given import NOON, SHANGHAI
from tests.given.messaging import an_owed_message


pytestmark = pytest.mark.django_db
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
PACE = Pace(an_hour=2, a_day=3)
PHONE, OTHER = "13897001234", "13997005678"


def deliver(at, pace=PACE):
    return delivery.deliver_due(at=at, worker="w1", pace=pace)


def messages(stream="complaint:1"):
    return queries.of_stream(stream)


@pytest.mark.parametrize(
    ("hour", "day", "due_hour"), [(22, 2, 8), (23, 2, 8), (0, 1, 8), (3, 1, 8), (7, 1, 8)]
)
def test_a_text_message_waits_for_the_morning_and_says_so(sms, hour, day, due_hour):
    at = NOON.replace(hour=hour)
    an_owed_message(at=at)

    deliver(at)

    (message,) = messages()
    due = message.due_at.astimezone(SHANGHAI)
    assert (due.day, due.hour, sms.sent) == (day, due_hour, [])
    assert (message.state, message.held, message.attempts) == (State.HELD, Held.QUIET, 0)


@pytest.mark.parametrize("hour", [8, 21])
def test_a_text_message_goes_out_by_day(sms, hour):
    at = NOON.replace(hour=hour)
    an_owed_message(at=at)

    assert deliver(at).sent == 1


def test_a_code_that_somebody_waits_for_goes_out_at_night_over_the_cap_and_first(sms):
    at = NOON.replace(hour=23)
    an_owed_message(at=at - HOUR)
    for number in range(4):
        an_owed_message(template="tests.code", context={"code": str(number)}, at=at)

    deliver(at)

    assert [letter.template for letter in sms.sent] == ["tests.code"] * 4


def test_a_mail_and_a_message_in_the_application_keep_to_no_hours(sms):
    at = NOON.replace(hour=23)
    an_owed_message(channel=Channel.MAIL, address="zhou@example.org", at=at)
    an_owed_message(channel=Channel.IN_APP, address="user:5", at=at)

    deliver(at)

    assert {message.state for message in messages()} == {State.SENT}


def test_the_quiet_hours_of_the_register_are_kept(sms):
    nap = Pace(quiet_from=NOON.time(), quiet_until=(NOON + 2 * HOUR).time())
    an_owed_message()

    assert deliver(NOON, nap).held == 1
    assert deliver(NOON + 2 * HOUR, nap).sent == 1


def test_what_is_over_the_cap_waits_and_is_then_told_together(sms):
    for number in range(5):
        an_owed_message(context={"number": str(number)})

    first = deliver(NOON)
    held = [message.held for message in messages()]
    deliver(NOON + 30 * MINUTE)
    later = deliver(NOON + HOUR)

    assert (first.sent, first.held) == (2, 3)
    assert held == ["", "", Held.HOUR, Held.HOUR, Held.HOUR]
    assert later.sent == 1
    assert "有3条新消息" in sms.sent[2].body
    sent, *bundled = messages()[2:]
    assert sent.state is State.SENT
    assert [each.withheld for each in bundled] == [Withheld.BUNDLED] * 2
    assert [each.bundle for each in bundled] == [sent.id] * 2


def test_one_phones_cap_holds_up_no_other(sms):
    for number in range(4):
        an_owed_message(context={"number": str(number)})
    an_owed_message(address=OTHER, stream="complaint:2")

    deliver(NOON)

    assert messages("complaint:2")[0].state is State.SENT


def test_what_another_worker_is_sending_counts(sms):
    for _ in range(3):
        an_owed_message()
    delivery.claim(at=NOON, worker="w2")
    delivery.claim(at=NOON, worker="w2")

    assert deliver(NOON).held == 1


def test_a_message_that_says_what_stands_nowhere_else_is_not_bundled(sms, monkeypatch):
    monkeypatch.setattr("smart315.messaging.holding._alone", lambda: frozenset({"tests.accepted"}))
    for _ in range(4):
        an_owed_message()

    for hours in (0, 1, 24, 25):
        deliver(NOON + hours * HOUR)

    assert [letter.template for letter in sms.sent] == ["tests.accepted"] * 4


def test_a_phone_that_opted_out_gets_nothing_but_what_it_asks_for(sms):
    actions.opt_out(channel=Channel.SMS, address=PHONE, by="consumer", at=NOON)
    an_owed_message()
    an_owed_message(address=OTHER, stream="complaint:2")
    an_owed_message(template="tests.code", context={"code": "1"}, stream="code:1")

    deliver(NOON)

    (message,) = messages()
    assert (message.state, message.withheld) == (State.WITHHELD, Withheld.OPTED_OUT)
    assert {letter.address for letter in sms.sent} == {PHONE, OTHER}
    assert len(sms.sent) == 2


def test_opting_in_again_lets_the_next_one_through(sms):
    first = actions.opt_out(channel=Channel.SMS, address=PHONE, by="consumer", at=NOON)
    again = actions.opt_out(channel=Channel.SMS, address=PHONE, by="consumer", at=NOON)
    taken_back = actions.opt_in(channel=Channel.SMS, address=PHONE, by="consumer", at=NOON + HOUR)
    nothing = actions.opt_in(channel=Channel.SMS, address=PHONE, by="consumer", at=NOON + HOUR)
    an_owed_message(at=NOON + HOUR)

    assert (first, again, taken_back, nothing) == (True, False, True, False)
    assert deliver(NOON + HOUR).sent == 1


OWED = st.lists(
    st.tuples(st.sampled_from([PHONE, OTHER]), st.integers(0, 60 * 40), st.booleans()),
    max_size=14,
)


@limits(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(owed=OWED, an_hour=st.integers(1, 3), a_day=st.integers(1, 4))
def test_never_at_night_never_over_the_cap_and_never_lost(sms, owed, an_hour, a_day):
    Outgoing.objects.all().update(bundle=None)
    Outgoing.objects.all().delete()
    sms.sent.clear()
    pace, sent = Pace(an_hour=an_hour, a_day=a_day), defaultdict(list)
    for number, (phone, minute, urgent) in enumerate(sorted(owed, key=lambda each: each[1])):
        name, place = ("tests.code", "code") if urgent else ("tests.accepted", "number")
        context, at = {place: str(number)}, NOON + minute * MINUTE
        an_owed_message(address=phone, template=name, context=context, at=at)
    moment, before = NOON, 0

    while queries.waiting(NOON + timedelta(days=30)):
        deliver(moment, pace)
        for letter in sms.sent[before:]:
            if letter.template != "tests.code":
                sent[letter.address].append(moment)
        before = len(sms.sent)
        pending = Outgoing.objects.pending().values_list("due_at", flat=True)
        moment = max(moment, min(pending, default=moment)).astimezone(SHANGHAI)

    for moments in sent.values():
        assert all(8 <= each.astimezone(SHANGHAI).hour < 22 for each in moments)
        assert all(sum(e - HOUR < o <= e for o in moments) <= an_hour for e in moments)
        assert all(sum(e - timedelta(days=1) < o <= e for o in moments) <= a_day for e in moments)
    known = messages()
    assert len(known) == len(owed)
    assert {each.state for each in known} <= {State.SENT, State.WITHHELD}
    ids = {each.id for each in known if each.state is State.SENT}
    assert all(each.bundle in ids for each in known if each.state is State.WITHHELD)
    assert len(sms.sent) == len(ids)
