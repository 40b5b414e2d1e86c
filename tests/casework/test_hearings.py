"""Recusal, sessions with notice and minutes, the two limits, appraisal (ME-02, 03, 12; AP-1..6)."""

from datetime import timedelta
from typing import Any

import pytest

from smart315.accounts.actors import Role
from smart315.casework import actions, queries
from smart315.casework.actions import Arrangement, Handover, Invited
from smart315.casework.models import Attendee, Clock, Custody, OwedDocument, Recusal
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from tests.given import NOON, accounts, mediation as given
from tests.given.casework import a_complaint, clock_of, reloaded, running, zhao_lei, zhou_ying
from tests.given.people import a_sheet


pytestmark = pytest.mark.usefixtures("_world")
DAY = timedelta(days=1)


def another():
    return accounts.officer("调解员乙", Role.MEDIATOR)


def ask(complaint, by=None):
    return actions.ask_recusal(
        complaint_id=complaint.pk,
        reason="调解员曾在该企业任职",
        by=by or zhou_ying(complaint),
        at=NOON + DAY,
    )


def decide(recusal, *, granted=True, by=None, to=None):
    return actions.decide_recusal(
        recusal_id=recusal.pk,
        granted=granted,
        note="情况属实。",
        by=by or accounts.head(),
        at=NOON + 2 * DAY,
        replacement_id=accounts.user_of(to or another()).pk if granted else None,
    )


def test_a_recusal_stops_the_clock_until_another_person_has_decided():
    complaint = given.mediating()

    recusal = ask(complaint)

    assert reloaded(complaint).stage == Stage.SUSPENDED
    assert clock_of(complaint, "mediation.limit").state == "paused"
    with pytest.raises(Refused):
        decide(recusal, by=accounts.li_min())
    decide(recusal)
    case = reloaded(complaint)
    assert case.stage == Stage.MEDIATING
    assert case.officer == accounts.user_of(another())
    codes = OwedDocument.objects.filter(complaint=complaint).values_list("code", flat=True)
    assert {"D21c", "D21d"} <= set(codes)


def test_who_stepped_aside_gets_the_case_no_more():
    complaint = given.mediating()
    decide(ask(complaint))

    with pytest.raises(Refused, match="已经回避"):
        actions.replace_mediator(
            complaint_id=complaint.pk,
            officer_id=accounts.user_of(accounts.li_min()).pk,
            reason="换回",
            by=accounts.head(),
            at=NOON + 3 * DAY,
        )


def test_a_request_may_be_refused_or_taken_back_by_who_asked():
    complaint = given.mediating()
    refused = decide(ask(complaint), granted=False)
    assert refused.state == "refused"
    assert reloaded(complaint).stage == Stage.MEDIATING

    again = ask(complaint, by=zhao_lei())
    with pytest.raises(Refused):
        actions.take_back_recusal(recusal_id=again.pk, by=zhou_ying(complaint), at=NOON + DAY)
    actions.take_back_recusal(recusal_id=again.pk, by=zhao_lei(), at=NOON + DAY)
    assert Recusal.objects.get(pk=again.pk).state == "taken_back"


def test_a_case_is_not_given_to_whoever_declared_ties():
    complaint = a_complaint(Stage.ACCEPTED)
    actions.declare(
        complaint_id=complaint.pk, conflict=True, note="店主是亲属", by=accounts.li_min(), at=NOON
    )

    with pytest.raises(Refused) as refused:
        actions.assign(
            complaint_id=complaint.pk,
            officer_id=accounts.user_of(accounts.li_min()).pk,
            by=accounts.head(),
            at=NOON,
        )
    assert refused.value.field == "officer"


def test_the_parties_are_told_so_many_working_days_ahead():
    # The 1st of September 2026 is a Tuesday: three working days end on Friday.
    complaint = given.mediating()
    early = given.a_session(complaint, starts_at=NOON + 2 * DAY)

    with pytest.raises(Refused, match="2026-09-04"):
        given.told(early)
    sheet = a_sheet(complaint)
    waived = actions.notify_session(
        session_id=early.pk, by=accounts.li_min(), at=NOON, evidence_id=sheet.pk
    )
    assert waived.state == "notified"
    assert given.told(given.a_session(complaint, starts_at=NOON + 3 * DAY)).state == "notified"


def test_a_changed_session_is_told_anew():
    complaint = given.mediating()
    session = given.told(given.a_session(complaint))

    changed = actions.change_session(
        session_id=session.pk,
        plan=given.a_plan(mode="video", link="https://meet.example.cn/1", place=""),
        by=accounts.li_min(),
        at=NOON,
    )

    assert (changed.state, changed.notified_at) == ("planned", None)
    assert queries.told_sessions(complaint.pk, zhou_ying(complaint)) == []


def test_a_guest_is_invited_with_the_consent_of_both():
    complaint = given.mediating()
    session = given.a_session(complaint, guests=(Invited("张三", "律师"),))

    with pytest.raises(Refused, match="双方同意"):
        given.told(session)
    actions.agree_to_guest(
        guest_id=session.guests.get().pk,
        consumer_agrees=True,
        business_agrees=True,
        by=accounts.li_min(),
        at=NOON,
    )
    assert given.told(session).state == "notified"


