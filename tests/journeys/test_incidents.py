"""From five complaints to a closed incident, in a browser, on a phone and at a desk."""

from datetime import timedelta

import pytest

from smart315.accounts.actors import Role
from smart315.insight import actions
from smart315.insight.models import Incident
from tests.given import accounts, casework
from tests.insight.test_incidents import complaints
from tests.journeys.signing_in import at_the_desk, now


@pytest.fixture
def board(transactional_db, settings):
    settings.DEMO = True
    casework.the_world()
    complaints(5, at=now() - timedelta(hours=3))
    actions.detect(at=now())
    return "/desk/incidents/"


def fill(page, **fields):
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)


def press(page, name):
    page.locator("main form").get_by_role("button", name=name, exact=True).click()


def test_a_group_is_confirmed_assessed_acted_upon_reported_and_closed(board, desk, look):
    at_the_desk(desk, accounts.officer("万能", (Role.INTAKE_OFFICER, Role.HEAD)))
    desk.get_by_role("link", name="待核实的事件").click()
    look(desk, "incidents")
    desk.locator("main table a").first.click()
    look(desk, "incident")

    desk.locator("main").get_by_role("link", name="确认是同一事件").click()
    look(desk, "incident-confirm")
    press(desk, "确认是同一事件")
    desk.get_by_role("link", name="补充情况").click()
    desk.get_by_label("经营者关停跑路，涉及预付资金").check()
    press(desk, "补充情况")
    assert "较大" in desk.locator("main").inner_text()

    desk.get_by_role("link", name="写研判").click()
    press(desk, "研判")
    look(desk, "incident-assess-refused")
    answers = dict.fromkeys(("facts", "issue", "law", "crime", "advice", "responsible"), "见材料。")
    fill(desk, **answers)
    press(desk, "研判")

    desk.get_by_role("link", name="布置措施").click()
    desk.get_by_label("责任人").select_option(index=1)
    fill(desk, task="约谈法定代表人", due_on=f"{now().date() + timedelta(days=3)}")
    look(desk, "incident-follow")
    press(desk, "布置措施")
    desk.get_by_role("link", name="填写结果").click()
    fill(desk, result="承诺三日内退款。")
    press(desk, "填写结果")

    desk.get_by_role("link", name="报出").first.click()
    fill(desk, text="健身房关门，五人受损，已约谈。")
    look(desk, "incident-report")
    press(desk, "首报")
    desk.locator("main").get_by_role("link", name="移出").first.click()
    fill(desk, why="另一家店")
    press(desk, "移出投诉")
    look(desk, "incident-handled")

    desk.locator("main").get_by_role("link", name="结束处置").click()
    fill(desk, conclusion="全部退款，转入日常监测。")
    press(desk, "结束处置")
    look(desk, "incident-closed")

    incident = Incident.objects.get()
    assert (incident.state, incident.people) == ("closed", 4)
    assert "终报" in desk.locator("main").inner_text()
