"""The record is read by the province's audit administrator, and by nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from smart315.accounts.actors import Role
from tests.given import NOON, accounts, casework as given
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
PAGE = "/desk/audit/"


@pytest.fixture
def auditor():
    given.the_world()
    return browser_of(accounts.officer("审计管理员", Role.AUDIT_ADMIN, accounts.province()))


def test_a_complaints_events_are_listed_in_their_order(auditor):
    complaint = given.a_complaint(at=NOON - timedelta(hours=1))

    page = auditor.get(f"{PAGE}?subject=complaint&key={complaint.pk}")
    pasted = auditor.get(f"{PAGE}?subject=complaint&key=complaint:{complaint.pk}")

    assert [line.event.seq for line in page.context["lines"]] == [1]
    assert "complaint.submitted" in text_of(page) or "complaint.filed" in text_of(page)
    assert len(pasted.context["lines"]) == 1


def test_nothing_found_and_nonsense_are_told_apart(auditor):
    nothing = auditor.get(f"{PAGE}?subject=user&key=99999")
    nonsense = auditor.get(f"{PAGE}?subject=user&key=<b>")

    assert "没有这个对象的记录" in text_of(nothing)
    assert nonsense.context["form"].errors["key"]


def test_the_record_is_proved_on_demand(auditor):
    given.a_complaint(at=NOON - timedelta(hours=1))

    page = text_of(auditor.post(reverse("desk:verify")))

    assert "没有发现改动" in page


def test_an_officer_and_a_county_read_no_record(auditor):
    county = browser_of(accounts.officer("县审计", Role.AUDIT_ADMIN, accounts.county()))
    officer = browser_of(accounts.li_min())

    for browser in (county, officer):
        assert browser.get(PAGE).status_code == 403
        assert browser.post(reverse("desk:verify")).status_code == 403
