"""What every test shares: the database is emptied after a test that commits."""

import os
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from smart315.audit import guards, journal


HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Make the test database; on SQLite without the audit's triggers.

    SQLite empties a table by DELETE, which they refuse. The tests of the triggers install them.
    """
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            guards.remove(connection)
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            _end_sessions()


def _end_sessions():
    """End what threads of the live server left open, or the database could not be dropped."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True)
def _a_page_of_its_own():
    """Begin a page of the journal in each test: the page of the test before was rolled back."""
    journal.let_go()


@pytest.fixture(autouse=True)
def _the_language_of_the_house():
    """Forget the language that the reader of the last page chose: a thread keeps it."""
    translation.deactivate()


def pytest_collection_modifyitems(config, items):
    """With SMART315_TEST_ONLY=database keep the tests that touch the database.

    Pages reach no table (tests/test_architecture.py sees to it): what they show is tried once, but
    for those marked `both_databases`.
    """
    if os.environ.get("SMART315_TEST_ONLY") != "database":
        return
    kept = [item for item in items if _touches_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _touches_the_database(item):
    if item.get_closest_marker("both_databases"):
        return True
    folder = item.path.relative_to(HERE).parts[0] if HERE in item.path.parents else ""
    if folder == "journeys" or folder.startswith("web_"):
        return False
    fixtures = {"db", "transactional_db", "django_db_setup"}
    return bool(
        item.get_closest_marker("django_db") or fixtures & set(getattr(item, "fixturenames", ()))
    )


@pytest.fixture
def counted_queries():
    """Return what counts the queries of a call; a first call fills what is kept in memory."""

    def count(call):
        call()
        with CaptureQueriesContext(connection) as asked:
            call()
        return len(asked)

    return count
