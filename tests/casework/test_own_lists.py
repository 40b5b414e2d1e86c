"""The lists of one person: today's work, a consumer's own complaints, what a business owes."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings

from smart315.accounts import actors
from smart315.accounts.actors import Role
from smart315.casework import actions, queries
from smart315.casework.models import Complaint
from smart315.casework.states import Stage
from tests.casework.test_listing import due, listed
from tests.given import NOON, SHANGHAI, accounts
from tests.given.casework import (
    a_complaint,
    an_offer,
    approve_what_waits,
    filed,
    reloaded,
    zhao_lei,
    zhou_ying,
)


pytestmark = pytest.mark.usefixtures("_world")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
BOUNDED = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_the_figures_are_the_lengths_of_the_lists_behind_them():
    for stage in (
        Stage.SUBMITTED,
        Stage.ACCEPTED,
        Stage.MEDIATING,
        Stage.TERMINATED,
        Stage.CLOSED,
        Stage.ARCHIVED,
    ):
        a_complaint(stage)
    late = filed(at=NOON - 60 * DAY)
    tonight = filed()
    due(tonight, NOON + HOUR)
    officer = accounts.officer("李敏", (Role.INTAKE_OFFICER, Role.MEDIATOR, Role.APPROVER))

    figures = queries.counts(officer, at=NOON)

    assert figures.overdue == len(listed(stage="open", due="overdue", own=True)) == 1
    assert late.pk in listed(stage="open", due="overdue", own=True)
    assert figures.today == len(listed(stage="open", due="today", own=True)) == 1
    assert figures.week == len(listed(stage="open", due="week", own=True))
    assert figures.open == len(listed(stage="open", own=True))
    assert figures.undecided == len(listed(stage="submitted", own=True))
    for group, figure in (
        ("to_assign", figures.to_assign),
        ("to_close", figures.to_close),
        ("to_sign", figures.transfers_in),
        ("to_call", figures.followups),
    ):
        assert figure == len(listed(stage=group, own=True))
    assert figures.mine == len(listed(mine=True))


def test_figures_of_one_place_are_not_those_of_another():
    filed()
    accounts.county("630104")

    elsewhere = queries.counts(accounts.wang_qiang(), at=NOON)
    above = queries.counts(accounts.chen_jing(), at=NOON)

    assert elsewhere.open == above.open == 0


def test_open_work_is_counted_for_each_officer():
    a_complaint(Stage.MEDIATING)
    a_complaint(Stage.INVESTIGATING)
    a_complaint(Stage.CLOSED)
    filed()

    taken = queries.open_counts(accounts.county().pk)

    assert taken == {accounts.user_of(accounts.li_min()).pk: 2}


def work_of(actor, at=NOON):
    return {row.id for row in queries.today(actor, at=at)}


def test_today_is_what_this_person_can_move_on():
    at_each = {
        stage: a_complaint(stage).pk
        for stage in Stage
        if stage not in {Stage.DRAFT, Stage.TRANSFERRED}
    }
    late = NOON + 100 * DAY

    def stages(actor, at=NOON):
        return {stage for stage, pk in at_each.items() if pk in work_of(actor, at)}

    decided = {Stage.REJECTED, Stage.WITHDRAWN, Stage.PERFORMED, Stage.TERMINATED}
    mediated = {Stage.INVESTIGATING, Stage.MEDIATING, Stage.SUSPENDED}
    performed = {Stage.AGREED, Stage.DEFAULTED}
    assert stages(accounts.li_min()) == {Stage.SUBMITTED, *decided, *mediated, *performed}
    assert stages(accounts.li_min(), late) - stages(accounts.li_min()) == {
        Stage.SUPPLEMENT,
        Stage.SETTLED,
    }
    assert stages(accounts.head()) == {Stage.ACCEPTED, Stage.REOPENED}
    assert stages(accounts.follow_up_caller()) == {Stage.CLOSED}
    assert stages(accounts.archivist()) == {Stage.FOLLOWED_UP}
    assert stages(accounts.wang_qiang()) == set()
    assert stages(accounts.chen_jing()) == set()


def test_today_does_not_hold_what_was_given_to_somebody_else():
    complaint = a_complaint(Stage.MEDIATING)
    other = accounts.officer("另一位调解员", Role.MEDIATOR)

    assert work_of(accounts.li_min()) == {complaint.pk}
    assert work_of(other) == set()


def test_a_hand_off_waits_for_the_receiver_also_when_the_case_itself_is_late():
    complaint = a_complaint(Stage.ACCEPTED)
    late = NOON + 70 * DAY
    actions.transfer(
        complaint_id=complaint.pk,
        reason="住所地在城西区。",
        receiver_id=accounts.county("630104").pk,
        by=accounts.li_min(),
        at=late,
    )
    approve_what_waits(complaint, at=late)
    receiver = accounts.wang_qiang()
    assert reloaded(complaint).next_due_key == "mediation.limit"

    assert work_of(receiver, late) == {complaint.pk}
    assert listed(receiver, stage="to_sign") == [complaint.pk]
    assert listed(receiver, stage="to_close") == []
    assert queries.counts(receiver, at=late).transfers_in == 1


def test_a_hand_off_waits_for_the_receiver():
    complaint = a_complaint(Stage.TRANSFERRED)

    assert work_of(accounts.wang_qiang()) == {complaint.pk}
    assert work_of(accounts.li_min()) == set()


def test_today_begins_with_what_is_due_first_and_ends_somewhere():
    later, first = filed(at=NOON), filed(at=NOON - DAY)

    assert [row.id for row in queries.today(accounts.li_min(), at=NOON)] == [first.pk, later.pk]
    assert len(queries.today(accounts.li_min(), at=NOON, limit=1)) == 1


def test_calls_that_are_due_do_not_go_to_the_handler():
    complaint = a_complaint(Stage.CLOSED)
    both = accounts.officer("李敏", (Role.INTAKE_OFFICER, Role.MEDIATOR, Role.FOLLOW_UP))

    rows = queries.followups_due(accounts.follow_up_caller(), at=NOON)

    assert [row.id for row in rows] == [complaint.pk]
    assert queries.followups_due(both, at=NOON) == []
    assert queries.followups_due(accounts.follow_up_caller("630104"), at=NOON) == []


def test_a_consumer_finds_their_complaints_by_a_confirmed_phone():
    first, second = filed(at=NOON - DAY), filed(at=NOON)
    filed(phone="13997005678")

    rows = queries.of_phone("138 9700 1234", at=NOON)

    assert [row.id for row in rows] == [second.pk, first.pk]
    assert rows[0].stage_label == "消协正在审查是否受理"
    assert rows[0].complainant == ""


def test_a_business_sees_what_it_owes_by_when_and_nobody_by_name():
    complaint = a_complaint(Stage.NEGOTIATING)
    filed()

    (owed,) = queries.owed_by_business(zhao_lei(), at=NOON)

    assert owed.row.id == complaint.pk
    assert (owed.row.due_key, owed.row.due_at) == ("negotiate.respond", NOON + 24 * HOUR)
    assert (owed.opened, owed.answered) == (False, False)
    assert "颖" not in owed.row.complainant
    an_offer(complaint, at=NOON + HOUR)
    (owed,) = queries.owed_by_business(zhao_lei(), at=NOON)
    assert (owed.opened, owed.answered) == (True, True)


def test_a_business_sees_its_own_date_where_the_association_has_a_nearer_one():
    complaint = a_complaint(Stage.ACCEPTED)
    actions.invite_business(complaint_id=complaint.pk, by=accounts.li_min(), at=NOON)
    assert reloaded(complaint).next_due_key == "assign.due"

    (owed,) = queries.owed_by_business(zhao_lei(), at=NOON)

    assert owed.row.due_key == "business.reply"
    assert f"{owed.row.due_at.astimezone(SHANGHAI):%m-%d}" == "09-08"


def test_a_business_in_default_owes_although_no_clock_runs():
    complaint = a_complaint(Stage.DEFAULTED)
    Complaint.objects.filter(pk=complaint.pk).update(business_may_read=True)

    assert [each.row.id for each in queries.owed_by_business(zhao_lei(), at=NOON)] == [complaint.pk]


def test_a_business_leafs_through_what_is_open_and_what_is_done():
    open_, done = a_complaint(Stage.NEGOTIATING), a_complaint(Stage.SETTLED)
    actions.confirm_performance(complaint_id=done.pk, kept=True, by=zhou_ying(done), at=NOON + DAY)
    approve_what_waits(done)
    hidden = filed()

    def ids(**rest):
        return [row.id for row in queries.business_listing(zhao_lei(), at=NOON, **rest).rows]

    assert ids() == [open_.pk]
    assert ids(done=True) == [done.pk]
    assert hidden.pk not in ids() + ids(done=True)
    page = queries.business_listing(zhao_lei(), at=NOON, size=1)
    assert page.following == ""


def test_another_business_sees_nothing():
    a_complaint(Stage.NEGOTIATING)
    other = actors.business({999}, user_id=7, label="别家")

    assert queries.owed_by_business(other, at=NOON) == []
    assert queries.business_listing(other, at=NOON).rows == []


def test_the_association_that_would_receive_can_be_named_beforehand():
    assert queries.receiving_organisation("630102").name == "城东区消费者协会"
