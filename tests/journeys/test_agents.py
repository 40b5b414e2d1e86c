"""A business sends an agent; the officer sees who comes, and the letter stops a signature."""

from datetime import timedelta
from pathlib import Path

import pytest

from smart315.casework import actions
from tests.given import accounts, casework, mediation as given
from tests.given.documents import PDF
from tests.given.people import IDENTITY, LAWYER, LAWYER_PHONE
from tests.journeys.signing_in import at_the_desk, at_the_portal, now
from tests.journeys.walking import says


@pytest.fixture
def complaint(transactional_db):
    casework.the_world()
    at = now() - timedelta(hours=1)
    complaint = given.mediating(at=at)
    actions.open_by_business(complaint_id=complaint.pk, by=casework.zhao_lei(), at=at)
    text = given.a_text(complaint, given.a_row(at=at), at=at)
    actions.fix_text(text_id=text.pk, by=accounts.li_min(), at=at)
    return complaint


@pytest.fixture
def scan(tmp_path) -> Path:
    path = Path(tmp_path) / "授权委托书.pdf"
    path.write_bytes(PDF)
    return path


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_the_agent_of_a_business_comes_with_a_letter_and_signs_as_far_as_it_goes(
    width, open_page, accessible, picture, complaint, scan
):
    portal, desk = open_page(width), open_page(width)
    at_the_portal(portal)
    portal.goto(f"/portal/complaints/{complaint.pk}/mediation/")
    accessible(portal)
    portal.get_by_role("link", name="委托代理人").click()
    portal.get_by_label("代理人姓名").fill(LAWYER)
    portal.get_by_label("代理人手机号码").fill(LAWYER_PHONE)
    portal.get_by_label("代理人的身份", exact=True).select_option("lawyer")
    portal.get_by_label("代理人的身份证件号码").fill(IDENTITY)
    portal.get_by_label("委托事项").fill("与投诉人协商退款")
    portal.get_by_label("陈述事实、提交材料").check()
    portal.get_by_label("至", exact=True).fill(f"{now() + timedelta(days=90):%Y-%m-%d}")
    portal.get_by_role("button", name="委托代理人").click()
    says(portal, "请上传委托人签名的授权委托书")
    accessible(portal)
    picture(portal, "portal-agent-refused")
    portal.get_by_label("授权委托书（扫描件）").set_input_files(scan)
    portal.get_by_role("button", name="委托代理人").click()
    says(portal, "已登记代理人")
    accessible(portal)
    picture(portal, "portal-agents")
    portal.get_by_role("link", name="在调解协议上签名").click()
    portal.get_by_label("由谁签名").select_option(index=1)
    portal.get_by_role("button", name="在调解协议上签名").click()
    says(portal, "特别授权")
    accessible(portal)
    picture(portal, "portal-agent-signs")

    at_the_desk(desk, accounts.li_min())
    for name, page in (
        ("desk-people", "people/"),
        ("desk-agent-form", "deeds/business-agent/"),
        ("desk-sign", f"deeds/sign-text/{complaint.texts.get().pk}/"),
        ("desk-case", ""),
    ):
        desk.goto(f"/desk/complaints/{complaint.pk}/{page}")
        accessible(desk)
        picture(desk, name)
    says(desk, LAWYER)
