"""Pages that no other journey walks through: each at both widths, its errors included."""

import re
from datetime import timedelta

import pytest

from smart315.accounts.actors import SYSTEM, Role
from smart315.casework import actions, queries
from smart315.casework.states import Stage
from smart315.partners import actions as partners
from tests.given import (
    accounts,
    businesses,
    casework,
    direct,
    letters,
    mediation,
    partners as given,
    people,
    webhooks as endpoints,
)
from tests.journeys.signing_in import at_the_desk, at_the_portal, now


HOUR = timedelta(hours=1)
EVERYTHING = (Role.INTAKE_OFFICER, Role.MEDIATOR, Role.HEAD, Role.SUPERVISOR)
PREPAID = "/rights/calculate/prepaid/"
FIGURES = "?paid_fen=1000&gift_fen=250&used_fen=500&paid_on=2026-01-05&asked_on=2026-06-01"


@pytest.fixture
def files(transactional_db, settings, tmp_path):
    settings.DEMO = True
    settings.CLAMD = ""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }
    casework.the_world()


@pytest.fixture
def walk(look):
    """Go to each address and look; with a button, press it as the page stands and look again."""

    def walk(page, prefix, addresses):
        for address, button in addresses.items():
            answer = page.goto(prefix + address)
            assert answer.status == 200, address
            name = re.sub(r"\W+", "-", address).strip("-") or "home"
            look(page, name)
            if button:
                page.locator("main").get_by_role("button", name=button, exact=True).first.click()
                page.locator(".errorlist, .error").first.wait_for()
                look(page, f"{name}-refused")

    return walk


def test_what_everybody_may_open(files, desk, look, walk):
    document = letters.issued("D03", at=now())
    genuine = f"/verify/{document.verify_code}/"
    walk(
        desk,
        "",
        {
            "/join/": "获取验证码",
            "/messages/": "获取验证码",
            "/verify/": "核验",
            genuine: "核对",
            PREPAID: "计算",
            PREPAID + FIGURES + "&cause=business&ended_on=2026-06-01&until=2026-08-13": "",
            "/rights/calculate/triple/": "计算",
            "/rights/": "",
        },
    )
    for address in ("/verify/AAAAAAAAAA/", "/invited/nobody/", "/messages/mail/no:such/"):
        desk.goto(address)
        look(desk, address.split("/")[1] + "-none")
    desk.goto(genuine)
    altered = {"name": "文书.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 changed"}
    desk.locator("input[type=file]").set_input_files([altered])
    desk.get_by_role("button", name="核对").click()
    look(desk, "verify-altered")


def test_a_consumer_names_another_business(files, desk, look):
    complaint = casework.a_complaint(Stage.NEGOTIATING, at=now() - HOUR)
    direct.answered(complaint, at=now())
    receipt = queries.receipt(complaint.pk)
    desk.goto("/track/")
    desk.get_by_label("投诉编号").fill(receipt.number)
    desk.get_by_label("查询码").fill(receipt.query_code)
    desk.get_by_role("button", name="查询", exact=True).click()
    look(desk, "track-wrong-business")
    desk.goto(f"/track/{complaint.pk}/business/")
    look(desk, "track-business")
    desk.locator("main form button[type=submit]").first.click()
    look(desk, "track-business-refused")


def test_a_case_in_mediation(files, desk, walk):
    complaint = people.a_joint_complaint(Stage.MEDIATING, at=now() - HOUR)
    actions.invite_business(complaint_id=complaint.pk, by=accounts.li_min(), at=now())
    mediation.told(mediation.a_session(complaint, at=now()), at=now())
    mediation.proposed(complaint, accounts.li_min(), at=now())
    mediation.a_text(complaint, at=now())
    at_the_desk(desk, accounts.officer("万能", EVERYTHING))
    walk(
        desk,
        f"/desk/complaints/{complaint.pk}/",
        {
            "people/": "",
            "people/list/": "",
            "mediation/": "",
            "mediation/agreement/": "保存并定稿",
            "deeds/plan-session/": "安排调解会",
            "deeds/add-person/": "",
            "parts/help/": "请其他消协协助",
            "dossier/": "",
            "papers/": "",
        },
    )
    walk(
        desk,
        "/desk/",
        {
            "hearings/": "",
            "hearings/?week=2027-03-01": "",
            "committees/": "",
            "tasks/": "",
            "tasks/?direction=out": "",
            "workload/": "",
            "supervisions/": "",
            "supervisions/?direction=out": "",
            "routes/": "",
        },
    )


def test_a_business_and_a_platform_at_the_desk(files, desk, walk):
    platform, shop = given.a_platform(), casework.the_shop()
    businesses.a_pledge(shop, at=now())
    complaint = casework.a_complaint(Stage.NEGOTIATING, at=now())
    application = businesses.an_application(at=now())
    at_the_desk(desk, accounts.officer("万能", EVERYTHING))

    walk(
        desk,
        "/desk/",
        {
            f"complaints/{complaint.pk}/direct/": "",
            f"complaints/{complaint.pk}/invitation/": "",
            f"businesses/{platform.pk}/": "",
            f"businesses/{shop.pk}/": "",
            f"businesses/{shop.pk}/pledges/record/": "登记",
            f"businesses/{shop.pk}/pause/": "暂停接收",
            f"businesses/{platform.pk}/platform/": "添加",
            f"businesses/{shop.pk}/access/": "",
            "applications/": "",
            "applications/?state=done": "",
            f"applications/{application.pk}/": "核验通过",
        },
    )


def test_a_platform_at_the_portal(files, settings, desk, look, walk):
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    platform = given.a_platform()
    given.a_green_complaint(at=now())
    given.a_green_complaint(at=now(), title="第二件")
    given.a_key(platform, at=now())
    owner = f"business:{platform.pk}"
    endpoints.an_endpoint("http://127.0.0.1:9/hooks", owner=owner)
    endpoints.an_event(owner=owner, at=now())
    partners.set_contact(
        platform_id=platform.pk, step="first_line", name="马云飞", email="a@example.org", phone="",
        by=SYSTEM, at=now(),
    )  # fmt: skip
    at_the_portal(desk, "mayun")
    walk(
        desk,
        "/portal/",
        {
            "": "",
            f"platforms/{platform.pk}/": "",
            f"access/{platform.pk}/": "",
            f"access/{platform.pk}/keys/new/": "创建",
            f"access/{platform.pk}/endpoints/new/": "添加",
            f"access/{platform.pk}/contacts/": "保存",
            f"access/{platform.pk}/deliveries/": "",
            f"access/{platform.pk}/deliveries/?sandbox=1": "",
            "record/": "",
        },
    )
    desk.goto(f"/portal/platforms/{platform.pk}/")
    desk.get_by_role("button", name="统一答复所选").click()
    desk.get_by_text("请先勾选").wait_for()
    desk.get_by_role("link", name="全选本页").click()
    look(desk, "queue-all")
    desk.get_by_role("button", name="统一答复所选").click()
    desk.get_by_role("button", name="确认答复 2 件").click()
    look(desk, "answer-many-refused")
    desk.get_by_label("怎样答复").select_option("wrong_business")
    desk.get_by_role("button", name="确认答复 2 件").click()
    look(desk, "many-done")
