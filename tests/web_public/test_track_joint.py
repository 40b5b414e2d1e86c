"""Several people follow one complaint: each with a key of their own, each asked in person."""

import pytest
from django.test import Client

from smart315.casework import numbers, queries
from smart315.casework.models import Consent
from tests.given import casework, people


def _opened_by(party):
    browser = Client()
    code = numbers.query_code(party.code_key)
    browser.post("/track/", {"number": party.complaint.number, "code": code})
    return browser


@pytest.mark.usefixtures("world")
def test_a_companion_is_added_confirms_and_is_asked():
    complaint = casework.filed()
    receipt = queries.receipt(complaint.pk)
    browser = Client()
    browser.post("/track/", {"number": receipt.number, "code": receipt.query_code})
    person = {"name": "德吉", "phone": "13997000001", "claim": "退款", "amount": "五百"}

    refused = browser.post(f"/track/{complaint.pk}/companion/", person)
    assert "请以元为单位填写金额" in refused.content.decode()
    browser.post(f"/track/{complaint.pk}/companion/", person | {"amount": "500"})

    deji = complaint.parties.get(role="joint")
    mine = _opened_by(deji)
    page = mine.get(f"/track/{complaint.pk}/").content.decode()
    assert "表示是否同意" in page
    assert "撤回投诉" not in page
    mine.post(f"/track/{complaint.pk}/consent/", {"matter": "agree", "given": "no"})
    assert Consent.objects.get(party=deji).given is False
    mine.post(f"/track/{complaint.pk}/leave-joint/", {"reason": "已解决"})
    assert mine.get(f"/track/{complaint.pk}/").status_code in {302, 404}


@pytest.mark.usefixtures("world")
def test_a_phone_confirms_who_was_added():
    complaint = people.a_joint_complaint()
    person = complaint.parties.filter(role="joint").first()
    browser = Client()

    shown = browser.post("/track/phone/", {"phone": person.phone}, follow=True).content.decode()
    code = shown.split("验证码是：")[1][:6]
    browser.post("/track/code/", {"code": code})

    person.refresh_from_db()
    assert person.phone_verified
    assert browser.get(f"/track/{complaint.pk}/").status_code == 200
