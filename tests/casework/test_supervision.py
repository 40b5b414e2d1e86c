"""A superior reminds, orders and takes up; the clock reminds by itself (SV-1, SV-2)."""

from datetime import timedelta
from typing import Any

import pytest

from smart315.casework import actions, queries
from smart315.casework.models import Assignment, Complaint, OwedDocument, Supervision
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from tests.casework.test_transfer import sees
from tests.given import NOON, accounts
from tests.given.casework import (
    a_complaint,
    a_rule,
    approve_what_waits,
    clock_of,
    filed,
    reloaded,
    running,
)
from tests.given.people import a_joint_complaint


pytestmark = pytest.mark.usefixtures("_world")
DAY = timedelta(days=1)
LATE = NOON + 15 * DAY


def order(complaint, **changes):
    given: dict[str, Any] = {"reason": "请尽快调解。", "by": accounts.chen_jing(), "at": NOON}
    return actions.supervise(complaint_id=complaint.pk, **(given | changes))


def answer(supervision, *, at=NOON + 2 * DAY):
    return actions.answer_supervision(
        supervision_id=supervision.pk, answer="已通知双方。", by=accounts.li_min(), at=at
    )


def states():
    return list(Supervision.objects.order_by("pk").values_list("level", "state", "by_itself"))


def test_an_order_is_answered_by_the_unit_and_closed_by_the_superior():
    complaint = a_complaint(Stage.MEDIATING)

    given = order(complaint)

    assert reloaded(complaint).supervised
    # Five working days after 1 September.
    assert f"{given.due_at.astimezone(NOON.tzinfo):%m-%d}" == "09-08"
    assert OwedDocument.objects.filter(complaint=complaint, code="D15").count() == 1
    (seen,) = queries.supervisions(accounts.li_min(), "in")
    assert (seen.may_answer, seen.may_end) == (True, False)
    answer(given)
    (seen,) = queries.supervisions(accounts.chen_jing(), "out")
    assert (seen.answer, seen.late, seen.may_end) == ("已通知双方。", False, True)
    actions.close_supervision(
        supervision_id=given.pk, remark="", by=accounts.chen_jing(), at=NOON + 3 * DAY
    )
    assert states() == [("order", "closed", False)]
    assert not reloaded(complaint).supervised
    assert Assignment.objects.get(part="supervise").state == "ended"


def test_only_a_superior_supervises_and_only_the_unit_answers():
    complaint = a_complaint(Stage.MEDIATING)
    for stranger in (accounts.li_min(), accounts.head("630104"), accounts.head()):
        with pytest.raises(Refused, match="上级"):
            order(complaint, by=stranger)
    given = order(complaint)

    with pytest.raises(Refused, match="被督办"):
        actions.answer_supervision(
            supervision_id=given.pk, answer="好。", by=accounts.wang_qiang(), at=NOON
        )
    with pytest.raises(Refused, match="销号"):
        actions.close_supervision(
            supervision_id=given.pk, remark="好。", by=accounts.li_min(), at=NOON
        )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"level": "shout"}, "level"),
        ({"due_on": NOON.date()}, "due_on"),
    ],
)
def test_an_order_that_is_not_clear_is_refused_at_its_field(changes, field):
    with pytest.raises(Refused) as refused:
        order(a_complaint(Stage.MEDIATING), **changes)

    assert refused.value.field == field


def test_a_second_order_waits_for_the_end_of_the_first():
    complaint = a_complaint(Stage.MEDIATING)
    order(complaint)

    with pytest.raises(Refused, match="还没有结束"):
        order(complaint)


def test_nobody_answered_needs_a_word_at_the_end():
    given = order(a_complaint(Stage.MEDIATING))

    with pytest.raises(Refused) as refused:
        actions.close_supervision(
            supervision_id=given.pk, remark=" ", by=accounts.chen_jing(), at=NOON
        )

    assert refused.value.field == "remark"


def test_a_reminder_is_raised_to_an_order():
    complaint = a_complaint(Stage.MEDIATING)
    reminder = order(complaint, level="remind")
    assert not reloaded(complaint).supervised

    raised = actions.raise_supervision(
        supervision_id=reminder.pk, reason="没有进展。", by=accounts.chen_jing(), at=NOON + DAY
    )

    assert states() == [("remind", "escalated", False), ("order", "open", False)]
    assert reloaded(complaint).supervised
    with pytest.raises(Refused, match="提级"):
        actions.raise_supervision(
            supervision_id=raised.pk, reason="仍无进展。", by=accounts.chen_jing(), at=NOON + DAY
        )


def test_a_missed_limit_is_reminded_of_and_then_ordered_by_itself_and_once():
    complaint = filed()

    for _again in range(3):
        actions.watch(at=LATE, limit=1000)
    assert states() == [("remind", "open", True)]
    assert not reloaded(complaint).supervised
    for _again in range(3):
        actions.watch(at=LATE + 5 * DAY, limit=1000)

    assert states() == [("remind", "escalated", True), ("order", "open", True)]
    assert reloaded(complaint).supervised
    assert sees(complaint, accounts.chen_jing())


