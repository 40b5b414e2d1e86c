import pytest
from django.db import connection

from smart315.audit import guards, journal


@pytest.fixture
def unguarded(db):
    """The triggers dropped, as by somebody with the database's password."""
    guards.remove(connection)


@pytest.fixture(autouse=True)
def own_page():
    """Each test begins its own page: the page of the test before was rolled back."""
    journal.let_go()
