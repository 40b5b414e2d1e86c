"""The first people of an installation come by a command; everybody else by the desk."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management.base import CommandError

from smart315.accounts import queries
from smart315.accounts.actors import Role
from smart315.accounts.totp import totp_now
from tests.given import NOON, accounts, regions


pytestmark = pytest.mark.django_db
PROVINCE = "青海省消费者协会"


@pytest.fixture
def first(smart315):
    regions.load()

    def first(role="system_admin", username="admin", **options):
        return smart315("create_staff", username, "--role", role, "--json", **options).outcome

    return first


def test_the_first_administrator_founds_the_province_and_gets_both_factors(first, client):
    outcome = first(found=PROVINCE, name="王琳")

    user = accounts.person("admin")
    assert queries.roles_of(user.pk) == [(queries.province(), Role.SYSTEM_ADMIN)]
    assert str(user) == "王琳"
    assert queries.province().name == outcome["organisation"] == PROVINCE
    assert queries.has_second_factor(user)
    (secret,) = parse_qs(urlsplit(outcome["totp_uri"]).query)["secret"]
    assert totp_now(secret, NOON).isdigit()
    page = client.get(urlsplit(outcome["password_link"]).path, follow=True)
    assert page.status_code == 200
    assert b"password1" in page.content


def test_the_second_administrator_comes_to_the_association_that_is_there(first):
    accounts.province()

    outcome = first("security_admin", "safety")

    assert outcome["organisation"] == PROVINCE
    assert "totp_uri" in outcome


def test_a_known_person_is_only_appointed(first):
    accounts.li_min()

    outcome = first("supervisor", "李敏", organisation="630102")

    assert "totp_uri" not in outcome
    assert not queries.has_second_factor(accounts.person("李敏"))


def test_an_association_that_is_missing_is_said(first):
    with pytest.raises(CommandError, match="No association serves 630000 yet"):
        first()


def test_a_division_that_is_missing_is_said(smart315):
    with pytest.raises(CommandError, match="load_reference"):
        smart315("create_staff", "admin", "--role", "system_admin", "--found", PROVINCE)


def test_a_refusal_is_a_sentence(first):
    first(found=PROVINCE)

    with pytest.raises(CommandError, match="不得由同一人兼任"):
        first("security_admin")


def test_without_json_the_ways_in_are_printed(smart315):
    accounts.province()

    out = smart315("create_staff", "admin", "--role", "system_admin").out

    assert "To choose a password, once: http://" in out
    assert "otpauth://totp/" in out
