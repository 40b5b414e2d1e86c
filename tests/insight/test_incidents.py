"""Many complaints about one business become an incident that people confirm, report and end."""

from datetime import timedelta

import pytest

from smart315.accounts.actors import SYSTEM, Role
from smart315.audit.models import Event
from smart315.casework.models import Complaint
from smart315.insight import actions, queries
from smart315.insight.models import Incident, Report
from smart315.insight.states import Follow, Level, ReportKind, Source, State
from smart315.kernel.verdicts import Refused
from smart315.messaging import queries as messages
from tests.given import NOON, accounts, casework


pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LATER = NOON + DAY


def complaints(count, *, at=NOON, first=1, category="S04-01", **changes):
    return [
        casework.filed(
            at=at + timedelta(minutes=each), phone=f"1389700{first + each:04}",
            title="健身房关门不退卡", category_code=category, **changes,
        )
        for each in range(count)
    ]  # fmt: skip


@pytest.fixture(autouse=True)
def world():
    casework.the_world()


@pytest.fixture
def found():
    complaints(5)
    (incident,) = actions.detect(at=LATER)
    return incident


@pytest.fixture
def officer():
    return accounts.li_min()


@pytest.fixture
def province():
    return accounts.officer("省会督办", Role.SUPERVISOR, accounts.province())


def test_five_people_against_one_business_about_one_thing_are_an_incident(found):
    assert (found.people, found.complaints) == (5, 5)
    assert (found.level, found.state, found.source) == (Level.WATCH, State.SUSPECTED, Source.RULE)
    assert found.organisation.region_id == casework.PLACE
    whole = queries.incident(found.pk, SYSTEM)
    for each in whole.members:
        assert "同一经营者" in each.row.why[0]
    assert sum(dict(whole.days).values()) == 5


def test_one_person_who_complains_five_times_is_no_group():
    for each in range(5):
        casework.filed(at=NOON + timedelta(minutes=each), category_code="S04-01")

    assert actions.detect(at=LATER) == []


def test_what_is_older_than_the_window_does_not_count():
    complaints(4)
    complaints(1, at=NOON - 40 * DAY, first=50)

    assert actions.detect(at=LATER) == []


def test_looking_again_changes_nothing(found):
    assert actions.detect(at=LATER + HOUR) == []
    assert Incident.objects.count() == 1


def test_further_complaints_join_and_raise_the_level(found):
    complaints(5, at=NOON + HOUR, first=100)

    actions.detect(at=LATER)

    found.refresh_from_db()
    assert (found.people, found.level) == (10, Level.ORDINARY)
    assert [each.kind for each in found.reports.all()] == [ReportKind.FIRST]


def test_whoever_was_taken_out_by_an_officer_stays_out(found, officer):
    one = found.members.first().complaint_id
    actions.remove_member(
        incident_id=found.pk, complaint_id=one, why="说的是另一家店", by=officer, at=LATER
    )
    complaints(1, at=NOON + HOUR, first=100)

    actions.detect(at=LATER + HOUR)

    found.refresh_from_db()
    whole = queries.incident(found.pk, officer)
    assert found.people == 5
    assert one not in {each.facts.id for each in whole.members}
    assert [each.row.removed_why for each in whole.removed] == ["说的是另一家店"]


def test_an_officer_adds_a_complaint_by_its_number(found, officer):
    other = casework.filed(phone="13997000001", category_code="S04-02")

    actions.add_member(
        incident_id=found.pk, number=str(other.number), why="同一老板", by=officer, at=LATER
    )

    found.refresh_from_db()
    assert found.people == 6
    with pytest.raises(Refused, match="已经在事件里"):
        actions.add_member(
            incident_id=found.pk, number=str(other.number), why="同一老板", by=officer, at=LATER
        )
    with pytest.raises(Refused, match="没有这个编号"):
        actions.add_member(incident_id=found.pk, number="X", why="…", by=officer, at=LATER)


def test_a_grave_incident_is_reported_on_until_it_has_ended(found, officer, province):
    actions.confirm(incident_id=found.pk, by=officer, at=LATER)
    described(found, officer, dead=1)
    first, written = found.reports.order_by("due_at")
    assert (first.due_at, written.due_at) == (LATER + 2 * HOUR, LATER + 12 * HOUR)
    assert first.to == accounts.province()

    actions.send_report(report_id=first.pk, text="一人死亡，已报警。", by=officer, at=LATER + HOUR)

    first.refresh_from_db()
    assert not first.late
    (following,) = found.reports.filter(kind=ReportKind.CONTINUED)
    assert following.due_at == LATER + 25 * HOUR
    actions.sign_report(report_id=first.pk, by=province, at=LATER + 2 * HOUR)
    with pytest.raises(Refused, match="没有待签收"):
        actions.sign_report(report_id=first.pk, by=province, at=LATER + 2 * HOUR)

    closed = actions.close(
        incident_id=found.pk, conclusion="全部退款。", by=officer, at=LATER + DAY
    )
    kinds = {each.kind for each in closed.reports.filter(sent_at=None)}
    assert kinds == {ReportKind.WRITTEN, ReportKind.FINAL}


