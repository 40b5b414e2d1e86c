"""A case that nobody signs for is escalated and comes back; a signed one goes back in its days."""

import pytest

from smart315.casework import actions, queries
from smart315.casework.models import Transfer
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from tests.casework.test_transfer import DAY, NORTH, WEST, hand_on, sign
from tests.given import NOON, accounts
from tests.given.casework import filed, reloaded, running


pytestmark = pytest.mark.usefixtures("_world")


def looked(at):
    for _again in range(3):
        actions.watch(at=at, limit=1000)


def test_what_nobody_signs_for_is_reminded_of_ordered_and_then_goes_back():
    # SV-1, SV-2: signed for or sent back by the end of 4 September.
    complaint = hand_on(filed())
    late = NOON + 6 * DAY

    looked(late)
    looked(late + 6 * DAY)
    assert reloaded(complaint).stage == Stage.TRANSFERRED
    levels = list(complaint.supervisions.order_by("pk").values_list("level", flat=True))
    assert levels == ["remind", "order"]
    looked(late + 20 * DAY)

    back = reloaded(complaint)
    assert (back.stage, back.organisation) == (Stage.SUBMITTED, accounts.county())
    assert Transfer.objects.get().state == "returned"
    assert not complaint.supervisions.filter(ended_at=None).exists()
    assert "accept.decide" in running(complaint)
    seen = queries.case(complaint.pk, accounts.li_min(), at=late)
    notes = " ".join(entry.note for entry in seen.entries)
    assert "没有在期限内签收，也没有退回。" in notes
    assert "自动退回转出单位" in notes


def test_what_nobody_signs_for_goes_back_at_once_where_nobody_stands_above():
    complaint = hand_on(filed(), receiver_id=accounts.province().pk)

    looked(NOON + 6 * DAY)

    assert reloaded(complaint).organisation == accounts.county()
    looked(NOON + 7 * DAY)
    assert reloaded(complaint).stage == Stage.SUBMITTED


def test_a_signed_case_is_given_back_within_its_days_or_not_at_all():
    complaint = hand_on(filed())
    sign(complaint)
    home = {"receiver_id": accounts.county().pk, "by": accounts.wang_qiang()}

    with pytest.raises(Refused, match="退回的期限") as refused:
        hand_on(complaint, at=NOON + 10 * DAY, **home)
    assert refused.value.field == "receiver"
    north = {"receiver_id": accounts.county(NORTH).pk, "by": accounts.wang_qiang()}
    hand_on(complaint, at=NOON + 10 * DAY, approver=accounts.head(WEST), **north)

    assert reloaded(complaint).organisation == accounts.county(NORTH)
