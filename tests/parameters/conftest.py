import pytest

from tests.given import parameters


@pytest.fixture
def _register(db):
    parameters.the_register()
