"""The direct channel: another business is meant, a letter opens a case, reminders come bundled."""

import pytest
from django.core.cache import cache

from smart315.audit import queries as audit
from smart315.casework import actions, queries
from smart315.casework.codes import AnswerCode, FallBackReason
from smart315.casework.models import Invitation, Reminder, Round
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from smart315.messaging.models import Outgoing
from tests.given import NOON, accounts, businesses as given, casework
from tests.given.casework import (
    a_complaint,
    an_offer,
    clock_of,
    reloaded,
    running,
    the_shop,
    zhao_lei,
    zhou_ying,
)
from tests.given.direct import DAY, HOUR, OTHER, another_shop, answered, direct, renamed, settled


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world():
    cache.clear()
    casework.the_world()


# Another business


def test_another_business_is_named_and_the_clocks_run_anew_from_then():
    complaint = direct()
    answered(complaint)
    shop = another_shop()

    renamed(complaint, shop, at=NOON + 2 * DAY)

    now = reloaded(complaint)
    assert (now.stage, now.business, now.respondent_name) == (Stage.NEGOTIATING, shop, OTHER)
    assert set(running(complaint)) == {"negotiate.respond", "negotiate.plan", "negotiate.due"}
    assert clock_of(complaint, "negotiate.plan").due_at == NOON + 4 * DAY
    assert queries.case(complaint.pk, zhao_lei(), at=NOON + 3 * DAY) is None
    rounds = Round.objects.order_by("pk")
    assert [(each.business.name, each.ended_as) for each in rounds] == [
        (casework.SHOP, "wrong_business"), (OTHER, ""),
    ]  # fmt: skip


def test_the_next_business_reads_nothing_of_what_the_former_said():
    complaint = direct()
    answered(complaint)
    shop = another_shop()
    renamed(complaint, shop)

    theirs = queries.case(complaint.pk, given.zhao_lei(shop), at=NOON + 2 * HOUR)
    hers = queries.case(complaint.pk, zhou_ying(complaint), at=NOON + 2 * HOUR)

    assert theirs is not None
    assert theirs.answers == []
    assert [each.move for each in theirs.entries] == ["settle_first"]
    assert hers is not None
    assert any(casework.SHOP in each.note and OTHER in each.note for each in hers.entries)


def test_the_silence_of_the_next_business_is_its_own():
    complaint = direct()
    answered(complaint)
    renamed(complaint, another_shop())

    actions.watch(at=NOON + 50 * HOUR)

    assert reloaded(complaint).fall_back_reason == FallBackReason.NEVER_OPENED


def test_a_business_that_does_not_receive_leaves_the_case_with_the_association():
    complaint = direct()
    answered(complaint)

    renamed(complaint, another_shop(joined=False))

    assert reloaded(complaint).stage == Stage.SUBMITTED
    assert set(running(complaint)) == {"accept.decide"}


def test_after_the_days_the_association_decides_without_another_business():
    complaint = direct()
    answered(complaint)

    actions.watch(at=NOON + 8 * DAY)

    assert set(running(complaint)) == {"accept.decide"}
    with pytest.raises(Refused, match="期限已过"):
        renamed(complaint, another_shop(), at=NOON + 9 * DAY)


def test_the_same_business_is_no_other():
    complaint = direct()
    answered(complaint)

    with pytest.raises(Refused, match="另一家"):
        renamed(complaint, the_shop())


# Letters


def invited(complaint=None):
    complaint = complaint or a_complaint(
        Stage.INVESTIGATING, business_id=another_shop(joined=False).pk, respondent_name=OTHER
    )
    return complaint, actions.make_invitation(
        complaint_id=complaint.pk, by=accounts.li_min(), at=NOON
    )


def used(token, *, at=NOON + HOUR):
    return actions.use_invitation(token=token, name="马兰", role="店长", phone="", at=at)


