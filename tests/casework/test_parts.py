"""Each organisation has a part of its own in a case, whatever the stage of the case (J-05)."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from smart315.accounts.actors import Role
from smart315.casework import actions, queries
from smart315.casework.codes import Channel
from smart315.casework.models import Assignment, Complaint
from smart315.casework.parts import Part, PartState
from smart315.casework.queries import Filters
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from tests.casework.test_transfer import hand_on, sees, send_back, sign
from tests.given import NOON, accounts
from tests.given.casework import a_complaint, clock_of, filed, reloaded, running, zhou_ying


pytestmark = pytest.mark.usefixtures("_world")
DAY = timedelta(days=1)
EAST, WEST, MIDDLE = "630102", "630104", "630103"


def middle():
    return accounts.officer("城中受理员", organisation=accounts.county(MIDDLE))


def parts_of(complaint):
    """The part of each organisation, in the order in which it got it."""
    found = Assignment.objects.filter(complaint=complaint).order_by("pk")
    return [(each.organisation.region_id, each.part, each.state) for each in found]


def after_two_hops():
    """From 城东 to 城西 to 城中, signed for at each."""
    complaint = hand_on(filed())
    sign(complaint)
    to_middle = {"receiver_id": accounts.county(MIDDLE).pk}
    by, approver = accounts.wang_qiang(), accounts.head(WEST)
    hand_on(complaint, by=by, approver=approver, at=NOON + 3 * DAY, **to_middle)
    sign(complaint, by=middle(), at=NOON + 4 * DAY)
    return reloaded(complaint)


def test_after_two_hops_everybody_on_the_chain_keeps_sight():
    complaint = after_two_hops()

    for actor in (accounts.li_min(), accounts.wang_qiang(), middle(), accounts.chen_jing()):
        assert sees(complaint, actor)
        assert [row.id for row in queries.listing(actor, Filters(), at=NOON).rows] == [complaint.pk]
    assert not sees(complaint, accounts.head("630202"))


def test_each_has_its_own_state_beside_the_stage_of_the_case():
    complaint = after_two_hops()

    assert complaint.stage == Stage.SUBMITTED
    assert parts_of(complaint) == [
        (EAST, Part.LEAD, PartState.ENDED),
        (WEST, Part.LEAD, PartState.ENDED),
        (MIDDLE, Part.LEAD, PartState.SIGNED),
    ]


def test_a_case_that_stays_where_it_was_filed_has_no_rows_of_parts():
    a_complaint(Stage.CLOSED)

    assert not Assignment.objects.exists()


def test_until_somebody_signs_the_sender_is_lead():
    complaint = hand_on(filed())

    assert parts_of(complaint) == [
        (EAST, Part.LEAD, PartState.SIGNED),
        (WEST, Part.LEAD, PartState.OFFERED),
    ]
    offered = Assignment.objects.get(state="offered")
    assert (offered.due_key, f"{offered.due_at.astimezone(NOON.tzinfo):%m-%d}") == (
        "transfer.sign", "09-04",
    )  # fmt: skip


def test_who_refuses_says_why_from_a_list_and_loses_sight():
    complaint = hand_on(filed())

    with pytest.raises(Refused) as refused:
        actions.return_transfer(
            complaint_id=complaint.pk,
            code="elsewhere",
            reason="不办。",
            by=accounts.wang_qiang(),
            at=NOON + 2 * DAY,
        )
    assert refused.value.field == "code"
    actions.return_transfer(
        complaint_id=complaint.pk,
        code="out_of_place",
        reason="经营地在城东区。",
        by=accounts.wang_qiang(),
        at=NOON + 2 * DAY,
    )

    theirs = Assignment.objects.get(organisation=accounts.county(WEST))
    assert (theirs.state, theirs.reason_code) == ("refused", "out_of_place")
    assert parts_of(complaint)[0] == (EAST, Part.LEAD, PartState.SIGNED)
    assert not sees(complaint, accounts.wang_qiang())


def test_what_was_signed_for_can_be_handed_back_and_that_is_told_apart():
    complaint = hand_on(filed())
    sign(complaint)
    hand_on(
        complaint,
        by=accounts.wang_qiang(),
        approver=accounts.head(WEST),
        receiver_id=accounts.county(EAST).pk,
        at=NOON + 3 * DAY,
    )

    sign(complaint, by=accounts.li_min(), at=NOON + 4 * DAY)

    assert parts_of(complaint) == [
        (EAST, Part.LEAD, PartState.ENDED),
        (WEST, Part.LEAD, PartState.RETURNED),
        (EAST, Part.LEAD, PartState.SIGNED),
    ]


def test_signing_after_the_limit_counts_as_late():
    complaint = hand_on(filed())

    sign(complaint, at=NOON + 9 * DAY)

    assert Assignment.objects.get(organisation=accounts.county(WEST)).late


def test_the_overall_clock_belongs_to_the_first_who_accepted():
    complaint = a_complaint(Stage.ACCEPTED)
    hand_on(complaint)
    sign(complaint)
    actions.accept(complaint_id=complaint.pk, by=accounts.wang_qiang(), at=NOON + 3 * DAY)

    opened = queries.parts_of_case(complaint.pk, accounts.li_min())

    assert opened.first_acceptor == "城东区消费者协会"
    assert clock_of(complaint, "mediation.limit").state == "running"


def test_everything_is_over_with_the_case():
    complaint = a_complaint(Stage.INVESTIGATING)
    actions.ask_help(
        complaint_id=complaint.pk,
        helper_id=accounts.county(WEST).pk,
        task="evidence",
        wording="请拍摄门店招牌。",
        by=accounts.li_min(),
        at=NOON,
    )

    actions.withdraw(
        complaint_id=complaint.pk,
        reason="已解决。",
        satisfied=True,
        by=zhou_ying(complaint),
        at=NOON + DAY,
    )

    assert set(Assignment.objects.values_list("state", flat=True)) == {"ended"}


def test_a_station_that_files_for_a_herder_keeps_sight_of_the_case():
    station = accounts.station()
    clerk = accounts.officer("代录员", Role.STATION_CLERK, station)

    complaint = filed(by=clerk, channel=Channel.STATION)

    assert sees(complaint, clerk)
    assert parts_of(complaint) == [(EAST, Part.SOURCE, PartState.ENDED)]
    assert [row.id for row in queries.listing(clerk, Filters(), at=NOON).rows] == [complaint.pk]


def test_whoever_files_at_home_is_no_source():
    filed(by=accounts.li_min(), channel=Channel.VISIT)

    assert not Assignment.objects.exists()


def test_a_case_that_an_outside_department_sends_back_goes_on():
    complaint = a_complaint(Stage.ACCEPTED)
    hand_on(complaint, outside="城东区市场监督管理局", consent=True)
    assert clock_of(complaint, "mediation.limit").state == "paused"

    send_back(complaint, by=accounts.li_min(), reason="不属于行政处理范围。", at=NOON + 6 * DAY)

    back = reloaded(complaint)
    assert back.stage == Stage.SUBMITTED
    assert set(running(complaint)) == {"accept.decide", "mediation.limit"}
    assert clock_of(complaint, "referral.reply").state == "met"
    actions.accept(complaint_id=complaint.pk, by=accounts.li_min(), at=NOON + 7 * DAY)
    assert reloaded(complaint).stage == Stage.ACCEPTED


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.sampled_from(["hand on", "sign", "refuse"]), max_size=6))
def test_there_is_one_lead_however_a_case_wanders(steps):
    staff = {
        accounts.county(EAST).pk: (accounts.li_min(), accounts.head(EAST)),
        accounts.county(WEST).pk: (accounts.wang_qiang(), accounts.head(WEST)),
    }
    east, west = staff
    complaint, at = filed(), NOON
    for step in steps:
        complaint, at = reloaded(complaint), at + timedelta(hours=1)
        here = complaint.organisation_id
        officer, head = staff[here]
        waiting = complaint.stage == Stage.TRANSFERRED
        if step == "hand on" and not waiting:
            there = west if here == east else east
            hand_on(complaint, by=officer, approver=head, receiver_id=there, at=at)
        elif step == "sign" and waiting:
            sign(complaint, by=officer, at=at)
        elif step == "refuse" and waiting:
            send_back(complaint, by=officer, at=at)

    leads = Assignment.objects.filter(complaint=complaint, part="lead", state="signed")
    handed_on = Assignment.objects.filter(complaint=complaint).exists()
    assert leads.count() == (1 if handed_on else 0)
    assert Complaint.objects.visible_to(accounts.li_min()).filter(pk=complaint.pk).exists()
