"""A platform's program: it is told by webhook, opens the complaint, and answers it once.

Plain Python with httpx. `Partner` asks the interface; `Receiver` takes webhooks, proves their
signature, and hands each event on once. Run it with

    SMART315_URL=https://… SMART315_KEY=s315_test_… SMART315_HOOK_SECRET=whsec_… python partner.py
"""

import hashlib
import hmac
import json
import os
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from threading import Thread
from typing import Any

import httpx


# The bank's slip; in earnest a real one.
SLIP = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
TOLERANCE = 5 * 60  # seconds by which the clocks of the two houses may differ


class Partner:
    """Asks the interface; whatever is written is sent under an Idempotency-Key of its own."""

    def __init__(self, url: str, key: str) -> None:
        headers = {"Authorization": f"Bearer {key}"}
        self.http = httpx.Client(base_url=f"{url}/api/v1", headers=headers, timeout=30)

    def complaints(self, **narrowed: str) -> Iterator[dict[str, Any]]:
        """Yield complaints in the order of their last change, page by page."""
        cursor: str | None = ""
        while cursor is not None:
            page = self._asked("GET", "/complaints", params={**narrowed, "cursor": cursor})
            yield from page["complaints"]
            cursor = page["next_cursor"]

    def complaint(self, number: int) -> dict[str, Any]:
        """Return one complaint that was opened."""
        return self._asked("GET", f"/complaints/{number}")

    def open(self, number: int) -> dict[str, Any]:
        """Open a complaint on record."""
        return self._done(f"/complaints/{number}/open", token=f"open-complaint-{number}")

    def offer(self, number: int, amount_fen: int, text: str) -> dict[str, Any]:
        """Offer the money back within a week."""
        body = {
            "code": "refund",
            "amount_fen": amount_fen,
            "promised_on": (date.today() + timedelta(days=7)).isoformat(),
            "text": text,
        }
        # The token follows from the matter: a program that starts again repeats no offer.
        return self._done(
            f"/complaints/{number}/offers", body, token=f"offer-complaint-{number}-{amount_fen}"
        )

    def attach(self, number: int, name: str, content: bytes, purpose: str) -> dict[str, Any]:
        """Add a file to the case."""
        headers = {"Idempotency-Key": str(uuid.uuid4())}
        answer = self.http.post(
            f"/complaints/{number}/evidence",
            files={"file": (name, content)},
            data={"purpose": purpose},
            headers=headers,
        )
        return _checked(answer)

    def perform(self, number: int, note: str, evidence: list[int]) -> dict[str, Any]:
        """Say how the promise was kept, with proof."""
        body = {"note": note, "evidence_ids": evidence}
        return self._done(
            f"/complaints/{number}/performance", body, token=f"perform-complaint-{number}"
        )

    def _done(self, path: str, body: Any = None, *, token: str) -> dict[str, Any]:
        return self._asked("POST", path, json=body, headers={"Idempotency-Key": token})

    def _asked(self, method: str, path: str, **rest: Any) -> dict[str, Any]:
        for pause in (1, 5, 20, 0):
            try:
                answer = self.http.request(method, path, **rest)
            except httpx.TransportError:
                # Nobody knows whether it arrived: the same token makes asking again safe.
                if not pause:
                    raise
                time.sleep(pause)
                continue
            if answer.status_code != httpx.codes.TOO_MANY_REQUESTS or not pause:
                return _checked(answer)
            time.sleep(int(answer.headers["Retry-After"]))
        raise RuntimeError("unreachable")


def _checked(answer: httpx.Response) -> dict[str, Any]:
    if answer.is_error:
        problem = answer.json()
        fields = "；".join(f"{each['field']}：{each['message']}" for each in problem["errors"])
        raise RuntimeError(f"{answer.status_code} {problem['detail']} {fields}")
    found: dict[str, Any] = answer.json()
    return found


def is_genuine(secret: str, signature: str, body: bytes, at: float) -> bool:
    """Tell whether a webhook was signed with the secret, and lately."""
    parts = [each.split("=", 1) for each in signature.split(",") if "=" in each]
    stamp = next((value for name, value in parts if name == "t"), "")
    if not stamp.isdigit() or abs(at - int(stamp)) > TOLERANCE:
        return False
    wanted = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    # During a change of secrets there are two signatures: one that fits is enough.
    return any(name == "v1" and hmac.compare_digest(value, wanted) for name, value in parts)


class Receiver(ThreadingHTTPServer):
    """Takes webhooks; `act` sees each event once, though it may arrive more than once.

    An event is taken at once and acted on afterwards: whoever calls waits for ten seconds at most.
    """

    def __init__(self, port: int, secret: str, act: Callable[[dict[str, Any]], None]) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        # In earnest both are kept in a database: what was taken must not be lost.
        self.seen: set[str] = set()
        self.waiting: Queue[dict[str, Any]] = Queue()
        self.secret, self.act = secret, act
        Thread(target=self._work, daemon=True).start()

    def take(self, event: dict[str, Any]) -> None:
        """Keep an event to be acted on, unless it came before."""
        if event["id"] not in self.seen:
            self.seen.add(event["id"])
            self.waiting.put(event)

    def _work(self) -> None:
        while True:
            event = self.waiting.get()
            try:
                self.act(event)
            except Exception as problem:  # noqa: BLE001 - the next event is worked on all the same
                print(f"{event['type']}: {problem}", file=sys.stderr)
            finally:
                self.waiting.task_done()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        signature = self.headers.get("Smart315-Signature", "")
        if is_genuine(self.server.secret, signature, body, time.time()):
            self.server.take(json.loads(body))
            self._answer(204)
        else:
            self._answer(401)

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def answering(partner: Partner) -> Callable[[dict[str, Any]], None]:
    """Return what answers each new complaint: open it, read it, offer what was paid."""

    def act(event: dict[str, Any]) -> None:
        number = event["data"]["complaint"]["id"]
        if event["type"] == "complaint.received":
            partner.open(number)
            matter = partner.complaint(number)
            partner.offer(number, matter["amount_fen"], "同意退款，请寄回商品，运费由我们承担。")
        elif event["type"] == "offer.taken":
            proof = partner.attach(number, "退款回单.pdf", SLIP, "退款凭证")
            partner.perform(number, "已按约定原路退款。", [proof["evidence_id"]])

    return act


if __name__ == "__main__":
    ours = Partner(os.environ["SMART315_URL"], os.environ["SMART315_KEY"])
    port = int(os.environ.get("PORT", "8316"))
    print(f"waiting on 127.0.0.1:{port}", file=sys.stderr)
    Receiver(port, os.environ["SMART315_HOOK_SECRET"], answering(ours)).serve_forever()
