import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.given import casework


@pytest.fixture
def _world(db):
    casework.the_world()


@pytest.fixture
def counted():
    """Return what counts the queries of a read; a first read fills what is kept in memory."""

    def count(read):
        read()
        with CaptureQueriesContext(connection) as captured:
            read()
        return len(captured)

    return count
