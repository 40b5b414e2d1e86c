"""Ask clamd whether a file carries a virus (protocol INSTREAM, `man clamd`)."""

import socket
from typing import BinaryIO


CHUNK = 64 * 1024
SECONDS = 20


class InfectedError(Exception):
    """The scanner recognised something."""


class UnreachableError(Exception):
    """The scanner gave no answer that can be relied on."""


def scan(content: BinaryIO, address: str) -> None:
    """Return when the scanner calls the content clean; raise InfectedError or UnreachableError.

    `address` is `HOST:PORT` or `unix:/path/of/the/socket`.
    """
    try:
        with _connected(address) as connection:
            connection.sendall(b"zINSTREAM\0")
            content.seek(0)
            while chunk := content.read(CHUNK):
                connection.sendall(len(chunk).to_bytes(4, "big") + chunk)
            connection.sendall(bytes(4))
            answer = _answer(connection)
    except (OSError, ValueError) as problem:
        raise UnreachableError(type(problem).__name__) from problem
    if answer.endswith(" FOUND"):
        raise InfectedError(answer)
    if answer != "stream: OK":
        raise UnreachableError(answer)


def _connected(address: str) -> socket.socket:
    if not address.startswith("unix:"):
        host, _, port = address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(SECONDS)
    try:
        connection.connect(address.removeprefix("unix:"))
    except OSError:
        connection.close()
        raise
    return connection


def _answer(connection: socket.socket) -> str:
    received = b""
    while not received.endswith(b"\0"):
        part = connection.recv(4096)
        if not part:
            break
        received += part
    return received.rstrip(b"\0\n").decode("utf-8", "replace")