def test_a_letter_opens_one_complaint_on_record_and_takes_its_answer():
    complaint, made = invited()
    assert made.token not in str(Invitation.objects.values())

    invitation = used(made.token)
    guest = queries.guest(invitation)
    actions.answer(
        complaint_id=complaint.pk, code=AnswerCode.REFUND, amount_fen=29_900,
        promised_on=(NOON + 5 * DAY).date(), text="同意退款。", by=guest, at=NOON + HOUR,
    )  # fmt: skip

    now = reloaded(complaint)
    assert now.business_opened_at == NOON + HOUR
    assert now.answers.get().by == "马兰（店长）"
    kinds = [each.kind for each in audit.history(complaint.stream)]
    assert "invitation.made" in kinds
    assert "invitation.used" in kinds


def test_a_letter_opens_no_other_complaint_of_the_same_business():
    complaint, made = invited()
    other, _another = invited(
        a_complaint(Stage.INVESTIGATING, business_id=complaint.business_id, respondent_name=OTHER)
    )
    guest = queries.guest(used(made.token))

    assert queries.case(complaint.pk, guest, at=NOON + HOUR) is not None
    assert queries.case(other.pk, guest, at=NOON + HOUR) is None
    with pytest.raises(Refused):
        actions.open_by_business(complaint_id=other.pk, by=guest, at=NOON + HOUR)


def test_a_letter_is_used_once_expires_and_can_be_revoked():
    complaint, made = invited()
    used(made.token)
    with pytest.raises(Refused, match="已经用过"):
        used(made.token)

    _same, again = invited(complaint)
    with pytest.raises(Refused, match="失效"):
        used(made.token)
    assert queries.open_to(again.token, NOON + 60 * DAY) is None
    actions.revoke_invitation(complaint_id=complaint.pk, by=accounts.li_min(), at=NOON)
    with pytest.raises(Refused, match="失效"):
        used(again.token)


def test_who_opens_a_letter_says_who_they_are():
    _complaint, made = invited()

    with pytest.raises(Refused, match="姓名"):
        actions.use_invitation(token=made.token, name=" ", role="店长", phone="", at=NOON)


# Reminders


def reminded(at):
    return actions.remind_businesses(at=at)


def morning(day):
    return NOON.replace(hour=8, minute=0) + day * DAY


def test_several_complaints_are_one_message_a_day():
    for _each in range(3):
        direct()

    assert reminded(morning(1)) == 1
    assert reminded(morning(1) + HOUR) == 0

    message = Outgoing.objects.get(template="casework.reminder.due")
    assert '"3"' in message.context
    assert Reminder.objects.count() == 3
    assert all(clock.reminded_at for clock in (each.clock for each in Reminder.objects.all()))


def test_who_has_answered_is_not_reminded():
    complaint = direct()
    an_offer(complaint, at=NOON + HOUR)

    assert reminded(morning(1)) == 0
    assert reminded(morning(9)) == 0


def test_the_ladder_is_climbed_step_by_step_and_nothing_twice():
    complaint = a_complaint(Stage.INVESTIGATING)
    actions.invite_business(complaint_id=complaint.pk, by=accounts.li_min(), at=NOON)
    due = clock_of(complaint, "business.reply").due_at

    days = [reminded(morning(day)) for day in range((due - NOON).days + 6)]

    steps = Reminder.objects.order_by("step").values_list("step", "phase")
    assert list(steps) == [(-24, "before"), (0, "due"), (24, "after")]
    assert sum(days) == 3


def test_an_agreement_is_recalled_three_days_before_its_day():
    complaint = settled()

    days = [reminded(morning(day)) for day in range(3, 9)]

    assert days[1] == 1
    assert Reminder.objects.filter(complaint=complaint, step=-72).count() == 1


def test_people_with_a_mobile_are_told_by_message_too():
    direct()
    user = given.a_member(the_shop())
    user.phone = "13897001122"
    user.save(update_fields=["phone"])

    reminded(morning(1))

    sent = Outgoing.objects.filter(template="casework.reminder.due")
    assert sorted(sent.values_list("channel", flat=True)) == ["in_app", "sms"]
    assert Reminder.objects.first().people == 1
