"""A ClickHouse server of this machine alone: chdb, ClickHouse itself, behind its HTTP interface.

    with server() as address:   # clickhouse://default:@127.0.0.1:PORT/default
        ...

It runs in a process of its own: `python -m tests.clickhouse FOLDER` prints its port. It answers
what the client of Ibis sends: statements, and rows to insert; `missing()` says what is lacking.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qs, urlsplit


HOST = "127.0.0.1"
INSERT = re.compile(r"INSERT INTO (?P<table>\S+)(?P<columns> \([^)]*\))? FORMAT (?P<format>\w+)")
ASKED_FOR = re.compile(r"\sFORMAT\s+(\w+)\s*$")


def missing() -> str:
    """Return what is not installed here; blank when nothing."""
    if find_spec("clickhouse_connect") is None or find_spec("chdb") is None:
        return "ClickHouse is not installed: uv sync --extra clickhouse --group engines"
    return ""


@contextmanager
def server() -> Iterator[str]:
    """Start a server on the loopback; yield its address; stop it at the end."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        command = [sys.executable, "-m", "tests.clickhouse", folder]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:  # noqa: S603 - our own tool
            assert running.stdout is not None
            try:
                yield f"clickhouse://default:@{HOST}:{int(running.stdout.readline())}/default"
            finally:
                running.kill()


class Interface(BaseHTTPRequestHandler):
    """ClickHouse's HTTP interface: a statement in the address or the body, its rows back."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_GET(self) -> None:
        """Answer a statement that stands in the address."""
        self.do_POST()

    def do_POST(self) -> None:
        """Answer a statement; what is wrong with it is said as ClickHouse says it."""
        asked = parse_qs(urlsplit(self.path).query).get("query", [""])[0]
        body = self._body()
        statement, rows = (asked, body) if asked else _parted(body)
        try:
            self._send(200, self.server.answer(statement, rows))
        except RuntimeError as problem:
            self._send(500, str(problem).encode())

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        found = b""
        while size := int(self.rfile.readline(), 16):
            found += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return found

    def _send(self, status: int, found: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(found)))
        if status >= HTTPStatus.BAD_REQUEST:
            self.send_header("X-ClickHouse-Exception-Code", "1")
        self.end_headers()
        self.wfile.write(found)

    def log_message(self, *_words: object) -> None:
        """Say nothing: the test does."""


class Server(HTTPServer):
    """Serves one client at a time until killed."""

    def __init__(self, folder: Path) -> None:
        from chdb.session import Session

        super().__init__((HOST, 0), Interface)
        self.session = Session(str(folder / "data"))
        self.rows = folder / "rows"

    def answer(self, statement: str, rows: bytes) -> bytes:
        """Return what a statement comes to, in the format that it asks for."""
        insert, wanted = INSERT.match(statement), ASKED_FOR.search(statement)
        if insert:
            self.rows.write_bytes(rows)
            columns = insert["columns"] or ""
            source = f"file('{self.rows}', '{insert['format']}')"
            into = f"INSERT INTO {insert['table']}{columns} "
            chosen = columns.strip(" ()") or "*"
            self.session.query(f"{into} SELECT {chosen} FROM {source}")  # noqa: S608
            return b""
        asked = statement[: wanted.start()] if wanted else statement
        return bytes(self.session.query(asked, wanted[1] if wanted else "TabSeparated").bytes())


def _parted(body: bytes) -> tuple[str, bytes]:
    """Return the statement at the head of a body, and the rows that follow one that inserts."""
    head, _, rest = body.partition(b"\n")
    if INSERT.match(head.decode("utf-8", "replace")):
        return head.decode(), rest
    return body.decode(), b""


if __name__ == "__main__":
    listening = Server(Path(sys.argv[1]))
    sys.stdout.write(f"{listening.server_port}\n")
    sys.stdout.flush()
    listening.serve_forever()