def test_a_late_report_is_told_of_once_to_both(found, officer):
    described(found, officer, injured=1)
    late = LATER + 3 * DAY

    assert actions.watch_reports(at=late, limit=10) == 2
    assert actions.watch_reports(at=late + HOUR, limit=10) == 0

    told = [each for each in messages.of_stream(found.stream) if each.template == "insight.late"]
    assert len(told) == 4
    report = Report.objects.order_by("due_at").first()
    actions.send_report(report_id=report.pk, text="补报", by=officer, at=late)
    report.refresh_from_db()
    assert report.late


def described(incident, by, **changes):
    given = {"title": incident.title, "injured": 0, "dead": 0, "absconded": False}
    given |= {"in_media": False} | changes
    actions.describe(incident_id=incident.pk, by=by, at=LATER, **given)


def test_an_assessment_without_its_chief_answers_is_none(found, officer):
    with pytest.raises(Refused, match="基本情况"):
        actions.assess(incident_id=found.pk, answers={"law": "民法典"}, by=officer, at=LATER)

    answers = dict.fromkeys(("facts", "issue", "law", "crime", "advice", "responsible"), "有")
    actions.assess(incident_id=found.pk, answers=answers, by=officer, at=LATER)

    assert queries.incident(found.pk, officer).assessments[0].answers["facts"] == "有"


def test_a_consequence_has_somebody_who_does_it_and_a_result(found, officer):
    given = {
        "incident_id": found.pk, "kind": Follow.GUIDANCE_TALK, "task": "约谈负责人",
        "by": officer, "at": LATER,
    }  # fmt: skip
    with pytest.raises(Refused, match="已经过去"):
        actions.add_consequence(officer_id=officer.user_id, due_on=NOON.date() - DAY, **given)
    row = actions.add_consequence(officer_id=officer.user_id, due_on=LATER.date() + DAY, **given)

    with pytest.raises(Refused, match="结果"):
        actions.finish_consequence(
            incident_id=found.pk, consequence_id=row.pk, result=" ", by=officer, at=LATER
        )
    actions.finish_consequence(
        incident_id=found.pk, consequence_id=row.pk, result="同意退款", by=officer, at=LATER
    )

    assert queries.incident(found.pk, officer).consequences[0].result == "同意退款"


def test_what_was_dismissed_comes_back_only_with_other_complaints(found, officer):
    with pytest.raises(Refused, match="结论"):
        actions.dismiss(incident_id=found.pk, conclusion=" ", by=officer, at=LATER)
    actions.dismiss(incident_id=found.pk, conclusion="同行恶意投诉", by=officer, at=LATER)

    assert actions.detect(at=LATER + HOUR) == []
    complaints(1, at=LATER, first=200)
    (again,) = actions.detect(at=LATER + HOUR)

    assert again.pk != found.pk
    assert again.people == 6
    with pytest.raises(Refused, match="已有处置中"):
        actions.reopen(incident_id=found.pk, by=officer, at=LATER)


def test_what_was_dismissed_owes_no_report_until_it_is_taken_up_again(found, officer):
    described(found, officer, injured=1)
    assert found.reports.count() == 2

    actions.dismiss(incident_id=found.pk, conclusion="并无受伤。", by=officer, at=LATER)

    assert actions.watch_reports(at=LATER + 9 * DAY, limit=10) == 0
    actions.reopen(incident_id=found.pk, by=officer, at=LATER + 9 * DAY)
    first = found.reports.order_by("due_at").first()
    assert first.due_at == LATER + 9 * DAY + 12 * HOUR


def test_another_county_neither_sees_nor_handles_it(found):
    stranger = accounts.officer("城西受理", Role.INTAKE_OFFICER, accounts.county("630104"))

    assert queries.incident(found.pk, stranger) is None
    assert queries.incidents(stranger) == []
    with pytest.raises(Refused, match="承办消协"):
        actions.confirm(incident_id=found.pk, by=stranger, at=LATER)


def test_complaints_of_two_counties_are_the_city_s():
    west = accounts.county("630104")
    complaints(3)
    for each in complaints(3, first=300):
        Complaint.objects.filter(pk=each.pk).update(organisation=west)

    (incident,) = actions.detect(at=LATER)

    assert incident.organisation == accounts.prefecture("630100")
    assert incident.people == 6


def test_everything_is_on_record(found, officer):
    actions.confirm(incident_id=found.pk, by=officer, at=LATER)

    kinds = set(Event.objects.filter(stream=found.stream).values_list("kind", flat=True))
    assert {"incident.opened", "incident.member_added", "incident.confirmed"} <= kinds
    assert "incident.level_changed" in kinds


def test_what_an_officer_merges_stays_together(found, officer):
    complaints(10, first=500, category="S13-03")
    (other,) = actions.detect(at=LATER)
    assert other.reports.exists()

    actions.merge(incident_id=other.pk, into_id=found.pk, by=officer, at=LATER)

    found.refresh_from_db()
    assert found.people == 15
    complaints(1, first=900, at=NOON + HOUR, category="S13-03")
    (grown,) = actions.detect(at=LATER + HOUR)
    assert (grown.pk, grown.people) == (found.pk, 16)
    other.refresh_from_db()
    assert (other.state, other.merged_into) == (State.DISMISSED, found)
    assert not other.reports.filter(sent_at=None).exists()


def test_an_incident_is_not_merged_into_itself(found, officer):
    with pytest.raises(Refused, match="另一事件"):
        actions.merge(incident_id=found.pk, into_id=found.pk, by=officer, at=LATER)