def test_minutes_say_who_came_who_said_what_and_who_signed():
    complaint = given.mediating()
    session = given.told(given.a_session(complaint))
    hold: dict[str, Any] = {"session_id": session.pk, "by": accounts.li_min()}

    with pytest.raises(Refused, match="没有到时间"):
        actions.hold_session(minutes=given.minutes(), at=NOON, **hold)
    with pytest.raises(Refused) as refused:
        actions.hold_session(minutes=given.minutes(result=" "), at=NOON + 8 * DAY, **hold)
    assert refused.value.field == "result"
    actions.hold_session(minutes=given.minutes(), at=NOON + 8 * DAY, **hold)

    assert {each.signed for each in Attendee.objects.all()} == {"signed", "refused"}
    assert given.a_session(complaint, starts_at=NOON + 20 * DAY).state == "planned"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_at": NOON - DAY}, "starts_at"),
        ({"place": " "}, "place"),
        ({"mode": "video", "link": "http://plain"}, "link"),
        ({"mediators": ()}, "mediators"),
        ({"guests": (Invited("张三", ""),)}, "guests"),
    ],
)
def test_a_plan_is_complete(changes, field):
    with pytest.raises(Refused) as refused:
        given.a_session(given.mediating(), **changes)
    assert refused.value.field == field


def extend(complaint, sheet=None):
    return actions.extend_mediation(
        complaint_id=complaint.pk, evidence_id=sheet, by=accounts.li_min(), at=NOON + DAY
    )


def test_the_limit_is_extended_once_with_both_signatures():
    complaint = given.mediating()
    before = clock_of(complaint, "mediation.limit")
    sheet = a_sheet(complaint).pk

    with pytest.raises(Refused):
        extend(complaint)
    extend(complaint, sheet)

    after = Clock.objects.get(pk=before.pk)
    assert (after.length - before.length) == 30
    assert after.due_at > before.due_at + 27 * DAY
    with pytest.raises(Refused, match="只能延长一次"):
        extend(complaint, sheet)


def test_a_delegated_mediation_is_not_extended():
    complaint = given.mediating()
    complaint.delegated_by_samr = True
    complaint.save()

    with pytest.raises(Refused, match="不得延长"):
        extend(complaint, a_sheet(complaint).pk)


def test_both_are_told_of_an_ending_in_time():
    complaint = a_complaint(Stage.TERMINATED)
    assert set(running(complaint)) == {"terminate.notify"}
    tell: dict[str, Any] = {"complaint_id": complaint.pk, "by": accounts.li_min(), "at": NOON + DAY}

    with pytest.raises(Refused) as refused:
        actions.notify_termination(consumer_how="短信", business_how=" ", on=NOON.date(), **tell)
    assert refused.value.field == "business_how"
    actions.notify_termination(consumer_how="短信", business_how="邮寄", on=NOON.date(), **tell)

    assert clock_of(complaint, "terminate.notify").state == "met"
    assert complaint.served.count() == 2


ARRANGED = Arrangement("省质检院", "230001", "纺织品", "羽绒含量", 80_000, "loser")
HANDED = Handover("羽绒服一件", "封存完好", "李敏", "省质检院 张工", "F-01")


def test_an_appraisal_stops_the_clock_and_its_opinion_is_told_to_both():
    complaint = given.mediating()
    both: dict[str, Any] = {"consumer_agrees": True, "business_agrees": True}
    by: dict[str, Any] = {"by": accounts.li_min(), "at": NOON + DAY}

    with pytest.raises(Refused, match="M04"):
        actions.arrange_appraisal(
            complaint_id=complaint.pk, arrangement=ARRANGED, **(both | {"business_agrees": False}),
            **by,
        )  # fmt: skip
    row = actions.arrange_appraisal(complaint_id=complaint.pk, arrangement=ARRANGED, **both, **by)
    actions.entrust_appraisal(appraisal_id=row.pk, handover=HANDED, **by)
    assert reloaded(complaint).stage == Stage.SUSPENDED
    assert clock_of(complaint, "mediation.limit").state == "paused"
    actions.hand_over_sample(appraisal_id=row.pk, handover=HANDED, **by)
    actions.record_opinion(
        appraisal_id=row.pk, opinion="羽绒含量不符。", opinion_on=NOON.date(), **by
    )
    assert "羽绒含量不符" not in str(queries.talks(complaint.pk, zhou_ying(complaint)))
    actions.tell_opinion(appraisal_id=row.pk, **by)

    assert reloaded(complaint).stage == Stage.MEDIATING
    assert "羽绒含量不符" in str(queries.talks(complaint.pk, zhou_ying(complaint)))
    assert Custody.objects.count() == 2
    assert OwedDocument.objects.filter(complaint=complaint, code="D12").exists()


def test_the_page_costs_the_same_for_a_thick_mediation(counted):
    complaint = given.mediating()
    given.told(given.a_session(complaint))
    given.proposed(complaint, zhou_ying(complaint))

    def read():
        return queries.mediation(complaint.pk, accounts.li_min(), at=NOON)

    thin = counted(read)
    for each in range(4):
        given.a_session(complaint, starts_at=NOON + (10 + each) * DAY)
        given.proposed(complaint, zhao_lei(), amount_fen=100 + each)
    assert counted(read) == thin
