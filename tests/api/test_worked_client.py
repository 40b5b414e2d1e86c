"""The worked client of the documents, against the live server, webhooks included."""

import json
import time
from datetime import UTC, datetime

import pytest

from smart315.accounts import actors
from smart315.casework import actions
from smart315.casework.models import Complaint
from smart315.messaging.webhooks import signing
from smart315.messaging.webhooks.models import Event
from tests.given import partners


@pytest.fixture
def noon():
    """Here the clock runs: two programs speak with each other."""
    return


@pytest.fixture(scope="module")
def client():
    return partners.worked_client()


@pytest.fixture
def platform(transactional_db, settings):
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    return partners.a_platform()


@pytest.fixture
def program(client, live_server, platform):
    """The client of the platform, its receiver running, its endpoint set."""
    secret = partners.a_key(platform, sandbox=True)[1]
    ours = client.Partner(live_server.url, secret)
    with partners.a_receiver(platform, client.answering(ours), sandbox=True) as receiver:
        yield receiver
    ours.http.close()


def test_a_program_answers_a_complaint_by_itself_and_keeps_its_word(program, platform):
    complaint = actions.file_in_sandbox(
        business_id=platform.pk, by=actors.SYSTEM, at=datetime.now(UTC)
    )

    partners.delivered(program)
    trial = actors.partner(platform.pk, key_id=1, label="x", sandbox=True)
    for deed in ("take", "confirm"):
        at = datetime.now(UTC)
        actions.act_in_sandbox(complaint_id=complaint.pk, deed=deed, by=trial, at=at)
        partners.delivered(program)

    assert Complaint.objects.get(pk=complaint.pk).stage == "closed"
    told = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert told == [
        "complaint.received",
        "complaint.opened",
        "complaint.answered",
        "offer.taken",
        "complaint.updated",
        "performance.claimed",
        "performance.confirmed",
        "complaint.closed",
    ]
    assert len(program.seen) == len(told)


def test_a_webhook_that_somebody_else_signed_or_that_is_old_is_not_taken(client):
    body, at = json.dumps({"id": "1"}).encode(), int(time.time())
    genuine = signing.header(["whsec_new", "whsec_old"], at, body)

    assert client.is_genuine("whsec_new", genuine, body, at)
    assert client.is_genuine("whsec_old", genuine, body, at)
    assert not client.is_genuine("whsec_other", genuine, body, at)
    assert not client.is_genuine("whsec_new", genuine, body + b" ", at)
    assert not client.is_genuine("whsec_new", genuine, body, at + 3600)
    assert not client.is_genuine("whsec_new", "", body, at)
