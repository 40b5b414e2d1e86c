"""One call over the wire: to the address that was checked, never on to another, never for long."""

import json
import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import httpcore
import httpx

from smart315.messaging.webhooks import guard, pace, signing
from smart315.messaging.webhooks.models import Delivery, Endpoint


AGENT = "smart315-webhooks/1"
# An answer is read to its end, so that the connection can be used again; not a longer one.
LONGEST_ANSWER = 64 * 1024
GOOD = range(200, 300)


@dataclass(frozen=True)
class Call:
    """Everything one attempt needs; it is made without the database at hand."""

    delivery_id: int
    lane_id: int
    endpoint_id: int
    url: str
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True)
class Outcome:
    """What came of one attempt; `unreachable` when no answer came at all."""

    call: Call
    status: int | None
    error: str
    milliseconds: int

    @property
    def good(self) -> bool:
        """Tell whether the receiver has taken the event."""
        return not self.error

    @property
    def unreachable(self) -> bool:
        """Tell whether there was no answer: then the endpoint as a whole rests."""
        return self.status is None


def body_of(delivery: Delivery) -> bytes:
    """Return the body of a delivery: the same bytes at each attempt."""
    event = delivery.event
    body = {
        "id": str(event.uid),
        "type": event.kind,
        "created_at": event.at.isoformat(),
        "sequence": delivery.sequence,
        "data": event.data,
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def call_of(delivery: Delivery, endpoint: Endpoint, at: datetime) -> Call:
    """Return the call that delivers, signed with the secrets that hold at the moment."""
    body, timestamp = body_of(delivery), int(at.timestamp())
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": AGENT,
        "Smart315-Event": delivery.event.kind,
        "Smart315-Event-Id": str(delivery.event.uid),
        "Smart315-Attempt": str(delivery.attempts + 1),
        "Smart315-Signature": signing.header(endpoint.secrets_in_force(at), timestamp, body),
    }
    lane, url = delivery.lane_id, endpoint.url
    return Call(delivery.pk, lane, endpoint.pk, url, body, headers)


def client() -> httpx.Client:
    """Return a client that keeps its connections and calls only what may be called."""
    timeout = httpx.Timeout(pace.TIMEOUT, connect=pace.TIMEOUT / 2)
    return httpx.Client(transport=_Guarded(), timeout=timeout, trust_env=False)


def send(by: httpx.Client, call: Call) -> Outcome:
    """Make one call; whatever goes wrong is an outcome, named by the class of the error."""
    started, status = time.monotonic(), None
    try:
        with by.stream("POST", call.url, content=call.body, headers=call.headers) as answer:
            status = answer.status_code
            _read(answer, started)
        error = "" if status in GOOD else "Refused"
    except Exception as problem:  # noqa: BLE001 - one bad address must not stop the others
        status, error = None, type(problem).__name__
    took = int((time.monotonic() - started) * 1000)
    return Outcome(call, status, error, took)


def _read(answer: httpx.Response, started: float) -> None:
    got = 0
    for chunk in answer.iter_raw():
        got += len(chunk)
        if got > LONGEST_ANSWER or time.monotonic() - started > pace.TIMEOUT:
            return


class _Backend(httpcore.SyncBackend):
    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        problem: Exception | None = None
        for address in guard.addresses(host, port):
            try:
                return super().connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                problem = failed
        raise problem or httpcore.ConnectError(host)


class _Guarded(httpx.HTTPTransport):
    """A transport whose every new connection goes through the guard."""

    def __init__(self) -> None:
        super().__init__(verify=_trust(), trust_env=False)
        self._pool.close()
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trust(),
            max_connections=pace.SENDERS * 2,
            max_keepalive_connections=pace.SENDERS * 2,
            keepalive_expiry=15,
            network_backend=_Backend(),
        )


@cache
def _trust() -> ssl.SSLContext:
    return httpx.create_ssl_context()
