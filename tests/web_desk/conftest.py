"""People who sign in, each in a browser of their own."""

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from smart315.accounts import actions as accounts
from smart315.accounts.actors import SYSTEM, Role
from smart315.accounts.levels import Level
from smart315.regions import actions as regions
from tests.given import NOON, accounts as given
from tests.given.remembered import remembered


PASSWORD = "tests-315-Qinghai"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def addresses():
    cache.clear()
    # A code must not expire between reading and typing it.
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def time_travel_to(addresses):
    """Return what moves the clock."""
    return addresses.move_to


@pytest.fixture
def county(db):
    remembered("desk", _build)
    return given.county("630102")


def _build():
    regions.load(NOON)
    province = _found("青海省消费者协会", Level.PROVINCE, "630000", None)
    city = _found("西宁市消费者协会", Level.PREFECTURE, "630100", province.pk)
    _found("城东区消费者协会", Level.COUNTY, "630102", city.pk)


@pytest.fixture
def li_min(county):
    user = _person("limin", "李敏")
    accounts.appoint(
        by=SYSTEM, at=NOON, user_id=user.pk, organisation_id=county.pk, role=Role.INTAKE_OFFICER
    )
    return user


@pytest.fixture
def enrolled(li_min):
    accounts.enrol_totp(user=li_min, secret=SECRET, at=NOON)
    return li_min


@pytest.fixture
def stranger(db):
    return _person("stranger", "路人")


@pytest.fixture
def desk(enrolled):
    """Return a browser in which Li Min has signed in with both factors."""
    browser = Client()
    browser.force_login(enrolled)
    return browser


def browser_of(actor):
    """Return a browser in which somebody of the cast has signed in with both factors."""
    user = given.user_of(actor)
    accounts.enrol_totp(user=user, secret=SECRET, at=NOON)
    browser = Client()
    browser.force_login(user)
    return browser


def listed(browser, link):
    """Return how many complaints a link leads to, on all of its pages."""
    count = 0
    while link:
        page = browser.get(link)
        count += len(page.context["lines"])
        following = page.context["following"]
        link = following and f"/desk/complaints/{following}"
    return count


def text_of(answer):
    """Return the words of a page."""
    return answer.content.decode()


def _person(username, name):
    return accounts.create_user(
        by=SYSTEM, at=NOON, username=username, display_name=name, password=PASSWORD
    )


def _found(name, level, region, parent_id):
    return accounts.found_organisation(
        by=SYSTEM, at=NOON, name=name, level=level, region=region, parent_id=parent_id
    )
