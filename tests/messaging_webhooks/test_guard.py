"""A webhook goes over HTTPS to public addresses, and never into the house."""

import socket

import pytest

from smart315.kernel.verdicts import Refused
from smart315.messaging.webhooks import actions, guard
from smart315.messaging.webhooks.models import Attempt, Endpoint
from tests.given import NOON
from tests.given.webhooks import OWNER, an_endpoint, an_event


def resolving(monkeypatch, *addresses):
    """Let every name lead to the addresses."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_rest: found)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.8",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",  # noqa: S104 - nothing is bound
        "100.64.0.1",
        "224.0.0.1",
        "::1",
        "fd00::1",
        "fe80::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
    ],
)
def test_no_address_inside_the_house_is_called(settings, monkeypatch, address):
    settings.WEBHOOK_NETWORKS = []
    resolving(monkeypatch, address)

    with pytest.raises(guard.BlockedError):
        guard.addresses("partner.example", 443)
    with pytest.raises(Refused, match="内部网络") as refusal:
        guard.check("https://partner.example/hooks")
    assert refusal.value.field == "url"


def test_one_bad_address_of_a_name_spoils_it(settings, monkeypatch):
    settings.WEBHOOK_NETWORKS = []
    resolving(monkeypatch, "93.184.216.34", "10.0.0.1")

    with pytest.raises(guard.BlockedError):
        guard.addresses("partner.example", 443)


def test_a_network_of_the_house_can_be_opened(settings, monkeypatch):
    settings.WEBHOOK_NETWORKS = ["10.1.0.0/16"]
    resolving(monkeypatch, "10.1.2.3")

    assert guard.check(" https://partner.example/hooks ") == "https://partner.example/hooks"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "partner.example/hooks",
        "ftp://partner.example/",
        "https://",
        "https://user:secret@partner.example/",
        "http://partner.example/",
        "https://partner.example:99999/",
        "https://partner.example/" + "a" * 500,
        "https://partner.example/ hooks",
    ],
)
def test_an_address_that_is_none_is_refused(monkeypatch, url):
    resolving(monkeypatch, "93.184.216.34")

    with pytest.raises(Refused) as refusal:
        guard.check(url)
    assert refusal.value.field == "url"


def test_a_name_that_leads_nowhere_is_refused(monkeypatch):
    def nowhere(*_args, **_rest):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)

    with pytest.raises(Refused, match="找不到"):
        guard.check("https://nowhere.example/")


@pytest.mark.django_db
def test_a_name_that_turns_inwards_later_is_not_called(settings, receiver):
    """What was public at saving may lead elsewhere at sending (DNS rebinding)."""
    from smart315.messaging.webhooks import delivery

    an_endpoint(receiver.url)
    an_event()
    settings.WEBHOOK_NETWORKS = []

    assert delivery.deliver_due(at=NOON, worker="w").failed == 1
    assert receiver.calls == []
    assert Attempt.objects.get().error == "BlockedError"


@pytest.mark.django_db
def test_the_same_address_is_set_once_and_not_without_end(receiver):
    an_endpoint(receiver.url)

    with pytest.raises(Refused, match="已经设置过"):
        an_endpoint(receiver.url)
    for number in range(1, actions.MOST):
        an_endpoint(f"{receiver.url}/{number}")
    with pytest.raises(Refused, match="最多"):
        an_endpoint(f"{receiver.url}/more")
    with pytest.raises(Refused, match="没有这个"):
        actions.stop_endpoint(
            endpoint_id=Endpoint.objects.first().pk, owner="business:8", by="x", at=NOON
        )
    assert Endpoint.objects.filter(owner=OWNER).count() == actions.MOST
