"""The way in: name and password, the second factor, and nobody else."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from smart315.accounts.totp import totp_now
from tests.given import NOON
from tests.web_desk.conftest import PASSWORD, SECRET


LOGIN = "/accounts/login/"
DESK_PAGES = ("desk:home", "desk:inbox", "desk:profile")


def _sign_in(client, username="limin", password=PASSWORD):
    return client.post(LOGIN, {"login": username, "password": password})


def test_an_officer_signs_in_with_password_and_code_and_lands_on_todays_work(client, enrolled):
    asked = _sign_in(client)
    landed = client.post(asked.url, {"code": totp_now(SECRET, NOON)}, follow=True)

    assert asked.url == reverse("mfa_authenticate")
    assert landed.redirect_chain[-1][0] == reverse("desk:home")
    assert "今日工作" in landed.content.decode()


def test_a_wrong_code_does_not_let_anybody_in(client, enrolled):
    asked = _sign_in(client)

    answer = client.post(asked.url, {"code": "000000"})

    assert "动态口令不正确" in answer.content.decode()
    assert client.get(reverse("desk:home")).status_code == 302


def test_a_code_opens_the_door_only_once(client, enrolled):
    code = totp_now(SECRET, NOON)
    _sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code})
    client.post(reverse("account_logout"))

    _sign_in(client)
    answer = client.post(reverse("mfa_authenticate"), {"code": code})

    assert answer.status_code == 200
    assert client.get(reverse("desk:home")).status_code == 302


def test_without_the_second_factor_an_officer_is_led_to_set_it_up(client, li_min):
    landed = client.post(LOGIN, {"login": "limin", "password": PASSWORD}, follow=True)

    assert landed.redirect_chain[-1][0] == reverse("mfa_activate_totp")
    assert "data:image/svg+xml" in landed.content.decode()


def test_setting_up_the_second_factor_opens_the_desk_and_gives_recovery_codes(client, li_min):
    page = client.post(LOGIN, {"login": "limin", "password": PASSWORD}, follow=True)
    secret = page.context["form"].secret

    landed = client.post(
        reverse("mfa_activate_totp"), {"code": totp_now(secret, NOON)}, follow=True
    )

    assert landed.redirect_chain[-1][0] == reverse("mfa_view_recovery_codes")
    assert client.get(reverse("signed_in")).url == reverse("desk:home")


def test_the_secret_of_an_authenticator_is_sealed(enrolled):
    kept = Authenticator.objects.get(user=enrolled, type=Authenticator.Type.TOTP)

    assert SECRET not in json.dumps(kept.data)
    assert kept.data["secret"].startswith("k1:")


@pytest.mark.parametrize("page", DESK_PAGES)
def test_no_desk_page_opens_without_the_second_factor(client, li_min, page):
    client.force_login(li_min)

    answer = client.get(reverse(page))

    assert answer.status_code == 302
    assert answer.url == reverse("mfa_activate_totp")


@pytest.mark.parametrize("page", [*DESK_PAGES, "portal:home", "portal:inbox", "signed_in"])
def test_who_has_not_signed_in_is_asked_to(client, db, page):
    answer = client.get(reverse(page))

    assert answer.status_code == 302
    assert answer.url.startswith(LOGIN)


@pytest.mark.parametrize("page", ["portal:home", "portal:inbox", "signed_in"])
def test_a_stranger_with_an_account_finds_no_place(client, stranger, page):
    client.force_login(stranger)

    assert client.get(reverse(page)).status_code == 403


def test_an_unknown_name_and_a_wrong_password_sound_alike(client, enrolled):
    unknown = _sign_in(client, username="nobody")
    wrong = _sign_in(client, password="wrong-password")

    said = [answer.context["form"].non_field_errors() for answer in (unknown, wrong)]
    assert said[0] == said[1] == ["用户名或密码不正确。"]


def test_five_wrong_passwords_lock_the_name_and_say_for_how_long(client, enrolled):
    for _ in range(5):
        _sign_in(client, password="wrong-password")

    answer = _sign_in(client)

    assert "30 分钟后再试" in answer.content.decode()


def test_nobody_signs_up_alone(client, db):
    answer = client.post(
        reverse("account_signup"),
        {"username": "newcomer", "password1": PASSWORD, "password2": PASSWORD},
    )

    assert "不开放自行注册" in answer.content.decode()
