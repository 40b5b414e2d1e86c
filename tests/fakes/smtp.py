"""A mail server that writes down what it took: `python -m tests.fakes.smtp PORT FILE`."""

import asyncio
import json
import sys
from email import message_from_bytes

from aiosmtpd.smtp import SMTP


class Journal:
    """Keeps the Message-ID of each mail, one JSON line each."""

    def __init__(self, file):
        self.file = file

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's name
        """Take a mail: written down before it is acknowledged, as a real server does."""
        name = message_from_bytes(envelope.content)["Message-ID"]
        self.file.write(json.dumps(name.strip("<>").partition("@")[0]) + "\n")
        self.file.flush()
        return "250 OK"


async def serve(port, file):
    """Serve until killed."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Journal(file)), "127.0.0.1", port)
    await server.serve_forever()


def main():
    """Serve until killed."""
    with open(sys.argv[2], "a", encoding="ascii") as file:  # noqa: PTH123
        asyncio.run(serve(int(sys.argv[1]), file))


if __name__ == "__main__":
    main()
