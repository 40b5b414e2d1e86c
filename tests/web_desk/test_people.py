"""The page of the people of a case: shown, changed through forms, refused with a reason."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from smart315.casework import actions, queries
from smart315.web.desk.deedbook import DEEDS
from tests.given import NOON, accounts, casework as given, mediation, people
from tests.given.documents import PDF
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def page(complaint):
    return reverse("desk:people", args=[complaint.pk])


def deed(complaint, slug, *target):
    return reverse("desk:deed_of" if target else "desk:deed", args=[complaint.pk, slug, *target])


def sheet(name="letter.pdf"):
    return SimpleUploadedFile(name, PDF + name.encode())


def test_people_are_added_one_by_one_and_from_a_list(county):
    complaint = given.filed(at=NOON - HOUR)
    browser = browser_of(accounts.li_min())

    assert "共 1 人" in text_of(browser.get(page(complaint)))
    person = {"name": "德吉", "phone": "13997000001", "amount": "500"}
    answer = browser.post(deed(complaint, "add-person"), person, follow=True)
    assert "共 2 人" in text_of(answer)
    assert "13997000001" not in text_of(answer)
    wrong = browser.post(deed(complaint, "add-person"), person | {"name": "另一人"})
    assert "已经登记在这件投诉里" in text_of(wrong)

    rows = "姓名,手机号码,金额\n桑吉,13997000002,300\n卓玛,139,100\n".encode()
    upload = {"file": SimpleUploadedFile("名单.csv", rows)}
    answer = browser.post(reverse("desk:add_people", args=[complaint.pk]), upload)
    assert "第 3 行" in text_of(answer)
    assert "共 3 人" in text_of(browser.get(page(complaint)))


def test_the_two_are_elected_and_the_others_asked(county):
    complaint = people.a_joint_complaint(elected=False, at=NOON - HOUR)
    browser = browser_of(accounts.li_min())
    everybody = queries.people(complaint.pk, accounts.li_min(), at=NOON).present

    refused = browser.post(deed(complaint, "elect"), {"chosen": [everybody[0].pk]})
    assert "推选两名代表人" in text_of(refused)
    chosen = {"chosen": [each.pk for each in everybody[:2]], "letter": sheet()}
    answer = browser.post(deed(complaint, "elect"), chosen, follow=True)
    assert text_of(answer).count("代表人</span>") >= 2 or "代表人" in text_of(answer)
    said = {"matter": "agree", "given": "yes", "means": "paper", "letter": sheet("a.pdf")}
    answer = browser.post(deed(complaint, "consent", everybody[2].pk), said, follow=True)
    assert "书面签名" in text_of(answer)
    answer = browser.post(
        deed(complaint, "leave", everybody[3].pk), {"reason": "已解决"}, follow=True
    )
    assert "已退出" in text_of(answer)


def test_an_agent_is_noted_with_the_letter(county):
    complaint = given.filed(at=NOON - HOUR)
    browser = browser_of(accounts.li_min())
    typed = {
        "principal_id": complaint.parties.get().pk,
        "name": "马代理",
        "phone": "13997000099",
        "matters": "协商退款",
        "powers": ["state", "settle"],
        "since": "2026-09-01",
        "until": "2026-12-31",
    }

    refused = browser.post(deed(complaint, "agent"), typed)
    assert "请上传委托人签名的授权委托书" in text_of(refused)
    answer = browser.post(deed(complaint, "agent"), {**typed, "letter": sheet()}, follow=True)

    assert "协商退款" in text_of(answer)
    agent = queries.people(complaint.pk, accounts.li_min(), at=NOON).agents[0]
    answer = browser.post(deed(complaint, "revoke-agent", agent.agent_id), follow=True)
    assert "已解除" in text_of(answer)


def test_an_officer_notes_the_agent_of_the_business_and_the_case_names_them(county):
    complaint = mediation.mediating(at=NOON - HOUR)
    browser = browser_of(accounts.li_min())
    typed = {
        "name": people.LAWYER,
        "phone": people.LAWYER_PHONE,
        "capacity": "lawyer",
        "identity": people.IDENTITY,
        "matters": "与投诉人协商退款",
        "powers": ["state", "admit"],
        "since": "2026-09-01",
        "until": "2026-12-31",
    }

    assert "登记经营者的代理人" in text_of(browser.get(page(complaint)))
    refused = text_of(browser.post(deed(complaint, "business-agent"), typed))
    assert "请上传委托人签名的授权委托书" in refused
    assert people.LAWYER in refused
    done = browser.post(
        deed(complaint, "business-agent"), {**typed, "letter": sheet()}, follow=True
    )

    shown = text_of(done)
    for words in (people.LAWYER, "特别授权", given.SHOP, "李敏登记", "身份证件尾号", "1235"):
        assert words in shown
    assert people.IDENTITY not in shown
    assert people.LAWYER_PHONE not in shown
    case = text_of(browser.get(reverse("desk:complaint", args=[complaint.pk])))
    assert people.LAWYER in case
    agent = queries.people(complaint.pk, accounts.li_min(), at=NOON).agents[0]
    answer = browser.post(deed(complaint, "revoke-agent", agent.agent_id), follow=True)
    assert "解除于" in text_of(answer)
    case = text_of(browser.get(reverse("desk:complaint", args=[complaint.pk])))
    assert people.LAWYER not in case


def test_a_signature_by_an_agent_is_refused_at_the_field_that_names_them(county):
    complaint = mediation.mediating(at=NOON - HOUR)
    agent = people.sent(complaint, at=NOON - HOUR)
    text = mediation.a_text(complaint)
    actions.fix_text(text_id=text.pk, by=accounts.li_min(), at=NOON)
    browser = browser_of(accounts.li_min())
    signed = {"side": "business", "means": "paper", "agent_id": agent.pk, "letter": sheet()}

    answer = browser.post(deed(complaint, "sign-text", text.pk), signed)

    assert "特别授权" in str(answer.context["form"].errors["agent_id"])
    assert not text.signatures.exists()
    again = {**signed, "agent_id": "", "letter": sheet()}
    browser.post(deed(complaint, "sign-text", text.pk), again)
    assert text.signatures.get().agent is None


def test_complaints_are_joined_from_the_page(county):
    first, second = given.filed(at=NOON - HOUR), given.filed(phone="13997000002", at=NOON - HOUR)
    browser = browser_of(accounts.li_min())

    assert second.number in text_of(browser.get(deed(first, "join")))
    answer = browser.post(deed(first, "join"), {"others": [second.pk]}, follow=True)

    assert "共 2 人" in text_of(answer)


def test_a_stranger_finds_no_people(county):
    complaint = given.filed(at=NOON - HOUR)
    stranger = browser_of(accounts.wang_qiang())

    assert stranger.get(page(complaint)).status_code == 404
    assert stranger.get(deed(complaint, "add-person")).status_code == 404


def test_the_page_costs_the_same_for_many(county, counted_queries):
    few = people.a_joint_complaint(at=NOON - HOUR)
    many = people.a_joint_complaint(at=NOON - HOUR, phones=range(100, 120))
    browser = browser_of(accounts.li_min())

    cost = counted_queries(lambda: browser.get(page(few)))
    assert counted_queries(lambda: browser.get(page(many))) == cost


def test_every_deed_has_an_address_that_can_be_opened():
    assert all(slug == slug.lower() and " " not in slug for slug in DEEDS)
