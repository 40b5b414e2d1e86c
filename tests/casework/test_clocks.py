"""Limits through real complaints: counted, paused, dated and explained (handbook §2.7, §14)."""

from datetime import datetime, timedelta

import pytest

from smart315.casework import actions, queries
from smart315.casework.models import Clock
from smart315.casework.states import Stage
from smart315.kernel.workdays import Limit, Unit
from smart315.parameters import actions as rules
from tests.given import NOON, SHANGHAI, accounts
from tests.given.casework import (
    a_complaint,
    a_rule,
    an_offer,
    clock_of,
    filed,
    reloaded,
    zhao_lei,
    zhou_ying,
)
from tests.given.mediation import a_row, concluded
from tests.given.parameters import SECURITY_ADMIN


pytestmark = pytest.mark.usefixtures("_world")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def moment(day: str, hour: int = 12) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, tzinfo=SHANGHAI)


def last_day(clock: Clock) -> str:
    due = clock.due_at.astimezone(SHANGHAI)
    assert (due.hour, due.minute, due.second) == (23, 59, 59)
    return f"{due:%Y-%m-%d}"


def explained(clock: Clock, actor=None) -> str:
    why = queries.why(clock.complaint_id, clock.pk, actor or accounts.li_min(), at=NOON)
    return "\n".join(why.sentences)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-02-12", "2026-02-28"),
        ("2026-02-13", "2026-03-02"),
        ("2026-04-29", "2026-05-12"),
        ("2026-09-18", "2026-09-29"),
        ("2026-09-24", "2026-10-12"),
        ("2026-09-29", "2026-10-14"),
    ],
)
def test_seven_working_days_to_decide(received, due):
    complaint = filed(at=moment(received))

    assert last_day(clock_of(complaint, "accept.decide")) == due


@pytest.mark.parametrize(
    ("accepted", "due"),
    [
        ("2026-08-03", "2026-10-08"),
        ("2026-03-03", "2026-05-06"),
        ("2026-04-15", "2026-06-15"),
        ("2026-08-11", "2026-10-10"),
    ],
)
def test_sixty_natural_days_to_end_mediation(accepted, due):
    complaint = filed(at=moment(accepted, 9))
    actions.accept(complaint_id=complaint.pk, by=accounts.li_min(), at=moment(accepted))

    assert last_day(clock_of(complaint, "mediation.limit")) == due


def test_ten_working_days_to_settle_and_thirty_days_for_the_court():
    direct = a_complaint(Stage.NEGOTIATING, at=moment("2026-09-30"))
    agreed = a_complaint(Stage.AGREED, at=moment("2026-01-16"))

    assert last_day(clock_of(direct, "negotiate.due")) == "2026-10-20"
    assert last_day(clock_of(agreed, "judicial.confirm")) == "2026-02-24"


@pytest.mark.parametrize("hour", [0, 9, 18, 23])
def test_the_hour_of_receipt_makes_no_difference_to_days(hour):
    # Handbook WD-8: what comes on line after hours has come that day.
    complaint = filed(at=moment("2026-09-18", hour))

    assert last_day(clock_of(complaint, "accept.decide")) == "2026-09-29"


def test_hours_are_exact_and_run_through_the_holidays():
    complaint = a_complaint(Stage.NEGOTIATING, at=moment("2026-09-30", 17))

    assert clock_of(complaint, "negotiate.respond").due_at == moment("2026-10-01", 17)
    assert clock_of(complaint, "negotiate.plan").due_at == moment("2026-10-02", 17)


def test_a_case_keeps_the_limits_of_its_day_of_receipt():
    before = filed(at=NOON - DAY)
    a_rule("accept.decide", Limit(5, Unit.WORKDAYS), since=NOON)
    a_rule("mediation.limit", Limit(30, Unit.DAYS), since=NOON)
    after = filed(at=NOON)

    for complaint in (before, after):
        actions.accept(complaint_id=complaint.pk, by=accounts.li_min(), at=NOON + DAY)

    lengths = [
        (clock_of(complaint, "accept.decide").length, clock_of(complaint, "mediation.limit").length)
        for complaint in (before, after)
    ]
    assert lengths == [(7, 60), (5, 30)]
    assert clock_of(after, "accept.decide").basis == "省消协2026年第3号通知"


