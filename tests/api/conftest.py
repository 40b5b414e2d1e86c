"""A platform's program at noon, with files that lie in the test's own folder."""

import pytest
import time_machine
from django.core.cache import cache

from tests.given import NOON, partners


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
    cache.clear()


@pytest.fixture(autouse=True)
def noon():
    """The clock stands at noon until the test moves it."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def platform(db):
    return partners.a_platform()


@pytest.fixture
def partner(platform):
    return partners.a_partner(platform)


@pytest.fixture
def complaint(platform):
    return partners.a_green_complaint(platform)
