"""A demonstration helps its visitors in; a real installation never does."""

import json

import pytest
from django.urls import reverse

from smart315.accounts.totp import totp_now
from tests.given import NOON
from tests.web_desk.conftest import PASSWORD, SECRET


@pytest.fixture
def written_down(settings, tmp_path, enrolled):
    row = {
        "username": "limin",
        "password": PASSWORD,
        "name": "李敏",
        "role": "受理员",
        "place": "城东区消费者协会",
    }
    (tmp_path / "demo_signins.json").write_text(json.dumps([row]), encoding="utf-8")
    settings.DATA = tmp_path
    return enrolled


def _pages(client):
    login = client.get("/accounts/login/").content.decode()
    client.post("/accounts/login/", {"login": "limin", "password": PASSWORD})
    return login, client.get(reverse("mfa_authenticate")).content.decode()


def test_a_demonstration_lists_its_accounts_and_shows_the_code(client, settings, written_down):
    settings.DEMO = True

    login, second = _pages(client)

    assert PASSWORD in login
    assert "演示环境" in login
    assert totp_now(SECRET, NOON) in second


def test_a_real_installation_shows_neither(client, settings, written_down):
    settings.DEMO = False

    login, second = _pages(client)

    assert PASSWORD not in login
    assert "演示环境" not in login + second


def test_an_account_that_is_not_of_the_demonstration_gets_no_code(
    client, settings, written_down, tmp_path
):
    settings.DEMO = True
    (tmp_path / "demo_signins.json").write_text("[]", encoding="utf-8")

    _, second = _pages(client)

    assert "演示环境" not in second
