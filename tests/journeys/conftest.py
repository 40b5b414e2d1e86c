"""What a journey is given: a live server, pages in Chromium, an eye on accessibility.

A journey is marked `journey` by lying in this folder, and may write to the database: what it
commits is swept away afterwards. Prepare the world with `tests/given`, then walk:

    def test_a_consumer_reads_the_privacy_page(phone, accessible):
        phone.goto("/privacy/")                       # relative to the live server
        accessible(phone)                             # no axe violation, or the test fails

- `phone`, `desk`: a page of 390x844 or 1280x900; `both` runs the test once with each;
- `plain_phone`, `plain_desk`: the same with JavaScript off;
- `open_page(width="phone"|"desk", javascript=True)`: as many pages as wanted, each a browser of its
  own (own cookies): a consumer, a business, an officer at once. The page is wiped and used again:
  a listener that a test puts on it must be taken away by the test;
- `accessible(page)`: fails with axe-core's findings;
- `picture(page, "name")`: a full-page PNG as name-390.png, kept when SMART315_TEST_PICTURES
  names a folder;
- `live_server.url`: the address.

Every page is watched: a script error, content refused by the Content-Security-Policy, a request
to another host or a 5xx answer fails the test at its end.
"""

import os
from pathlib import Path

import pytest
from django.core.cache import cache

from tests.journeys import browser as browsers


HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(autouse=True)
def _nothing_counted():
    """Forget what the journey before has used up: codes that work once, tries that are counted."""
    cache.clear()


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all journeys; skipped, saying so, where there is none."""
    with browsers.chromium() as running:
        yield running


@pytest.fixture(scope="session")
def desks(browser, live_server):
    return browsers.Desks(browser, live_server.url)


@pytest.fixture
def open_page(desks, transactional_db):
    """Open pages, each with cookies of its own."""
    taken = []

    def open_page(width="phone", *, javascript=True):
        watch = desks.take(width, javascript=javascript)
        taken.append((watch, width, javascript))
        return watch.page

    yield open_page
    seen = [
        each
        for watch, width, javascript in taken
        for each in desks.give_back(watch, width, javascript=javascript)
    ]
    assert not seen, "\n".join(seen)


@pytest.fixture
def phone(open_page):
    return open_page("phone")


@pytest.fixture
def desk(open_page):
    return open_page("desk")


@pytest.fixture(params=["phone", "desk"])
def both(request, open_page):
    return open_page(request.param)


@pytest.fixture
def plain_phone(open_page):
    return open_page("phone", javascript=False)


@pytest.fixture
def plain_desk(open_page):
    return open_page("desk", javascript=False)


@pytest.fixture(scope="session")
def inspector(browser):
    return browsers.Inspector(browser)


@pytest.fixture
def accessible(inspector):
    """Fail with what axe-core finds on the page as it stands, JavaScript on or off."""
    # The second round, on PostgreSQL, is about the database.
    once = os.environ.get("SMART315_TEST_ONLY") == "database"

    def accessible(page):
        found = [] if once else inspector.violations(page)
        assert not found, "\n".join(found)

    return accessible


@pytest.fixture
def picture():
    """Keep a picture of the whole page, when somebody wants to see it."""
    folder = os.environ.get("SMART315_TEST_PICTURES", "")

    def picture(page, name):
        if folder:
            file = Path(folder) / f"{name}-{page.viewport_size['width']}.png"
            page.screenshot(path=file, full_page=True)

    return picture


@pytest.fixture
def look(accessible, picture):
    """See that the page as it stands has no barrier and fits, on a phone and on a desk."""

    def look(page, name):
        before = page.viewport_size
        for size in (browsers.DESK, browsers.PHONE):
            page.set_viewport_size(size)
            picture(page, name)
            accessible(page)
            wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            assert not wide, f"{name} is wider than a screen of {size['width']}"
        page.set_viewport_size(before)

    return look
