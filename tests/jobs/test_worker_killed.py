"""Real workers are killed in the middle of their work, and every owed message is sent."""

import json
import os
import subprocess
import sys
import time

import pytest
from django.conf import settings as configured
from django.db import connection

from smart315.casework.notices import MESSAGES
from smart315.messaging import actions
from smart315.messaging.actions import Owed
from smart315.messaging.models import Outgoing
from smart315.messaging.states import Channel
from smart315.parameters import actions as parameters
from smart315.parameters.register import Declared
from tests.fakes import dysms
from tests.given import NOON


LOAD, WORKERS, PATIENCE = 120, 3, 120
TEMPLATE = MESSAGES["accept"][0].template.name
SAYS = {"number": "1", "due": "2026-09-08", "url": "http://x/track/"}


def environment(endpoint, folder):
    database = connection.settings_dict
    if connection.vendor == "postgresql":
        address = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)
    else:
        address = f"sqlite:///{database['NAME']}"
    provider = {
        "provider": "aliyun", "key_id": dysms.KEY_ID, "key_secret": dysms.KEY_SECRET,
        "sign": dysms.SIGN, "templates": {TEMPLATE: "SMS_1"}, "endpoint": endpoint,
    }  # fmt: skip
    names = ("SECRET_KEY", "FIELD_KEYS", "LOOKUP_KEY", "AUDIT_KEY")
    keys = {f"SMART315_{name}": getattr(configured, name) for name in names}
    return {
        **os.environ, **keys, "DATABASE_URL": address, "SMART315_SMS": json.dumps(provider),
        "DJANGO_SETTINGS_MODULE": "smart315.config.settings", "SMART315_DATA": str(folder),
        "SMART315_LOG_LEVEL": "ERROR",
    }  # fmt: skip


def pending():
    return Outgoing.objects.pending().count()


def wait_until(done):
    until = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < until, "the workers do not get on"
        time.sleep(0.05)


@pytest.mark.django_db(transaction=True)
def test_every_owed_message_is_sent_though_workers_are_killed(tmp_path):
    # Neither night nor cap may hold a message back: the test runs at any hour.
    pace = {"quiet_from": "00:00", "quiet_until": "00:00", "caps": {"hour": 0, "day": 0}}
    declared = [Declared(f"message.{name}", "", value, "tests") for name, value in pace.items()]
    parameters.load_rules(declared=declared, at=NOON)
    actions.owe_many(
        Owed(Channel.SMS, f"138{number:08}", TEMPLATE, SAYS, "s:1", NOON) for number in range(LOAD)
    )
    command = [sys.executable, "-m", "smart315", "worker"]
    with dysms.running() as provider:
        env = environment(provider.address, tmp_path)
        workers = [subprocess.Popen(command, env=env) for _ in range(WORKERS + 1)]  # noqa: S603
        try:
            for number, each in enumerate(workers[:WORKERS], start=1):
                wait_until(lambda share=LOAD - number * LOAD // 5: pending() <= share)
                each.kill()
                each.wait()
            wait_until(lambda: pending() == 0)
        finally:
            for each in workers:
                each.kill()
                each.wait()

    names = [taken["OutId"] for taken in provider.taken]
    assert set(names) == {
        f"smart315-{key}" for key in Outgoing.objects.values_list("pk", flat=True)
    }
    assert len(names) - LOAD <= WORKERS
    assert len(Outgoing.objects.exclude(failed_at=None)) == 0
