"""Questions by mail: once for each time and reader, on condition, and only to who may read them."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from unittest import mock

import pytest
from django.core import mail

from smart315.accounts import actions as staff
from smart315.accounts.actors import SYSTEM
from smart315.accounts.models import Membership
from smart315.casework.states import Stage
from smart315.insight import actions, queries
from smart315.insight.models import Mailing
from smart315.insight.questions.keeping import Ended, Every, Rule, Shared
from smart315.insight.questions.question import Question
from smart315.jobs import schedule
from smart315.jobs.questions import mail_questions
from smart315.kernel.verdicts import Refused
from smart315.messaging import delivery, queries as messages
from smart315.messaging.models import Outgoing
from tests.given import NOON, accounts, asking, casework


pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NATURES = Question(("received", "resolve_rate"), rows="nature")


@pytest.fixture(autouse=True)
def facts(settings, tmp_path):
    settings.FACTS = tmp_path / "facts"
    settings.BASE_URL = "https://315.example"


@pytest.fixture
def filed():
    """Two complaints of one nature on the day of the cast, one of another."""
    casework.the_world()
    for number, nature in enumerate(("N01", "N01", "N02")):
        phone = f"1389702{number:04}"
        casework.a_complaint(Stage.SUBMITTED, at=NOON, nature_code=nature, phone=phone)


def mails():
    rows = Outgoing.objects.filter(template="insight.question").order_by("pk")
    return [row.key.rpartition(":")[2] for row in rows]


def noon_of(day):
    return datetime.combine(day, time(12), tzinfo=NOON.tzinfo)


def bodies():
    return [
        each.body
        for each in messages.inbox([f"user:{accounts.li_min().user_id}"])
        if each.template == "insight.question_told"
    ]


def contexts():
    found = Outgoing.objects.filter(template="insight.question").order_by("pk")
    return [row.context for row in found]


def test_a_day_is_told_of_at_the_beginning_of_the_next(filed):
    asking.a_mailing(asking.a_question(NATURES))

    assert mail_questions(NOON) == 0
    assert mail_questions(NOON + DAY) == 1

    (said,) = contexts()
    assert mails() == [f"{NOON.date()}..{NOON.date()}"]
    assert "\\t2\\t" in said
    assert "https://315.example/desk/ask/?measure=received" in said
    assert len(bodies()) == 1


def test_running_it_again_and_again_tells_once(filed):
    asking.a_mailing(asking.a_question(NATURES))

    for hours in (0, 1, 5):
        mail_questions(NOON + DAY + timedelta(hours=hours / 2))

    assert len(mails()) == 1


def test_two_workers_that_both_found_it_due_tell_once(filed):
    row = asking.a_mailing(asking.a_question(NATURES))
    (due,) = queries.due_mailings((NOON + DAY).date())
    letter = actions.Letter("新", "a\tb", "https://315.example", "https://315.example")

    first, second = (
        actions.post(mailing_id=row.pk, period=due.period, letter=letter, at=NOON + DAY)
        for _each in range(2)
    )

    assert (first, second) == (True, False)
    assert len(mails()) == 1


def test_a_worker_killed_amid_leaves_nothing_and_the_next_does_all(filed):
    asking.a_mailing(asking.a_question(NATURES))

    with (
        mock.patch("smart315.insight.actions.posting.audit.record", side_effect=RuntimeError),
        pytest.raises(RuntimeError),
    ):
        mail_questions(NOON + DAY)
    assert mails() == []

    assert mail_questions(NOON + DAY) == 1


def test_one_that_fails_does_not_hold_the_others_up(filed):
    question = asking.a_question(NATURES, shared=Shared.EVERYBODY)
    broken = asking.a_mailing(question)
    asking.a_mailing(question, by=accounts.wang_qiang(), mail="wang@example.org")
    real = actions.post

    def post(**known):
        if known["mailing_id"] == broken.pk:
            raise RuntimeError
        return real(**known)

    with mock.patch.object(actions, "post", post), pytest.raises(RuntimeError):
        mail_questions(NOON + DAY)

    assert len(mails()) == 1


def test_days_that_were_missed_are_made_up_for_once(filed):
    asking.a_mailing(asking.a_question(NATURES))

    assert mail_questions(NOON + 3 * DAY) == 3
    assert mail_questions(NOON + 3 * DAY) == 0
    assert mail_questions(NOON + 4 * DAY) == 1

    days = [each.partition("..")[0] for each in mails()]
    assert days == [str((NOON + n * DAY).date()) for n in range(4)]


def test_after_a_long_silence_only_the_last_times_are_told(filed):
    asking.a_mailing(asking.a_question(NATURES))

    assert mail_questions(NOON + 40 * DAY) == 7
    assert mail_questions(NOON + 40 * DAY) == 0


@pytest.mark.parametrize(
    ("every", "ordered", "runs", "told"),
    [
        (Every.WEEK, date(2026, 9, 2), date(2026, 9, 6), []),
        (Every.WEEK, date(2026, 9, 2), date(2026, 9, 7), ["2026-08-31..2026-09-06"]),
        (Every.MONTH, date(2026, 9, 2), date(2026, 9, 30), []),
        (Every.MONTH, date(2026, 9, 2), date(2026, 10, 1), ["2026-09"]),
        (Every.MONTH, date(2026, 9, 2), date(2026, 11, 20), ["2026-09", "2026-10"]),
    ],
)
def test_a_week_and_a_month_are_told_when_they_are_over(every, ordered, runs, told, filed):
    asking.a_mailing(asking.a_question(NATURES), every=every, at=noon_of(ordered))

    mail_questions(noon_of(runs))

    assert mails() == told


@pytest.mark.parametrize(
    ("rule", "limit", "of_rows", "met", "row"),
    [
        (Rule.AT_LEAST, "3", False, True, "全部"),
        (Rule.AT_LEAST, "4", False, False, ""),
        (Rule.AT_LEAST, "2", True, True, "2件"),
        (Rule.AT_LEAST, "3", True, False, ""),
        (Rule.AT_MOST, "3", False, True, "全部"),
        (Rule.AT_MOST, "2", False, False, ""),
        (Rule.AT_MOST, "1", True, True, "1件"),
    ],
)
def test_a_mail_goes_only_when_its_condition_is_met(rule, limit, of_rows, met, row, filed):
    terms = {"rule": rule, "measure": "received", "limit": Decimal(limit), "of_rows": of_rows}
    asking.a_mailing(asking.a_question(NATURES), **terms)

    assert mail_questions(NOON + DAY) == int(met)

    assert len(mails()) == int(met)
    if met:
        assert row in contexts()[0]
        assert "达到您设的条件" in contexts()[0]
    assert mail_questions(NOON + DAY) == 0


@pytest.mark.parametrize(
    ("rule", "limit", "met"),
    [
        (Rule.RISEN, "200", True),
        (Rule.RISEN, "201", False),
        (Rule.FALLEN, "1", False),
    ],
)
def test_a_rise_is_against_the_time_before_it(rule, limit, met, filed):
    casework.a_complaint(Stage.SUBMITTED, at=NOON - DAY, phone="13897030001")
    terms = {"rule": rule, "measure": "received", "limit": Decimal(limit)}
    asking.a_mailing(asking.a_question(NATURES), **terms)

    assert mail_questions(NOON + DAY) == int(met)


def test_a_fall_from_something_to_nothing_is_one_of_a_hundred_per_cent(filed):
    terms = {"rule": Rule.FALLEN, "measure": "received", "limit": Decimal(100)}
    asking.a_mailing(asking.a_question(NATURES), **terms)

    assert mail_questions(NOON + DAY) == 0  # nothing before, so nothing to fall from
    assert mail_questions(NOON + 2 * DAY) == 1


def test_the_figures_are_the_reader_s_own_and_not_the_owner_s(filed):
    question = asking.a_question(Question(("received",)), shared=Shared.EVERYBODY)
    terms = {"rule": Rule.AT_LEAST, "measure": "received", "limit": Decimal(1)}
    asking.a_mailing(question, by=accounts.wang_qiang(), mail="wang@example.org", **terms)

    assert mail_questions(NOON + DAY) == 0


def test_a_reader_who_may_read_the_question_no_more_gets_it_no_more(filed):
    question = asking.a_question(NATURES, shared=Shared.EVERYBODY)
    row = asking.a_mailing(question, by=accounts.wang_qiang(), mail="wang@example.org")
    actions.change_question(
        question_id=question.pk, title=question.title, note="", shared=Shared.ME,
        organisation_id=question.organisation_id, by=accounts.li_min(), at=NOON,
    )  # fmt: skip

    assert mail_questions(NOON + DAY) == 0

    row.refresh_from_db()
    assert (row.ended_why, mails()) == (Ended.RIGHT_LOST, [])
    assert asking.recorded(question)[-1] == "question.mailing_ended"
    assert mail_questions(NOON + DAY) == 0


def test_a_reader_who_left_gets_it_no_more(filed):
    row = asking.a_mailing(asking.a_question(NATURES))
    for each in Membership.objects.filter(user=accounts.li_min().user_id, until=None):
        staff.dismiss(by=SYSTEM, at=NOON, membership_id=each.pk)

    assert mail_questions(NOON + DAY) == 0

    row.refresh_from_db()
    assert row.ended_why == Ended.LEFT


def test_a_deleted_question_is_not_mailed(filed):
    question = asking.a_question(NATURES)
    asking.a_mailing(question)
    actions.delete_question(question_id=question.pk, by=accounts.li_min(), at=NOON)

    assert mail_questions(NOON + DAY) == 0


def test_only_the_reader_cancels_and_twice_is_once(filed):
    question = asking.a_question(NATURES)
    row = asking.a_mailing(question)

    with pytest.raises(Refused, match="订阅人自己取消"):
        actions.cancel_mailing(mailing_id=row.pk, by=accounts.wang_qiang(), at=NOON)
    for _twice in range(2):
        actions.cancel_mailing(mailing_id=row.pk, by=accounts.li_min(), at=NOON)

    assert mail_questions(NOON + DAY) == 0
    assert asking.recorded(question).count("question.mailing_ended") == 1


def test_ordering_again_changes_the_terms_and_makes_no_second_one():
    question = asking.a_question(NATURES)

    first, same = asking.a_mailing(question), asking.a_mailing(question)
    other = asking.a_mailing(question, every=Every.MONTH)

    assert first == same == other
    assert Mailing.objects.count() == 1
    assert asking.recorded(question).count("question.mailing_ordered") == 2


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"mail": "nobody"}, "mail"),
        ({"rule": Rule.AT_LEAST, "measure": "people", "limit": Decimal(1)}, "measure"),
        ({"rule": Rule.AT_LEAST, "measure": "received"}, "limit"),
    ],
)
def test_terms_that_mean_nothing_name_the_field(terms, field):
    with pytest.raises(Refused) as refused:
        asking.a_mailing(asking.a_question(NATURES), **terms)
    assert refused.value.field == field


def test_a_condition_on_rows_needs_rows():
    question = asking.a_question(replace(NATURES, rows=""))
    terms = {"rule": Rule.AT_LEAST, "measure": "received", "limit": Decimal(1), "of_rows": True}

    with pytest.raises(Refused, match="没有分行"):
        asking.a_mailing(question, **terms)


def test_nobody_has_mailed_what_they_may_not_read():
    question = asking.a_question(NATURES)

    with pytest.raises(Refused, match="没有与您共享"):
        asking.a_mailing(question, by=accounts.wang_qiang())


def test_the_mail_arrives_with_the_table_as_text_and_as_a_page(filed):
    asking.a_mailing(asking.a_question(NATURES))
    mail_questions(NOON + DAY)

    delivery.deliver_due(at=NOON + DAY, worker="tests")

    (sent,) = mail.outbox
    ((found, kind),) = sent.alternatives
    page = str(found)
    assert sent.to == ["li@example.org"]
    assert sent.subject.startswith("各类性质：2026年")
    assert "投诉性质\t收到投诉件数（件）\t投诉解决率（%）" in sent.body
    assert "全部\t3\t—" in sent.body
    assert kind == "text/html"
    assert page.count("<tr>") == 4
    assert (
        '<th style="padding:2px 10px;border:1px solid #c9d0d8;text-align:left">投诉性质</th>'
        in page
    )
    assert 'href="https://315.example/desk/ask/?measure=received' in page
    assert "13897" not in page


def test_it_is_a_task_of_the_morning():
    (task,) = [each for each in schedule.TASKS if each.name == "mail questions"]

    assert task.daily_at is not None
    assert task.daily_at.hour == 6
