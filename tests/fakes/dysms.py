"""A provider of text messages that speaks Alibaba Cloud's dysmsapi 2017-05-25 over HTTP.

It checks the signature of every request by its own reading of the provider's description (V3,
ACS3-HMAC-SHA256), refuses a nonce it has seen and a date more than fifteen minutes away, and knows
its templates. Run as a program it writes what it took as JSON lines:
`python -m tests.fakes.dysms PORT FILE`.
"""

import hashlib
import hmac
import json
import sys
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from urllib.parse import parse_qsl, quote, unquote, urlsplit


KEY_ID, KEY_SECRET, SIGN = "LTAItestsonly", "tests-only-secret", "青海省消费者协会"
ALLOWED_DRIFT = 15 * 60
STATUSES = {"SignatureDoesNotMatch": 400, "InvalidAccessKeyId.NotFound": 404}


def expected_signature(secret, method, path, query, headers, names, body):
    """Sign a request as the provider's page says, step by step."""
    pairs = [part.partition("=") for part in query.split("&") if part]
    encoded = sorted(
        (quote(unquote(k), safe="~"), quote(unquote(v), safe="~")) for k, _, v in pairs
    )
    canonical_query = "&".join(f"{k}={v}" for k, v in encoded)
    canonical_headers = "".join(f"{name}:{headers[name].strip()}\n" for name in names)
    payload = hashlib.sha256(body).hexdigest()
    request = (
        f"{method}\n{path}\n{canonical_query}\n{canonical_headers}\n{';'.join(names)}\n{payload}"
    )
    to_sign = f"ACS3-HMAC-SHA256\n{hashlib.sha256(request.encode()).hexdigest()}"
    return hmac.new(secret.encode(), to_sign.encode(), hashlib.sha256).hexdigest()


class Session(BaseHTTPRequestHandler):
    """One connection, kept open as the provider keeps it."""

    protocol_version = "HTTP/1.1"
    # Headers and body are two writes: without this each answer waits for an acknowledgement.
    disable_nagle_algorithm = True
    server: "Server"

    def do_POST(self):
        """Check, act, answer."""
        if self.server.hangs:
            time.sleep(self.server.hangs)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        target = urlsplit(self.path)
        values = dict(parse_qsl(target.query, keep_blank_values=True))
        answer = self._refusal(target, body) or self._act(values)
        status = STATUSES.get(answer["Code"], 200)
        content = json.dumps(answer, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json;charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments):
        """Say nothing."""

    def _refusal(self, target, body):
        said = {name.lower(): value for name, value in self.headers.items()}
        algorithm, _, rest = said.get("authorization", "").partition(" ")
        parts = dict(part.split("=", 1) for part in rest.split(",") if "=" in part)
        names = parts.get("SignedHeaders", "").split(";")
        wanted = {"host"} | {name for name in said if name.startswith("x-acs-")}
        if algorithm != "ACS3-HMAC-SHA256" or names != sorted(wanted):
            return {"Code": "IncompleteSignature"}
        if parts["Credential"] != KEY_ID:
            return {"Code": "InvalidAccessKeyId.NotFound"}
        if said["x-acs-content-sha256"] != hashlib.sha256(body).hexdigest():
            return {"Code": "SignatureDoesNotMatch"}
        right = expected_signature(
            KEY_SECRET, self.command, target.path, target.query, said, names, body
        )
        if not hmac.compare_digest(right, parts["Signature"]):
            return {"Code": "SignatureDoesNotMatch"}
        return self._stale(said)

    def _stale(self, said):
        at = datetime.fromisoformat(said["x-acs-date"])
        # The machine's own clock: tests stop the one that Python sees.
        if (
            self.server.checks_date
            and abs((datetime.now(UTC) - at).total_seconds()) > ALLOWED_DRIFT
        ):
            return {"Code": "InvalidTimeStamp.Expired"}
        with self.server.lock:
            if said["x-acs-signature-nonce"] in self.server.nonces:
                return {"Code": "SignatureNonceUsed"}
            self.server.nonces.add(said["x-acs-signature-nonce"])
        if said["x-acs-version"] != "2017-05-25":
            return {"Code": "InvalidVersion"}
        return None

    def _act(self, values):
        action = self.headers["x-acs-action"]
        if action == "SendSms":
            return self.server.take(values)
        if action == "QuerySendDetails":
            return self.server.details(values)
        return {"Code": "InvalidAction.NotFound"}


class Server(ThreadingHTTPServer):
    """Keeps what it took. `refusals` are codes for the next messages, or by number."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port=0, journal=None, checks_date=True):
        super().__init__(("127.0.0.1", port), Session)
        self.taken, self.nonces, self.lock = [], set(), threading.Lock()
        self.refusals, self.bad_numbers, self.hangs = [], set(), 0
        self.statuses = {}  # by BizId: 1 waiting, 2 failed, 3 received
        self.numbers, self.journal, self.checks_date = count(1), journal, checks_date

    @property
    def address(self):
        """Return what SMART315_SMS names as endpoint."""
        return "http://{}:{}".format(*self.server_address)

    def take(self, values):
        """Take one text message, or say why not."""
        with self.lock:
            if self.refusals:
                return {"Code": self.refusals.pop(0), "Message": "refused"}
            if values["PhoneNumbers"] in self.bad_numbers:
                return {"Code": "isv.MOBILE_NUMBER_ILLEGAL", "Message": "bad number"}
            if values["SignName"] != SIGN:
                return {"Code": "isv.SMS_SIGNATURE_ILLEGAL", "Message": "no such sender"}
            if "http" in values["TemplateParam"]:
                return {"Code": "isv.PARAM_NOT_SUPPORT_URL", "Message": "no address as a value"}
            biz_id = f"{next(self.numbers)}^0"
            self.statuses[biz_id] = 1
            self.taken.append({**values, "BizId": biz_id})
            if self.journal is not None:
                self.journal.write(json.dumps(values["OutId"]) + "\n")
                self.journal.flush()
        return {"Code": "OK", "Message": "OK", "BizId": biz_id, "RequestId": "R"}

    def details(self, values):
        """Say what became of one message."""
        with self.lock:
            found = [
                {
                    "PhoneNum": each["PhoneNumbers"],
                    "SendStatus": self.statuses[each["BizId"]],
                    "ErrCode": "DELIVERED" if self.statuses[each["BizId"]] == 3 else "MK:0001",
                    "OutId": each["OutId"],
                }
                for each in self.taken
                if each["BizId"] == values["BizId"]
                and each["PhoneNumbers"] == values["PhoneNumber"]
            ]
        return {
            "Code": "OK",
            "TotalCount": len(found),
            "SmsSendDetailDTOs": {"SmsSendDetailDTO": found},
        }


@contextmanager
def running(**options):
    """Serve until the block ends."""
    with Server(**options) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def main():
    """Serve until killed."""
    with open(sys.argv[2], "a", encoding="ascii") as journal:  # noqa: PTH123
        Server(int(sys.argv[1]), journal).serve_forever()


if __name__ == "__main__":
    main()
