"""The province drafts, previews and publishes what businesses sign; others read it."""

import pytest

from smart315.accounts.actors import Role
from smart315.businesses import queries
from smart315.businesses.models import PledgeText
from tests.given import NOON, accounts, casework
from tests.web_desk.conftest import browser_of


HERE = "/desk/pledge-texts/"
WORDS = "新版{respond_hours}小时、{solve_hours}小时。{advance_compensation}"


@pytest.fixture
def province(db):
    casework.the_world()
    return browser_of(accounts.officer("省受理", Role.INTAKE_OFFICER, accounts.province()))


def test_a_version_is_drafted_previewed_and_published(province):
    wrong = province.post(f"{HERE}direct/draft/", {"text": "没有位置"}).content.decode()
    assert "恰好出现一次" in wrong
    preview = province.post(f"{HERE}direct/draft/", {"text": WORDS}, follow=True)
    draft = PledgeText.objects.get()
    assert "先行赔付" in preview.content.decode()

    read = {"begins_on": NOON.date().isoformat(), "read_at": draft.drafted_at.isoformat()}
    page = province.post(f"{HERE}{draft.pk}/publish/", read, follow=True).content.decode()

    assert "direct-2026-2" in page
    assert queries.in_force("direct", NOON.date()).name == "direct-2026-2"
    assert province.get(f"{HERE}direct/shipped/").status_code == 200


def test_a_county_reads_the_versions_and_sees_no_draft(province):
    county = browser_of(accounts.li_min())
    province.post(f"{HERE}green/draft/", {"text": WORDS})
    draft = PledgeText.objects.get()

    page = county.get(HERE).content.decode()
    assert "green-2026-1" in page
    assert "草稿" not in page
    assert county.get(f"{HERE}{draft.pk}/").status_code == 404
    assert county.post(f"{HERE}direct/draft/", {"text": WORDS}).status_code == 404
    assert county.post(f"{HERE}{draft.pk}/drop/").status_code == 404
    province.post(f"{HERE}{draft.pk}/drop/")
    assert not PledgeText.objects.exists()
