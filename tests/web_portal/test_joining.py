"""Applying to take part: a phone, a code, the papers, the pledge, a password."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from smart315.businesses import actions, queries
from smart315.businesses.models import Application
from smart315.businesses.states import ApplicationState
from tests.given import NOON, accounts, businesses, casework


pytestmark = pytest.mark.django_db
PHONE = businesses.CONTACT_PHONE
CODE = re.compile(r"验证码是：(\d{6})")


@pytest.fixture(autouse=True)
def _world(settings):
    settings.DEMO = True
    casework.the_world()


def text_of(answer):
    return answer.content.decode()


def known(phone=PHONE):
    """A browser in which the phone was confirmed."""
    browser = Client()
    shown = browser.post("/join/", {"phone": phone}, follow=True)
    found = CODE.search(text_of(shown))
    assert found
    browser.post("/join/code/", {"code": found[1]})
    return browser


def papers():
    names = {"licence": 1, "authority": 2}
    return {
        name: SimpleUploadedFile(f"{name}.png", businesses.a_scan(shade))
        for name, shade in names.items()
    }


def typed(**changes):
    given = {
        "pledge_kind": "direct",
        "name": "西宁雪莲商贸公司",
        "uscc": "91350200776049653A",
        "kind": "company",
        "region": "630102",
        "contact_name": "马海英",
    }
    return given | changes


def test_somebody_applies_with_a_confirmed_phone():
    browser = known()

    done = browser.post("/join/new/", typed() | papers(), follow=True)

    assert "申请已提交" in text_of(done)
    application = Application.objects.get()
    assert (application.name, application.contact_phone) == ("西宁雪莲商贸公司", PHONE)


def test_nobody_applies_without_a_phone():
    answer = Client().get("/join/new/", follow=True)

    assert "请先用短信验证码核实手机号码" in text_of(answer)


def test_what_is_missing_is_named_and_what_was_typed_stays():
    page = text_of(known().post("/join/new/", typed(contact_name="")))

    for missing in ("请填写联系人姓名", "请上传营业执照", "请上传盖章的授权书"):
        assert missing in page
    assert "西宁雪莲商贸公司" in page
    assert "文件请重新选择" in page


def test_a_doubtful_code_is_pointed_out_once_then_taken():
    browser, code = known(), "91630100MA752XXXX0"

    warned = browser.post("/join/new/", typed(uscc=code) | papers())
    taken = browser.post("/join/new/", typed(uscc=code, seen=code) | papers(), follow=True)

    assert "请核对" in text_of(warned)
    assert "申请已提交" in text_of(taken)


def test_a_returned_application_is_put_right():
    application = businesses.an_application()
    actions.return_application(
        application_id=application.pk,
        reasons=["name_differs"],
        note="缺少“有限公司”。",
        by=accounts.li_min(),
        at=NOON,
    )
    browser = known()

    page = text_of(browser.get(f"/join/{application.pk}/"))
    form = text_of(browser.get(f"/join/{application.pk}/correct/"))
    browser.post(f"/join/{application.pk}/correct/", typed(name="西宁雪莲商贸有限公司"))

    assert "名称与营业执照不一致" in page
    assert "缺少“有限公司”" in form
    application.refresh_from_db()
    assert application.state == ApplicationState.APPLIED
    assert application.name == "西宁雪莲商贸有限公司"


def test_the_pledge_is_read_with_its_hours_and_signed():
    application = businesses.an_application()
    actions.verify(application_id=application.pk, by=accounts.li_min(), at=NOON)
    browser, address = known(), f"/join/{application.pk}/sign/"
    hours = {"respond_hours": "12", "solve_hours": "36", "signed_by": "马海英"}
    whole = hours | {"signed_as": "法定代表人", "agreed": "on"}

    read = text_of(browser.post(address, hours | {"read": "1"}))
    longer = text_of(browser.post(address, whole | {"solve_hours": "96"}))
    browser.post(address, whole)

    assert "12小时内打开并回应，36小时内" in read
    assert "请阅读承诺书全文后勾选" not in read
    assert "不能超过规则规定的48小时" in longer
    application.refresh_from_db()
    assert application.state == ApplicationState.SIGNED
    assert application.business is not None
    signed = queries.pledge_of(application.business.pk)
    assert signed is not None
    assert signed.signed_as == "法定代表人"


def test_an_activated_applicant_chooses_a_password():
    application = businesses.an_application()
    officer = accounts.li_min()
    actions.verify(application_id=application.pk, by=officer, at=NOON)
    actions.sign_application(
        application_id=application.pk,
        phone=PHONE,
        terms=actions.Terms(24, 48),
        signed_by="马海英",
        at=NOON,
    )
    actions.activate(application_id=application.pk, username="xuelian", by=officer, at=NOON)
    browser = known()

    page = text_of(browser.get(f"/join/{application.pk}/"))
    link = browser.post(f"/join/{application.pk}/password/")

    assert "xuelian" in page
    assert "/accounts/password/reset/key/" in link.url


def test_another_phone_opens_no_application():
    application = businesses.an_application()

    assert known("13997000000").get(f"/join/{application.pk}/").status_code == 404


def test_half_an_hour_without_a_look_ends_it():
    application = businesses.an_application()
    browser = known()
    session = browser.session
    held = session["joining_phone"]
    session["joining_phone"] = [held[0], held[1], held[2] - timedelta(minutes=31).total_seconds()]
    session.save()

    assert browser.get(f"/join/{application.pk}/").url == "/join/"
