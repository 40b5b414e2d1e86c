"""The outbox as the worker pays it: the register's pace, the dead, the copies by mail."""

import os
import subprocess
import sys
from datetime import date, time, timedelta

import pytest

from smart315.accounts import actions as accounts
from smart315.accounts.actors import SYSTEM
from smart315.accounts.models import Membership
from smart315.jobs import identity, outbox
from smart315.messaging import actions, delivery, queries
from smart315.messaging.pace import DEFAULT, Pace
from smart315.messaging.states import Channel, Topic
from smart315.parameters import actions as parameters
from tests.given import NOON, accounts as given, parameters as register
from tests.given.messaging import an_owed_message


pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
FILED = {"template": "casework.submit.organisation", "channel": Channel.IN_APP}
SAYS = {"number": "1", "title": "某健身房拒不退费", "due": "2026-09-08"}


def set_rule(key, value):
    parameters.set_rule(
        key=key, value=value, basis="试行办法", effective_from=date(2026, 9, 1),
        by=register.SECURITY_ADMIN, at=NOON,
    )  # fmt: skip


def test_quiet_hours_and_caps_are_those_of_the_register_on_the_day():
    register.the_register()
    set_rule("message.quiet_from", "20:30")
    set_rule("message.caps", {"hour": 2, "day": 9})

    assert outbox.pace_on(NOON - timedelta(days=1)) == DEFAULT
    assert outbox.pace_on(NOON) == Pace(time(20, 30), time(8), 2, 9)


def test_without_a_register_the_defaults_hold():
    assert outbox.pace_on(NOON) == DEFAULT


def test_a_living_process_and_a_stranger_are_not_dead_and_an_ended_one_is():
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    name = identity._of(child.pid)
    alive = identity.is_dead(name)
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    zombie = identity.is_dead(name)
    child.communicate()

    assert not identity.is_dead(identity.worker_name())
    assert (alive, zombie, identity.is_dead(name)) == (False, True, True)
    assert not identity.is_dead("other-host/4f2a-1/99999999/12")
    assert not identity.is_dead("old-name:17")


def test_a_number_that_was_given_again_is_not_the_same_worker():
    host, place, number, _began = identity.worker_name().split("/")

    assert number == str(os.getpid())
    assert identity.is_dead(f"{host}/{place}/{number}/1")


def test_what_a_dead_worker_held_is_free_at_once_and_no_others():
    for stream in ("s:1", "s:2"):
        an_owed_message(channel=Channel.MAIL, address="zhou@example.org", stream=stream,
                        template="casework.accept.consumer",
                        context={"number": "1", "due": "", "url": ""})  # fmt: skip
    delivery.claim(at=NOON, worker="dead")
    delivery.claim(at=NOON, worker="living")

    delivery.deliver_due(at=NOON, worker="w", is_dead=lambda name: name == "dead")

    assert [queries.of_stream(each)[0].sent_at for each in ("s:1", "s:2")] == [NOON, None]


@pytest.fixture
def li_min():
    person = given.li_min()
    actions.subscribe(
        reader=f"user:{person.user_id}", topics=[Topic.CASES], mail="limin@example.org", at=NOON
    )
    return person


def copies():
    return [each for each in queries.of_stream("s:1") if each.channel is Channel.MAIL]


def test_what_a_subscriber_left_unread_comes_by_mail_once(li_min, mailoutbox):
    office = f"org:{given.county().pk}"
    an_owed_message(**FILED, address=office, context=SAYS, stream="s:1")
    an_owed_message(**FILED, address="org:999", context=SAYS, stream="s:1")

    outbox.copy_to_mail(NOON + MINUTE)
    too_soon = len(copies())
    for minutes in (11, 16):
        outbox.copy_to_mail(NOON + minutes * MINUTE)
    outbox.deliver(NOON + 20 * MINUTE)

    assert (too_soon, len(copies())) == (0, 1)
    (mail,) = mailoutbox
    assert "收到新投诉" in mail.subject
    assert mail.extra_headers["List-Unsubscribe"].startswith("<http")


def test_what_was_read_and_what_is_about_something_else_is_not_copied(li_min):
    office = f"org:{given.county().pk}"
    an_owed_message(**FILED, address=office, context=SAYS, stream="s:1")
    actions.mark_all_read(addresses=[office], at=NOON)
    an_owed_message(template="casework.late.organisation", channel=Channel.IN_APP, address=office,
                    context=SAYS, stream="s:1")  # fmt: skip

    outbox.copy_to_mail(NOON + 11 * MINUTE)

    assert copies() == []


def test_who_has_left_gets_no_more_copies(li_min):
    membership = Membership.objects.get(user=li_min.user_id, role="intake_officer")
    office = f"org:{given.county().pk}"
    an_owed_message(**FILED, address=office, context=SAYS, stream="s:1")
    for each in Membership.objects.filter(user=li_min.user_id):
        accounts.dismiss(by=SYSTEM, at=NOON, membership_id=each.pk)

    outbox.copy_to_mail(NOON + 11 * MINUTE)

    assert membership.organisation_id == given.county().pk
    assert copies() == []


def test_a_link_at_the_foot_of_a_copy_ends_them(li_min):
    actions.unsubscribe(reader=f"user:{li_min.user_id}", at=NOON)

    assert queries.subscribed(f"user:{li_min.user_id}") == (frozenset(), "")