def test_a_delegated_mediation_has_the_statutory_sixty_days():
    a_rule("mediation.limit", Limit(30, Unit.DAYS), since=NOON)
    complaint = filed(at=NOON)
    # The flag comes with the delegation, of which there is no form yet.
    type(complaint).objects.update(delegated_by_samr=True)

    actions.accept(complaint_id=complaint.pk, by=accounts.li_min(), at=NOON)

    clock = clock_of(complaint, "mediation.limit")
    assert clock.length == 60
    assert "实施条例" in clock.basis


def test_a_year_without_official_notice_is_counted_but_says_so():
    complaint = filed(at=moment("2026-12-28"))
    settled = filed(at=moment("2026-09-01"))

    provisional = clock_of(complaint, "accept.decide")
    assert provisional.provisional
    assert not clock_of(settled, "accept.decide").provisional
    (row,) = [
        row
        for row in queries.listing(accounts.li_min(), queries.Filters(), at=NOON).rows
        if row.id == complaint.pk
    ]
    assert row.provisional
    text = explained(provisional)
    assert "2027年的放假安排尚未公布" in text
    assert "尚未公布" not in explained(clock_of(settled, "accept.decide"))


def test_a_local_holiday_counts_where_it_is_kept():
    rules.set_day(
        day=moment("2026-09-03").date(),
        is_workday=False,
        name="州庆",
        source="州政府通知",
        region_code="630102",
        by=SECURITY_ADMIN,
        at=NOON,
    )
    accounts.region("630104")
    accounts.county("630104")

    here = filed(at=NOON)
    there = filed(at=NOON, respondent_region_code="630104")

    assert last_day(clock_of(here, "accept.decide")) == "2026-09-11"
    assert last_day(clock_of(there, "accept.decide")) == "2026-09-10"
    assert "州庆（9月3日）" in explained(clock_of(here, "accept.decide"))


def test_an_agreed_date_is_the_agreed_date_also_on_a_sunday():
    complaint = a_complaint(Stage.MEDIATING)
    sunday = moment("2026-09-13").date()

    concluded(complaint, a_row(due_on=sunday), at=NOON + DAY)

    clock = clock_of(complaint, "perform.due")
    assert last_day(clock) == "2026-09-13"
    assert explained(clock) == "“经营者履行”：双方约定在2026年9月13日前履行。"


def test_an_agreement_for_the_same_day_is_one_for_that_day():
    complaint = a_complaint(Stage.MEDIATING)

    concluded(complaint, a_row(due_on=NOON.date()), at=NOON + HOUR)

    assert last_day(clock_of(complaint, "perform.due")) == "2026-09-01"


def test_the_next_date_is_the_earliest_that_somebody_has_to_meet():
    complaint = a_complaint(Stage.AGREED)
    actions.verify_performance(
        complaint_id=complaint.pk, note="", by=accounts.li_min(), at=NOON + DAY
    )

    # What is left is the right to ask a court: nobody owes it.
    assert reloaded(complaint).next_due_key == ""
    assert clock_of(complaint, "judicial.confirm").state == "running"


def test_why_names_limit_basis_start_and_end():
    text = explained(clock_of(filed(), "accept.decide"))

    assert "“决定是否受理”的期限是7个工作日" in text
    assert "《消费者权益保护法》第四十六条" in text
    assert "2026年9月1日开始，当日不计入，从2026年9月2日起算" in text
    assert "第二百零一条" in text
    assert "周末（9月5日至9月6日）" in text
    assert "因此到2026年9月10日 24:00截止。" in text


def test_why_names_each_holiday_skipped_and_each_weekend_worked():
    text = explained(clock_of(filed(at=moment("2026-09-29")), "accept.decide"))

    assert "国庆节（10月1日至10月7日）" in text
    assert "2026年10月10日是调休上班日" in text
    assert "周末（10月11日）" in text


def test_why_says_over_which_rest_the_end_was_rolled():
    complaint = a_complaint(Stage.ACCEPTED, at=moment("2026-08-03"))

    text = explained(clock_of(complaint, "mediation.limit"))

    assert "60日" in text
    assert "最后一天遇国庆节（10月2日至10月7日），顺延到休息结束的次日" in text
    assert "周末" not in text


def test_why_counts_hours_from_the_minute():
    text = explained(clock_of(a_complaint(Stage.NEGOTIATING), "negotiate.plan"))

    assert "48小时" in text
    assert "从2026-09-01 12:00起，按小时计算" in text
    assert "因此到2026-09-03 12:00截止。" in text


