"""Many hands at once: one wins, the others read why, and nothing is lost or doubled."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction

from smart315.accounts import actors
from smart315.audit import queries as audit
from smart315.casework import actions, notices
from smart315.casework.models import Answer, Approval, Complaint, Entry, NumberSeries, Party
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from smart315.messaging.models import Outgoing
from tests.given import NOON, accounts
from tests.given.casework import (
    a_complaint,
    a_filing,
    an_offer,
    filed,
    reloaded,
    the_world,
    zhao_lei,
    zhou_ying,
)


pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 8


def at_once(*acts):
    """Start every act at the same moment, each on a connection of its own."""
    start = threading.Barrier(len(acts))

    def run(act):
        try:
            start.wait()
            return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def refusals(results):
    return [each for each in results if isinstance(each, Refused)]


def test_two_officers_press_two_buttons_and_one_reads_why():
    complaint = filed()
    first, second = accounts.li_min(), accounts.officer("张伟")

    results = at_once(
        lambda: actions.accept(complaint_id=complaint.pk, by=first, at=NOON),
        lambda: actions.consult(
            complaint_id=complaint.pk, reply="请与商家协商。", by=second, at=NOON
        ),
    )

    (refused,) = refusals(results)
    after = reloaded(complaint)
    assert after.stage in {Stage.ACCEPTED, Stage.CONSULT}
    assert after.stage_by in str(refused)
    assert "2026-09-01 12:00" in str(refused)
    assert Entry.objects.filter(complaint=complaint).count() == 2
    assert len(audit.history(complaint.stream)) == 2


def test_the_same_button_pressed_eight_times_is_pressed_once():
    complaint, officer = filed(), accounts.li_min()

    results = at_once(
        *[lambda: actions.accept(complaint_id=complaint.pk, by=officer, at=NOON)] * THREADS
    )

    assert len(refusals(results)) == THREADS - 1
    assert complaint.clocks.filter(key="mediation.limit").count() == 1
    assert complaint.documents.filter(code="D03").count() == 1


def test_an_offer_is_taken_or_replaced_and_never_both():
    complaint = a_complaint(Stage.NEGOTIATING)
    offer = an_offer(complaint)
    business, consumer = zhao_lei(), zhou_ying(complaint)

    results = at_once(
        lambda: actions.take_offer(
            complaint_id=complaint.pk, answer_id=offer.pk, by=consumer, at=NOON
        ),
        lambda: actions.answer(
            complaint_id=complaint.pk,
            code="refund",
            amount_fen=100,
            promised_on=NOON.date(),
            text="",
            by=business,
            at=NOON,
        ),
    )

    assert len(refusals(results)) == 1
    states = list(Answer.objects.order_by("pk").values_list("state", flat=True))
    assert states in (["taken"], ["replaced", "open"])
    assert (reloaded(complaint).stage == Stage.SETTLED) == (states == ["taken"])


def test_the_consumer_leaves_while_the_worker_looks():
    complaint = a_complaint(Stage.NEGOTIATING)
    consumer, late = zhou_ying(complaint), NOON + timedelta(hours=49)

    at_once(
        lambda: actions.opt_out(complaint_id=complaint.pk, by=consumer, at=late),
        lambda: actions.watch(at=late),
        lambda: actions.watch(at=late),
    )

    assert reloaded(complaint).stage == Stage.SUBMITTED
    assert Entry.objects.filter(complaint=complaint, move="fall_back").count() == 1
    assert complaint.clocks.filter(key="accept.decide", state="running").count() == 1


def test_a_proposal_is_approved_or_refused_once():
    complaint = filed()
    actions.reject(
        complaint_id=complaint.pk, code="R01", reason="无权。", by=accounts.li_min(), at=NOON
    )
    approval, head = Approval.objects.get(), accounts.head()

    results = at_once(
        lambda: actions.approve(approval_id=approval.pk, by=head, at=NOON),
        lambda: actions.refuse(approval_id=approval.pk, remark="再看看。", by=head, at=NOON),
        lambda: actions.approve(approval_id=approval.pk, by=head, at=NOON),
    )

    assert len(refusals(results)) == 2
    approval.refresh_from_db()
    rejected = reloaded(complaint).stage == Stage.REJECTED
    assert rejected == (approval.state == "approved")


def test_the_same_form_sent_eight_times_is_one_complaint():
    the_world()
    filing = a_filing(client_key=uuid4())

    receipts = at_once(
        *[lambda: actions.file(filing=filing, by=actors.consumer(), at=NOON)] * THREADS
    )

    assert len({(receipt.number, receipt.query_code) for receipt in receipts}) == 1
    assert [receipt.again for receipt in receipts].count(False) == 1
    assert Complaint.objects.count() == Party.objects.count() == 1
    assert Outgoing.objects.filter(template="casework.submit.consumer").count() == 1
    assert NumberSeries.objects.get().last == 1
    assert len(audit.history(Complaint.objects.get().stream)) == 1


def test_numbers_have_no_gap_and_no_double_however_many_file_at_once():
    the_world()
    accounts.county("630104")
    each = 4

    def several(place):
        def act():
            return [
                actions.file(
                    filing=a_filing(respondent_region_code=place), by=actors.consumer(), at=NOON
                ).number
                for _ in range(each)
            ]

        return act

    places = ["630102", "630104"] * (THREADS // 2)
    numbers = [number for some in at_once(*map(several, places)) for number in some]

    for place in ("630102", "630104"):
        taken = sorted(int(number[-7:-1]) for number in numbers if place in number)
        assert taken == list(range(1, each * THREADS // 2 + 1))
    assert len(set(numbers)) == each * THREADS
    assert audit.verify().ok


class PowerCutError(Exception):
    """The process is gone between the last statement and the commit."""


@transaction.atomic
def file_and_die(filing):
    actions.file(filing=filing, by=actors.consumer(), at=NOON)
    raise PowerCutError


def test_a_process_that_dies_before_the_commit_leaves_nothing_and_takes_no_number():
    the_world()
    filing = a_filing()

    with pytest.raises(PowerCutError):
        file_and_die(filing)
    assert not Complaint.objects.exists()
    assert not Outgoing.objects.exists()
    again = actions.file(filing=filing, by=actors.consumer(), at=NOON)

    assert not again.again
    assert NumberSeries.objects.get().last == 1


def test_what_was_acknowledged_is_there_for_everybody_else():
    the_world()

    receipt = actions.file(filing=a_filing(), by=actors.consumer(), at=NOON)

    (found,) = at_once(lambda: Complaint.objects.get(pk=receipt.complaint_id).number)
    assert found == receipt.number


def test_a_worker_that_dies_in_the_middle_leaves_the_work_to_the_next(monkeypatch):
    complaint = a_complaint(Stage.NEGOTIATING)
    late = NOON + timedelta(hours=49)
    tell = notices.tell_move

    def die(*args, **options):
        raise SystemExit

    monkeypatch.setattr(notices, "tell_move", die)
    with pytest.raises(SystemExit):
        actions.watch(at=late)
    assert reloaded(complaint).stage == Stage.NEGOTIATING

    monkeypatch.setattr(notices, "tell_move", tell)
    while actions.watch(at=late):
        pass

    assert reloaded(complaint).stage == Stage.SUBMITTED
    assert Entry.objects.filter(complaint=complaint, move="fall_back").count() == 1
