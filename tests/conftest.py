"""What every test shares: the database is emptied after a test that commits."""

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