def test_what_was_late_and_is_done_ends_its_reminder():
    complaint = filed()
    actions.watch(at=LATE, limit=1000)

    actions.accept(complaint_id=complaint.pk, by=accounts.li_min(), at=LATE + DAY)

    assert states() == [("remind", "closed", True)]


def test_a_rule_says_which_limits_are_reminded_of():
    a_rule("supervise.auto", ["mediation.limit"])
    filed()

    actions.watch(at=LATE, limit=1000)

    assert states() == []


def test_with_the_case_every_supervision_is_over():
    complaint = a_complaint(Stage.PERFORMED)
    order(complaint)

    actions.close(
        complaint_id=complaint.pk,
        outcome="mediated",
        recovered_fen=29_900,
        extra_compensation_fen=0,
        note="",
        by=accounts.li_min(),
        at=NOON + DAY,
    )
    approve_what_waits(complaint, at=NOON + DAY)

    assert states() == [("order", "closed", False)]
    assert not reloaded(complaint).supervised


def test_a_superior_takes_the_case_up_as_it_stands():
    complaint = a_complaint(Stage.MEDIATING)
    overall = clock_of(complaint, "mediation.limit")
    order(complaint)

    actions.take_up(
        complaint_id=complaint.pk, reason="涉及多个区县。", by=accounts.chen_jing(), at=NOON + DAY
    )

    taken = reloaded(complaint)
    assert (taken.stage, taken.organisation) == (Stage.MEDIATING, accounts.prefecture())
    assert taken.officer is None
    assert clock_of(complaint, "mediation.limit").due_at == overall.due_at
    assert "assign.due" in running(complaint)
    assert states() == [("order", "escalated", False)]
    assert sees(complaint, accounts.li_min())
    with pytest.raises(Refused, match="无权"):
        actions.suspend(
            complaint_id=complaint.pk,
            reason="appraisal",
            note="检测。",
            by=accounts.li_min(),
            at=NOON + DAY,
        )


def test_what_waits_for_a_signature_is_not_taken_up_and_never_by_a_neighbour():
    waiting, open_ = a_complaint(Stage.TRANSFERRED), a_complaint(Stage.MEDIATING)

    with pytest.raises(Refused, match="不能提级"):
        actions.take_up(complaint_id=waiting.pk, reason="重大。", by=accounts.chen_jing(), at=NOON)
    with pytest.raises(Refused, match="上级"):
        actions.take_up(complaint_id=open_.pk, reason="重大。", by=accounts.head("630104"), at=NOON)


def test_a_unit_asks_its_superior_and_the_order_answers_that():
    complaint = a_complaint(Stage.MEDIATING)

    actions.report_up(
        complaint_id=complaint.pk, reason="商家拒不配合。", by=accounts.li_min(), at=NOON
    )

    (asked,) = Assignment.objects.filter(part="supervise")
    assert (asked.organisation, asked.state) == (accounts.prefecture(), "offered")
    assert [each.id for each in queries.asked_for(accounts.chen_jing())] == [asked.pk]
    with pytest.raises(Refused, match="已经提请"):
        actions.report_up(
            complaint_id=complaint.pk, reason="再次提请。", by=accounts.li_min(), at=NOON
        )
    order(complaint)
    asked.refresh_from_db()
    assert asked.state == "signed"
    assert queries.asked_for(accounts.chen_jing()) == []


def test_a_group_is_ordered_by_itself_and_what_was_closed_is_not_opened_anew():
    # SV-1; a group begins with five (GR-03).
    complaint = a_joint_complaint(Stage.ACCEPTED, elected=False, phones=range(1, 5))
    assert states() == []

    def join(number):
        person = actions.Person(f"投诉人{number}", f"1398{number:07d}")
        return actions.add_person(
            complaint_id=complaint.pk, person=person, by=accounts.li_min(), at=NOON + DAY
        )

    join(7)
    assert states() == [("order", "open", True)]
    assert "投诉人5人" in Supervision.objects.get().reason
    assert reloaded(complaint).supervised
    actions.close_supervision(
        supervision_id=Supervision.objects.get().pk, remark="已研判。", by=accounts.chen_jing(),
        at=NOON + DAY,
    )  # fmt: skip
    join(8)
    assert states() == [("order", "closed", True)]


def test_what_is_major_by_money_is_ordered_when_it_is_accepted_and_a_rule_can_say_no():
    major, unwatched = filed(amount_fen=500_000_000), filed(amount_fen=500_000_000)
    assert states() == []

    actions.accept(complaint_id=major.pk, by=accounts.li_min(), at=NOON + DAY)

    assert states() == [("order", "open", True)]
    a_rule("supervise.grave", False)
    Complaint.objects.filter(pk=unwatched.pk).update(received_at=NOON + 2 * DAY)
    actions.accept(complaint_id=unwatched.pk, by=accounts.li_min(), at=NOON + 2 * DAY)
    assert len(states()) == 1
