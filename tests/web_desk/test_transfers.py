"""What was handed on waits for a signature on one side, and can be followed on the other."""

from datetime import timedelta

import pytest
from django.urls import reverse

from smart315.casework.states import Stage
from tests.given import NOON, accounts, casework as given
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
LIST = "/desk/transfers/"


def test_the_receiver_finds_what_to_sign_and_the_sender_where_it_went():
    complaint = given.a_complaint(Stage.TRANSFERRED, at=NOON - timedelta(hours=1))

    receiver = text_of(browser_of(accounts.wang_qiang()).get(LIST))
    sender = text_of(browser_of(accounts.li_min()).get(f"{LIST}?direction=out"))

    assert reverse("desk:move", args=[complaint.pk, "sign_for"]) in receiver
    assert "城西区消费者协会" in sender
    assert reverse("desk:move", args=[complaint.pk, "sign_for"]) not in sender


def test_a_department_is_offered_outside_the_network_and_only_with_consent():
    complaint = given.a_complaint(Stage.SUBMITTED, at=NOON - timedelta(hours=1))
    accounts.partner()
    officer = browser_of(accounts.li_min())
    address = reverse("desk:move", args=[complaint.pk, "transfer"])
    press = {
        "seen": "submitted",
        "to": "outside",
        "outside": "城东区市场监督管理局",
        "reason": "涉嫌违法",
    }

    page = officer.get(address)
    refused = officer.post(address, press)

    offered = [
        name
        for _, group in page.context["form"].fields["receiver"].choices[1:]
        for _, name in group
    ]
    assert "城东区市场监督管理局" not in offered
    assert refused.context["form"].errors["consent"]


def test_empty_lists_say_what_would_stand_there():
    given.the_world()
    browser = browser_of(accounts.li_min())

    assert "没有待签收的投诉" in text_of(browser.get(LIST))
    assert "没有转出过投诉" in text_of(browser.get(f"{LIST}?direction=out"))


def test_the_list_costs_the_same_number_of_queries_however_long_it_is(
    django_assert_num_queries, counted_queries
):
    browser = browser_of(accounts.wang_qiang())
    for _ in range(2):
        given.a_complaint(Stage.TRANSFERRED, at=NOON - timedelta(hours=1))
    few = counted_queries(lambda: browser.get(LIST))
    for _ in range(10):
        given.a_complaint(Stage.TRANSFERRED, at=NOON - timedelta(hours=1))

    with django_assert_num_queries(few):
        browser.get(LIST)
