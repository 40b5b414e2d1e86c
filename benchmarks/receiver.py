"""A partner's receiver in a process of its own: it fails three times in ten and keeps a journal.

`python -m benchmarks.receiver PORT JOURNAL`: one line of the journal for each event that was taken,
written before the answer goes out.
"""

import random
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock


FAILING = 0.3
LUCK = random.Random(315)  # noqa: S311 - which calls fail is no secret
LOCK = Lock()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with LOCK:
            good = LUCK.random() >= FAILING
            if good:
                with JOURNAL.open("ab") as journal:
                    journal.write(body + b"\n")
        self.send_response_only(200 if good else 503)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


class Server(ThreadingHTTPServer):
    request_queue_size = 128


if __name__ == "__main__":
    JOURNAL = Path(sys.argv[2])
    Server(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
