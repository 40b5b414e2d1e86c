"""Opening a complaint is deliberate and on record; looking at a list is not opening."""

import pytest

from smart315.casework import actions
from smart315.casework.models import Entry
from tests.given import NOON, accounts, casework


def _address(complaint, more=""):
    return f"/portal/complaints/{complaint.pk}/{more}"


def test_before_opening_there_is_only_the_number_and_the_date(portal, direct):
    page = portal.get(_address(direct)).content.decode()

    assert direct.number in page
    assert "打开投诉（将记录查阅时间）" in page
    assert direct.title not in page
    assert direct.facts not in page


def test_a_get_writes_nothing(portal, direct):
    portal.get(_address(direct))
    portal.get(_address(direct, "open/"))

    assert casework.reloaded(direct).business_opened_at is None


def test_opening_is_recorded_once_and_then_the_page_opens(portal, direct):
    first = portal.post(_address(direct, "open/"), follow=True)
    portal.post(_address(direct, "open/"))

    assert direct.facts in first.content.decode()
    assert casework.reloaded(direct).business_opened_at == NOON
    assert Entry.objects.filter(complaint=direct, note="经营者打开了投诉。").count() == 1


def test_the_consumer_is_masked_and_the_telephone_is_nowhere(portal, opened):
    page = portal.get(_address(opened)).content.decode()

    assert "周*" in page
    assert "周颖" not in page
    assert casework.PHONE not in page
    assert "大众街18号" not in page


def test_the_page_is_kept_by_no_cache(portal, opened):
    assert "no-store" in portal.get(_address(opened))["Cache-Control"]


def test_every_date_explains_itself_even_before_opening(portal, direct):
    clock = casework.clock_of(direct, "negotiate.respond")

    page = portal.get(_address(direct, f"why/{clock.pk}/")).content.decode()

    assert "24小时" in page
    assert direct.title not in page


@pytest.mark.parametrize("more", ["", "why/1/", "evidence/1/"])
def test_a_stranger_finds_nothing(other_portal, opened, more):
    assert other_portal.get(_address(opened, more)).status_code == 404


@pytest.mark.parametrize("more", ["open/", "answer/", "evidence/", "performed/"])
def test_a_stranger_changes_nothing(other_portal, direct, more):
    assert other_portal.post(_address(direct, more)).status_code == 404
    assert casework.reloaded(direct).business_opened_at is None


def test_what_the_association_keeps_to_itself_is_not_shown(portal, opened):
    actions.note(complaint_id=opened.pk, text="该店近期同类投诉多", by=accounts.li_min(), at=NOON)

    assert "该店近期同类投诉多" not in portal.get(_address(opened)).content.decode()


def test_somebody_without_a_business_is_told_so(client, direct):
    client.force_login(accounts.person("路人"))

    assert client.get(_address(direct)).status_code == 403


def test_somebody_not_signed_in_is_asked_to(client, direct):
    assert client.get(_address(direct))["Location"].startswith("/accounts/login/")
