"""Help between associations, and cases referred to partners outside the network (J-06)."""

import io
from datetime import timedelta
from typing import Any

import pytest

from smart315.accounts.actors import Role
from smart315.audit import queries as audit
from smart315.casework import actions, queries
from smart315.casework.models import Assignment, Transfer
from smart315.casework.queries import Filters
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from smart315.messaging import queries as messages
from tests.casework.test_transfer import hand_on, sees
from tests.given import NOON, accounts
from tests.given.casework import (
    a_complaint,
    approve_what_waits,
    filed,
    reloaded,
    running,
)
from tests.given.documents import PDF


pytestmark = pytest.mark.usefixtures("_world")
DAY = timedelta(days=1)
WEST = "630104"


def ask(complaint, **changes):
    given: dict[str, Any] = {
        "helper_id": accounts.county(WEST).pk,
        "task": "evidence",
        "wording": "请到门店拍摄价目表。",
        "by": accounts.li_min(),
        "at": NOON,
    }
    return actions.ask_help(complaint_id=complaint.pk, **(given | changes))


def the_partner():
    return accounts.officer("协作员", Role.PARTNER, accounts.partner())


def referred(complaint=None):
    """A case that was offered to the department's own account, with consent."""
    about = complaint or filed()
    hand_on(about, partner_id=accounts.partner().pk, consent=True)
    return Assignment.objects.get(part="outside")


def do(act, part, *, by=None, at=NOON + 2 * DAY, **rest):
    return act(assignment_id=part.pk, by=by or the_partner(), at=at, **rest)


def test_a_helper_answers_with_files_and_the_asker_reads_them():
    part = ask(a_complaint(Stage.INVESTIGATING))
    helper = accounts.wang_qiang()

    do(actions.sign_part, part, by=helper)
    actions.add_part_file(
        assignment_id=part.pk, content=io.BytesIO(PDF), name="价目表.pdf", by=helper, at=NOON
    )
    do(actions.answer_part, part, by=helper, result="done", answer="已拍摄。", at=NOON + 3 * DAY)

    done = Assignment.objects.get()
    assert (done.state, done.result, done.late) == ("ended", "done", False)
    case = queries.case(part.complaint_id, accounts.li_min(), at=NOON)
    assert [each.name for each in case.evidence] == ["价目表.pdf"]
    inbox = messages.inbox([f"org:{accounts.county().pk}"])
    assert inbox[0].template == "casework.part_answered.unit"


def test_a_helper_sees_its_task_and_not_the_case():
    part = ask(a_complaint(Stage.INVESTIGATING))
    helper = accounts.wang_qiang()

    page = queries.task(part.pk, helper)

    assert page.part.wording == "请到门店拍摄价目表。"
    assert page.files == []
    assert not sees(part.complaint, helper)
    assert queries.listing(helper, Filters(), at=NOON).rows == []
    assert queries.task(part.pk, accounts.chen_jing()) is None
    assert [each.id for each in queries.tasks(helper, "in")] == [part.pk]
    assert [each.id for each in queries.tasks(accounts.li_min(), "out")] == [part.pk]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"task": "handle"}, "task"),
        ({"wording": " "}, "wording"),
        ({"helper_id": 987_654}, "helper"),
        ({"due_on": NOON.date()}, "due_on"),
    ],
)
def test_a_request_that_is_not_clear_is_refused_at_its_field(changes, field):
    with pytest.raises(Refused) as refused:
        ask(a_complaint(Stage.INVESTIGATING), **changes)

    assert refused.value.field == field


def test_help_is_asked_by_who_has_the_case_and_given_by_who_was_asked():
    complaint = a_complaint(Stage.INVESTIGATING)
    with pytest.raises(Refused, match="无权"):
        ask(complaint, by=accounts.wang_qiang(), helper_id=accounts.prefecture().pk)
    part = ask(complaint)

    with pytest.raises(Refused, match="无权"):
        do(actions.sign_part, part, by=accounts.li_min())
    with pytest.raises(Refused, match="先签收"):
        do(actions.answer_part, part, by=accounts.wang_qiang(), result="done", answer="好。")


def test_contact_is_given_only_where_it_was_shared_and_on_record():
    closed, shared = (
        ask(a_complaint(Stage.INVESTIGATING), shares_contact=each) for each in (False, True)
    )
    helper = accounts.wang_qiang()
    for part in (closed, shared):
        do(actions.sign_part, part, by=helper)

    with pytest.raises(Refused, match="没有提供"):
        do(actions.see_contact, closed, by=helper)
    name, _phone = do(actions.see_contact, shared, by=helper)

    assert name == "周颖"
    event = audit.history(shared.complaint.stream)[-1]
    assert event.kind == "part.contact_shared"
    assert "周颖" not in event.data


