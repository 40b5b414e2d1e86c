"""赵磊 in his portal, at noon, with files that lie in the test's own folder."""

import pytest
import time_machine
from django.test import Client

from smart315.businesses.models import Member
from smart315.casework.models import Complaint
from smart315.casework.states import Stage
from tests.given import NOON, businesses, casework


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
def noon():
    """The clock stands at noon until the test moves it."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def shop(db):
    casework.the_world()
    return casework.the_shop()


@pytest.fixture
def portal(shop):
    """Return the browser of 赵磊, who answers for the shop."""
    browser = Client()
    browser.force_login(Member.objects.get(business=shop).user)
    return browser


@pytest.fixture
def other_portal(shop):
    """Return the browser of somebody who answers for another business."""
    other = businesses.a_business("西宁另一家百货有限公司", joined=True)
    browser = Client()
    browser.force_login(businesses.a_member(other, "qianduo", "钱多"))
    return browser


@pytest.fixture
def direct(shop) -> Complaint:
    """A complaint that has gone straight to the shop and was not opened yet."""
    return casework.a_complaint(Stage.NEGOTIATING)


@pytest.fixture
def opened(portal, direct) -> Complaint:
    """The same, opened by 赵磊."""
    portal.post(f"/portal/complaints/{direct.pk}/open/")
    return casework.reloaded(direct)
