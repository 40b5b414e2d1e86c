"""What every test shares: the database is emptied after a test that commits."""

import os

import pytest
from django.db import connection

from smart315.audit import guards, journal


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Make the test database; on SQLite without the audit's triggers.

    SQLite empties a table by DELETE, which they refuse. The tests of the triggers install them.
    """
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            guards.remove(connection)


@pytest.fixture(autouse=True)
def _a_page_of_its_own():
    """Begin a page of the journal in each test: the page of the test before was rolled back."""
    journal.let_go()


def pytest_collection_modifyitems(config, items):
    """With SMART315_TEST_ONLY=database keep the tests that touch the database."""
    if os.environ.get("SMART315_TEST_ONLY") != "database":
        return
    kept = [item for item in items if _touches_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _touches_the_database(item):
    fixtures = {"db", "transactional_db", "django_db_setup"}
    return bool(
        item.get_closest_marker("django_db") or fixtures & set(getattr(item, "fixturenames", ()))
    )