def test_help_that_does_not_come_is_told_to_both_once():
    part = ask(a_complaint(Stage.INVESTIGATING))

    for _again in range(2):
        actions.watch(at=NOON + 30 * DAY, limit=1000)

    for place in (accounts.county(), accounts.county(WEST)):
        late = [
            each
            for each in messages.inbox([f"org:{place.pk}"])
            if each.template == "casework.part_late.unit"
        ]
        assert len(late) == 1
    assert Assignment.objects.get(pk=part.pk).late


def test_a_request_can_be_taken_back_and_a_task_given_back():
    one, other = (ask(a_complaint(Stage.INVESTIGATING)) for _ in range(2))

    do(actions.cancel_part, one, by=accounts.li_min(), reason="商家已提供。")
    do(actions.sign_part, other, by=accounts.wang_qiang())
    do(
        actions.return_part,
        other,
        by=accounts.wang_qiang(),
        code="not_competent",
        reason="门店已搬到城北区。",
    )

    assert Assignment.objects.get(pk=one.pk).state == "ended"
    given_back = Assignment.objects.get(pk=other.pk)
    assert (given_back.state, given_back.reason_code) == ("returned", "not_competent")


def test_a_partner_signs_by_its_own_account_and_answers_with_a_result():
    part = referred()
    assert running(part.complaint) == {"referral.reply": "09-22"}

    do(actions.sign_part, part)
    do(
        actions.answer_part,
        part,
        result="resolved",
        answer="已责成退款。",
        recovered_fen=29_900,
        at=NOON + 5 * DAY,
    )

    complaint = reloaded(part.complaint)
    assert complaint.stage == Stage.TRANSFERRED
    assert running(complaint) == {}
    assert Transfer.objects.get().state == "answered"
    actions.close(
        complaint_id=complaint.pk,
        outcome="transferred",
        recovered_fen=29_900,
        extra_compensation_fen=0,
        note="部门已办结。",
        by=accounts.li_min(),
        at=NOON + 6 * DAY,
    )
    approve_what_waits(complaint, at=NOON + 6 * DAY)
    # One complaint, counted where it was received: the partner's part is none of its own.
    assert queries.counts(accounts.li_min(), at=NOON).open == 0
    assert len(queries.listing(accounts.chen_jing(), Filters(), at=NOON).rows) == 1
    assert reloaded(complaint).recovered_fen == 29_900


def test_a_partner_reads_the_case_on_the_page_of_its_part_alone():
    part = referred()
    partner = the_partner()

    assert queries.task(part.pk, partner).complaint.pk == part.complaint_id
    assert not sees(part.complaint, partner)
    assert queries.listing(partner, Filters(), at=NOON).rows == []
    with pytest.raises(Refused, match="先签收"):
        do(actions.see_contact, part)


def test_a_partner_is_offered_nothing_without_consent():
    with pytest.raises(Refused) as refused:
        hand_on(filed(), partner_id=accounts.partner().pk)

    assert refused.value.field == "consent"
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("signed", [False, True])
def test_what_a_partner_does_not_take_goes_on_at_the_association(signed):
    part = referred(a_complaint(Stage.ACCEPTED))
    if signed:
        do(actions.sign_part, part)
    act = actions.return_part if signed else actions.refuse_part

    do(act, part, code="not_competent", reason="属于民事争议。", at=NOON + 3 * DAY)

    back = reloaded(part.complaint)
    assert back.stage == Stage.SUBMITTED
    assert set(running(back)) == {"accept.decide", "mediation.limit"}
    assert Transfer.objects.get().state == "returned"
    done = Assignment.objects.get(part="outside")
    assert done.state == ("returned" if signed else "refused")
    again = hand_on(back, partner_id=accounts.partner().pk, consent=True, at=NOON + 4 * DAY)
    assert again.stage == Stage.TRANSFERRED


def test_the_reply_of_a_body_without_an_account_is_written_down():
    complaint = hand_on(filed(), outside="城东区教育局", consent=True)

    actions.record_reply(
        complaint_id=complaint.pk,
        result="unresolved",
        answer="双方未达成一致。",
        by=accounts.li_min(),
        at=NOON + 4 * DAY,
    )

    assert running(complaint) == {}
    assert Transfer.objects.get().answer == "双方未达成一致。"
    actions.return_transfer(
        complaint_id=complaint.pk,
        reason="继续由本会调解。",
        by=accounts.li_min(),
        at=NOON + 5 * DAY,
    )
    assert reloaded(complaint).stage == Stage.SUBMITTED
