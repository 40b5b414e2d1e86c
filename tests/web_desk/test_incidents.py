"""The board of incidents, one incident, and what is done about it."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command

from smart315.accounts.actors import Role
from smart315.insight import actions
from smart315.insight.models import Incident, Report
from tests.given import NOON, accounts, casework
from tests.insight.test_incidents import complaints
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
BOARD = "/desk/incidents/"


@pytest.fixture
def incident():
    casework.the_world()
    complaints(5)
    (found,) = actions.detect(at=NOON + timedelta(days=1))
    return found


@pytest.fixture
def officer():
    return browser_of(accounts.li_min())


def act(incident, name, target=""):
    return f"{BOARD}{incident.pk}/do/{name}/{f'{target}/' if target else ''}"


def test_the_board_shows_level_people_and_reasons(incident, officer):
    page = text_of(officer.get(BOARD))

    assert incident.title in page
    assert "关注" in page
    assert "涉及5人" in page


def test_an_empty_board_says_when_something_comes(officer):
    casework.the_world()

    assert "没有事件" in text_of(officer.get(BOARD))


def test_the_board_takes_as_many_queries_for_one_as_for_many(
    incident, officer, django_assert_max_num_queries
):
    complaints(5, first=500, category="S13-03")
    actions.detect(at=NOON + timedelta(days=1))
    assert Incident.objects.count() == 2

    with django_assert_max_num_queries(12):
        officer.get(BOARD)


def test_one_incident_shows_its_complaints_with_reasons_and_a_picture(incident, officer):
    response = officer.get(f"{BOARD}{incident.pk}/")

    page = text_of(response)
    assert "同一经营者" in page
    assert page.count("健身房关门不退卡") == 5
    assert "<svg" in response.content.decode()
    assert "这一级别不需要报告" in page


def test_an_officer_walks_it_from_confirming_to_closing(incident, officer):
    officer.post(act(incident, "confirm"))
    described = {"title": "健身房跑路", "injured": 0, "dead": 0, "absconded": "on"}
    officer.post(act(incident, "describe"), described)
    page = text_of(officer.get(f"{BOARD}{incident.pk}/"))
    assert "较大" in page
    assert "经营者关停跑路" in page

    report = Report.objects.order_by("due_at").first()
    officer.post(f"{BOARD}reports/{report.pk}/", {"text": "已核实，五人共计两千元。"})
    officer.post(act(incident, "close"), {"conclusion": "已全部退款。"})

    incident.refresh_from_db()
    assert (incident.state, incident.conclusion) == ("closed", "已全部退款。")
    assert "续报" not in text_of(officer.get(f"{BOARD}{incident.pk}/"))


def test_what_was_typed_stays_when_something_is_missing(incident, officer):
    page = text_of(officer.post(act(incident, "assess"), {"law": "民法典第五百六十三条"}))

    assert "民法典第五百六十三条" in page
    assert "请填写“基本情况" in page


def test_members_are_taken_out_with_a_reason_and_added_by_number(incident, officer):
    one = incident.members.first().complaint
    assert "为什么不属于" in text_of(officer.post(act(incident, "remove", one.pk), {"why": ""}))
    officer.post(act(incident, "remove", one.pk), {"why": "另一家店"})
    assert "已移出 1 件" in text_of(officer.get(f"{BOARD}{incident.pk}/"))

    officer.post(act(incident, "add"), {"number": one.number, "why": "是同一家"})

    incident.refresh_from_db()
    assert incident.people == 5


def test_a_measure_is_set_and_its_result_written(incident, officer):
    actor = accounts.li_min()
    given = {
        "kind": "guidance_talk", "task": "约谈负责人", "officer_id": actor.user_id,
        "due_on": "2030-01-01",
    }  # fmt: skip
    officer.post(act(incident, "follow"), given)
    row = incident.consequences.get()

    officer.post(act(incident, "finish", row.pk), {"result": "同意退款"})

    page = text_of(officer.get(f"{BOARD}{incident.pk}/"))
    assert "约请指导谈话" in page
    assert "同意退款" in page


def test_the_province_signs_for_what_came(incident, officer):
    described = {"title": "健身房", "injured": 1, "dead": 0}
    officer.post(act(incident, "describe"), described)
    report = Report.objects.order_by("due_at").first()
    officer.post(f"{BOARD}reports/{report.pk}/", {"text": "一人受伤。"})
    province = browser_of(accounts.officer("省会督办", Role.SUPERVISOR, accounts.province()))

    assert "签收" in text_of(province.get(f"{BOARD}{incident.pk}/"))
    province.post(f"{BOARD}reports/{report.pk}/sign/")

    report.refresh_from_db()
    assert report.signed_at is not None


def test_a_stranger_s_incident_is_not_found(incident):
    stranger = browser_of(
        accounts.officer("城西受理", Role.INTAKE_OFFICER, accounts.county("630104"))
    )

    for address in (f"{BOARD}{incident.pk}/", act(incident, "confirm"), act(incident, "nothing")):
        assert stranger.get(address).status_code == 404


def test_the_commands_find_and_list(capsys):
    casework.the_world()
    call_command("detect", json=True)
    assert json.loads(capsys.readouterr().out) == {"changed": []}


def test_the_list_for_machines_names_members_and_reasons(incident, capsys):
    call_command("incidents", json=True, state="open")

    (found,) = json.loads(capsys.readouterr().out)["incidents"]
    assert found["people"] == 5
    assert all(each["number"] and each["why"] for each in found["members"])


def test_an_alarm_says_what_was_expected_and_how_seldom_chance_does_it(incident, officer):
    found = {
        "since": "2026-08-25", "until": "2026-08-31", "observed": 18, "expected": 1.24,
        "interval95": [0, 4], "seldom": "14个月",
    }  # fmt: skip
    Incident.objects.filter(pk=incident.pk).update(source="alarm", found=found)

    page = text_of(officer.get(f"{BOARD}{incident.pk}/"))

    assert "18 件，平常预期 1.2 件" in page
    assert "平均14个月" in page


def test_today_s_work_counts_what_waits_to_be_confirmed_and_leads_to_it(incident, officer):
    page = officer.get("/desk/").content.decode()

    assert "待核实的事件" in page
    assert f"{BOARD}?state=suspected&amp;own=1" in page
    listed = text_of(officer.get(f"{BOARD}?state=suspected&own=1"))
    assert incident.title in listed
    officer.post(act(incident, "confirm"))
    assert "待核实的事件" not in officer.get("/desk/").content.decode()


def test_an_incident_is_merged_into_another_that_is_offered(incident, officer):
    assert "本会没有其他" in text_of(officer.get(act(incident, "merge")))
    complaints(5, first=500, category="S13-03")
    (other,) = actions.detect(at=NOON + timedelta(days=1))

    officer.post(act(other, "merge"), {"into_id": incident.pk})

    incident.refresh_from_db()
    assert incident.people == 10
    assert "并入事件" in text_of(officer.get(f"{BOARD}{other.pk}/"))


def test_a_blank_field_is_told_what_to_do_and_named(incident, officer):
    case = incident.members.first().complaint_id
    page = text_of(officer.post(f"/desk/complaints/{case}/do/reject/", {}))

    assert "请填写或者选择这一项" in page
    assert "必填项" not in page