def test_why_names_every_pause_and_the_one_that_lasts():
    complaint = a_complaint(Stage.MEDIATING)
    for start, end in ((10, 15), (20, None)):
        actions.suspend(
            complaint_id=complaint.pk,
            reason="appraisal",
            note="",
            by=accounts.li_min(),
            at=NOON + start * DAY,
        )
        if end:
            actions.resume(
                complaint_id=complaint.pk, note="", by=accounts.li_min(), at=NOON + end * DAY
            )

    text = explained(clock_of(complaint, "mediation.limit"))

    assert "2026-09-11至2026-09-16暂停计算（中止调解）" in text
    assert "自2026-09-21起暂停计算（中止调解），恢复后继续" in text


def test_why_of_a_paused_clock_names_no_end():
    # While it stands still, nobody knows the day.
    complaint = a_complaint(Stage.SUSPENDED)

    assert "截止" not in explained(clock_of(complaint, "mediation.limit"))


def test_why_after_a_pause_explains_the_day_that_is_shown():
    complaint = a_complaint(Stage.MEDIATING)
    actions.suspend(
        complaint_id=complaint.pk,
        reason="other",
        note="",
        by=accounts.li_min(),
        at=NOON + 10 * DAY,
    )
    actions.resume(complaint_id=complaint.pk, note="", by=accounts.li_min(), at=NOON + 36 * DAY)
    clock = clock_of(complaint, "mediation.limit")

    # 31 October and 26 days: 26 November, a Thursday; the rest at the old end explains nothing.
    assert last_day(clock) == "2026-11-26"
    text = explained(clock)
    assert "因此到2026年11月26日" in text
    assert "10月31日" not in text


def test_every_side_may_ask_why_and_a_stranger_may_not():
    complaint = a_complaint(Stage.NEGOTIATING)
    clock = clock_of(complaint, "negotiate.due")

    for reader in (accounts.li_min(), accounts.chen_jing(), zhou_ying(complaint), zhao_lei()):
        assert queries.why(complaint.pk, clock.pk, reader, at=NOON).clock.id == clock.pk
    other = filed()
    for reader in (accounts.wang_qiang(), zhou_ying(other)):
        assert queries.why(complaint.pk, clock.pk, reader, at=NOON) is None
    assert queries.why(other.pk, clock.pk, accounts.li_min(), at=NOON) is None
    assert queries.why(987_654, clock.pk, accounts.li_min(), at=NOON) is None


@pytest.mark.parametrize(
    ("share", "level"), [(0.0, "green"), (0.69, "green"), (0.75, "yellow"), (0.95, "orange")]
)
def test_the_colour_of_a_clock_is_that_of_the_moment(share, level):
    complaint = filed()
    clock = clock_of(complaint, "accept.decide")
    at = clock.started_at + (clock.due_at - clock.started_at) * share

    (view,) = queries.case(complaint.pk, accounts.li_min(), at=at).clocks

    assert view.level == level
    late = queries.case(complaint.pk, accounts.li_min(), at=clock.due_at + HOUR).clocks[0]
    assert late.level == "red"


def test_a_clock_says_whose_it_is():
    direct = a_complaint(Stage.AGREED)
    asked = a_complaint(Stage.SUPPLEMENT)

    owed = {
        view.key: view.owed_by
        for complaint in (direct, asked)
        for view in queries.case(complaint.pk, accounts.li_min(), at=NOON).clocks
    }
    assert owed["accept.decide"] == owed["mediation.limit"] == "association"
    assert owed["perform.due"] == "business"
    assert owed["supplement.due"] == "consumer"
    assert owed["judicial.confirm"] == "nobody"


def test_an_answer_in_time_is_seen_to_be_in_time():
    complaint = a_complaint(Stage.NEGOTIATING)

    an_offer(complaint, at=NOON + 30 * HOUR)

    states = dict(Clock.objects.filter(complaint=complaint).values_list("key", "state"))
    assert states == {
        "negotiate.respond": "missed",
        "negotiate.plan": "met",
        "negotiate.due": "running",
    }


def test_the_limits_can_be_said_in_words():
    assert queries.in_words(Limit(7, Unit.WORKDAYS)) == "7个工作日"
    assert queries.in_words(Limit(24, Unit.HOURS)) == "24小时"
    assert queries.in_words(Limit(60, Unit.DAYS)) == "60日"
    assert queries.in_words(Limit(6, Unit.MONTHS)) == "6个月"
    assert queries.in_words(Limit(3, Unit.YEARS)) == "3年"
