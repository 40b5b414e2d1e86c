"""The page of a mediation: everything is done from it, unclear texts stay with what was typed."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from smart315.accounts.actors import Role
from smart315.casework.models import AgreementText, Session
from smart315.casework.states import Stage
from tests.given import NOON, accounts, mediation as given
from tests.given.casework import SHOP, a_complaint, reloaded
from tests.given.documents import PDF
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATER = "2026-09-20"


def url(name, complaint, *more):
    return reverse(f"desk:{name}", args=[complaint.pk, *more])


def do(browser, complaint, slug, *target, **typed):
    name = "deed_of" if target else "deed"
    return text_of(browser.post(url(name, complaint, slug, *target), typed, follow=True))


def sheet(name="a.pdf"):
    return SimpleUploadedFile(name, PDF + name.encode())


def written(*rows, **changes):
    typed = {
        "code": "refund",
        "facts": "羽绒服掉毛",
        "dispute": "退款",
        "liability": "经营者退款",
        "total": "299",
        "form-TOTAL_FORMS": str(len(rows)),
        "form-INITIAL_FORMS": "0",
    }
    for number, row in enumerate(rows):
        typed |= {f"form-{number}-{name}": value for name, value in row.items()}
    return typed | changes


ROW = {
    "kind": "money", "payer": SHOP, "payee": "周颖", "amount": "299", "due_on": LATER,
    "method": "银行转账",
}  # fmt: skip


@pytest.fixture
def complaint(county):
    return given.mediating(at=NOON - HOUR)


@pytest.fixture
def browser(complaint):
    return browser_of(accounts.li_min())


def test_a_session_is_planned_told_held_and_printed(browser, complaint, time_travel_to):
    me = accounts.user_of(accounts.li_min()).pk
    plan = {
        "mode": "onsite", "starts_at": "2026-09-08T10:00", "minutes_long": "60",
        "place": "调解室", "mediators": [me], "guests": "张三 律师",
    }  # fmt: skip
    assert "待通知" in do(browser, complaint, "plan-session", **plan)
    session = Session.objects.get()
    assert "双方同意" in do(browser, complaint, "notify-session", session.pk)
    guest = session.guests.get().pk
    do(browser, complaint, "guest", guest, consumer_agrees="on", business_agrees="on")
    assert "已通知" in do(browser, complaint, "notify-session", session.pk)

    file = browser.get(url("session_ics", complaint, session.pk)).content.decode()
    assert "DTSTART:20260908T020000Z" in file
    assert "周颖" not in file
    week = browser.get(reverse("desk:hearings") + "?week=2026-09-08")
    assert "调解室" in text_of(week)

    time_travel_to(NOON + 8 * DAY)
    browser.force_login(accounts.user_of(accounts.li_min()))
    said = {
        "consumer_said": "要求退款", "business_said": "同意", "disputed": "", "result": "达成一致",
        **{f"signed_{number}": "signed" for number in range(4)},
    }  # fmt: skip
    assert "已召开" in do(browser, complaint, "minutes", session.pk, **said)
    assert "达成一致" in text_of(browser.get(url("minutes", complaint, session.pk)))


def test_an_unclear_agreement_stays_with_what_was_typed(browser, complaint):
    edit = url("edit_agreement", complaint)
    shown = text_of(browser.get(edit))
    assert "起草调解协议" in shown
    assert "选填" not in shown
    unclear = written(ROW | {"payee": "", "amount": "200"}, fix="1")

    answer = text_of(browser.post(edit, unclear))

    assert "请写明向谁履行" in answer
    assert "不一致" in answer
    assert "银行转账" in answer
    assert AgreementText.objects.get().state == "draft"


def test_an_agreement_is_written_signed_and_performed(browser, complaint):
    answer = browser.post(url("edit_agreement", complaint), written(ROW, fix="1"), follow=True)
    assert "待签名" in text_of(answer)
    text = AgreementText.objects.get()
    person = complaint.parties.get().pk
    asked = text_of(browser.get(url("deed_of", complaint, "sign-text", text.pk)))
    assert f'<option value="{person}" selected>' in asked
    page = text_of(browser.get(url("mediation", complaint)))
    assert "起草协议" not in page
    signs = {"side": "consumer", "party_id": person, "means": "paper", "letter": sheet()}
    do(browser, complaint, "sign-text", text.pk, **signs)
    signs = {"side": "business", "means": "paper", "letter": sheet("b.pdf")}
    do(browser, complaint, "sign-text", text.pk, **signs)
    assert "已签署生效" in do(browser, complaint, "conclude", text.pk)
    assert "调解协议书" in text_of(browser.get(url("agreement_paper", complaint)))

    court = {
        "court": "城东区人民法院", "ground": "organisation", "consumer_applies": "on",
        "business_applies": "on",
    }  # fmt: skip
    prepared = do(browser, complaint, "court", **court)
    assert "准备申请" in prepared
    assert "制作申请书" in prepared
    row = text.obligations.get()
    do(browser, complaint, "paid", row.pk, paid="299")
    assert reloaded(complaint).stage == Stage.PERFORMED


def test_ties_recusal_appraisal_and_the_two_limits_have_their_forms(browser, complaint):
    assert "声明没有利害关系" in do(browser, complaint, "declare", conflict="no")
    assert "请上传" in do(browser, complaint, "extend")
    assert "已延长" in do(browser, complaint, "extend", letter=sheet())
    arranged = {
        "institution": "省质检院", "cma": "1", "scope": "纺织品", "items": "含绒量",
        "cost": "loser", "amount": "800", "consumer_agrees": "on", "business_agrees": "on",
    }  # fmt: skip
    assert "省质检院" in do(browser, complaint, "arrange-appraisal", **arranged)
    do(browser, complaint, "ask-recusal", reason="有亲属关系")
    assert reloaded(complaint).stage == Stage.SUSPENDED
    head = browser_of(accounts.head())
    other = accounts.user_of(accounts.officer("调解员乙", Role.MEDIATOR)).pk
    recusal = complaint.recusals.get().pk
    decided = {"granted": "yes", "replacement_id": other, "note": "属实"}
    assert "已准许回避" in do(head, complaint, "decide-recusal", recusal, **decided)


def test_the_ending_is_told_from_the_page(county):
    ended = a_complaint(Stage.TERMINATED, at=NOON - HOUR)
    browser = browser_of(accounts.li_min())
    typed = {"consumer_how": "短信", "business_how": "邮寄", "on": "2026-09-01"}

    assert "已登记送达" in do(browser, ended, "tell-termination", **typed)


def test_messages_and_proposals_stand_on_one_line_of_time(browser, complaint):
    said = {"text": "背对背沟通", "audience": "internal"}
    assert "背对背沟通" in text_of(browser.post(url("mediation_say", complaint), said, follow=True))
    offer = {"code": "refund", "amount": "200", "perform_by": LATER, "audience": "all"}
    assert "200.00元" in do(browser, complaint, "propose", **offer)
    proposal = complaint.proposals.get().pk
    do(browser, complaint, "accept-proposal", proposal, on_behalf="consumer")
    answer = do(browser, complaint, "accept-proposal", proposal, on_behalf="business")
    assert "起草中" in answer


def test_a_stranger_finds_no_mediation(complaint):
    stranger = browser_of(accounts.wang_qiang())

    assert stranger.get(url("mediation", complaint)).status_code == 404
