"""From an incident to a letter that went out: drafted, corrected, signed, proved; in a browser."""

import re
from datetime import timedelta

import pytest

from smart315.accounts.actors import Role
from smart315.insight import actions
from smart315.insight.models import Paper
from smart315.insight.states import Follow
from tests.given import accounts, casework, papers
from tests.journeys.signing_in import at_the_desk, now


@pytest.fixture
def incident(transactional_db, settings):
    settings.DEMO = True
    casework.the_world()
    for number in range(1, 6):
        papers.a_complaint(number, at=now() - timedelta(hours=9 - number))
    (found,) = actions.detect(at=now())
    actions.confirm(incident_id=found.pk, by=papers.writer(), at=now())
    actions.assess(incident_id=found.pk, answers=papers.ASSESSED, by=papers.writer(), at=now())
    for kind in (Follow.REFER, Follow.GUIDANCE_TALK, Follow.ADVISORY, Follow.SUPPORT_SUIT):
        actions.add_consequence(
            incident_id=found.pk, kind=kind, task="按研判办理",
            officer_id=papers.writer().user_id or 0, due_on=now().date() + timedelta(days=9),
            by=papers.writer(), at=now(),
        )  # fmt: skip
    return found


def _says(page, words):
    page.get_by_text(words).first.wait_for()


def _fill(page, **fields):
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)


def _press(page, name):
    page.locator("main form").get_by_role("button", name=name, exact=True).click()


def _writes(desk, incident, look):
    desk.goto(f"/desk/incidents/{incident.pk}/")
    look(desk, "incident-with-consequences")
    desk.get_by_role("link", name=re.compile("^起草文书.*移送行政部门")).click()
    look(desk, "paper-new")
    _press(desk, "起草")
    _says(desk, "还有 1 处要补充或者改正")
    look(desk, "paper-drafted")
    desk.get_by_role("link", name="请填写“主送”。").click()
    look(desk, "paper-write")
    text = desk.locator("[name=situation]").input_value()
    _fill(
        desk,
        to="西宁市城东区市场监督管理局",
        situation=text.replace("投诉5件，涉及", "投诉15件，涉及"),
    )
    _fill(desk, taken="已致电马晓乙，电话13897001234。")
    _press(desk, "保存并核对")
    _says(desk, "与事件的数字不一致")
    look(desk, "paper-refused")
    _fill(desk, situation=text, taken="已电话联系法定代表人。")
    _press(desk, "保存并核对")
    _says(desk, "已保存")
    desk.locator("main").get_by_role("link", name="返回文书").click()
    desk.get_by_role("link", name="提交签发").click()
    look(desk, "paper-submit")
    _press(desk, "提交签发")
    _says(desk, "已提交签发")


def test_a_letter_to_the_department_is_drafted_corrected_signed_and_proved(
    incident, desk, open_page, look
):
    at_the_desk(desk, papers.writer())
    _writes(desk, incident, look)
    for kind, name in (("talk", "talk"), ("tip", "tip")):
        consequence = incident.consequences.get(
            kind="guidance_talk" if kind == "talk" else "advisory"
        )
        desk.goto(f"/desk/incidents/consequences/{consequence.pk}/paper/")
        _press(desk, "起草")
        _says(desk, "情况和文件")
        look(desk, f"paper-{name}")

    desk = open_page("desk")
    at_the_desk(desk, accounts.officer("王主任", Role.HEAD, accounts.county()))
    desk.goto(f"/desk/incidents/papers/{Paper.objects.get(kind='clue').pk}/")
    desk.get_by_role("link", name="签发", exact=True).click()
    look(desk, "paper-issue")
    _press(desk, "签发")
    _says(desk, "已签发")
    look(desk, "paper-issued")
    row = Paper.objects.get(kind="clue")
    desk.get_by_role("link", name=row.verify_code).click()
    _says(desk, "现在有效")
    look(desk, "paper-proved")

    desk.goto(f"/desk/incidents/papers/{row.pk}/do/withdraw/")
    _fill(desk, why="主送单位有误")
    _press(desk, "撤回")
    _says(desk, "主送单位有误")
    look(desk, "paper-withdrawn")
    desk.goto(f"/desk/incidents/{incident.pk}/")
    look(desk, "incident-with-papers")
