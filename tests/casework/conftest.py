import pytest

from tests.given import casework


@pytest.fixture
def _world(db):
    casework.the_world()
