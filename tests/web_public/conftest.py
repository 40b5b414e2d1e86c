"""Browsers of consumers, at noon, with files that lie in the test's own folder."""

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from tests.given import NOON, accounts, casework


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.CLAMD = ""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def noon():
    """The clock stands at noon until the test moves it."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def world(db, noon, settings):
    """The register and the associations; codes are shown, as on a demonstration."""
    settings.DEMO = True
    casework.the_world()
    accounts.county("630104")


@pytest.fixture
def browser(world):
    return Client()


@pytest.fixture
def stranger(world):
    return Client()
