"""A virus scanner that speaks clamd's INSTREAM over TCP, as `man clamd` describes it."""

import socketserver
import threading
from contextlib import contextmanager


EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LIMIT = 60 * 1024 * 1024


class Session(socketserver.StreamRequestHandler):
    """One connection, one command."""

    server: "Server"

    def handle(self):
        """Read the stream to its zero-length chunk and answer."""
        command = self.rfile.read(len(b"zINSTREAM\0"))
        if command != b"zINSTREAM\0":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        received = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            received += self.rfile.read(size)
            if len(received) > LIMIT:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.server.streams.append(received)
        self.wfile.write(self.server.answer or self.verdict(received))

    def verdict(self, received):
        """Recognise the harmless test file of EICAR."""
        return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in received else b"stream: OK\0"


class Server(socketserver.ThreadingTCPServer):
    """Keeps what it was given; `answer` overrides the verdict."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.streams = []
        self.answer = b""

    @property
    def address(self):
        """Return HOST:PORT, as settings.CLAMD wants it."""
        return "{}:{}".format(*self.server_address)


@contextmanager
def running():
    """Serve until the block ends."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
