"""A receiver on this machine, which the tests alone may call."""

import pytest

from tests.fakes import receiver as receivers


@pytest.fixture(autouse=True)
def _this_machine(settings):
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]


@pytest.fixture
def receiver():
    with receivers.running() as running:
        yield running
