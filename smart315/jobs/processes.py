"""Run several programs that live and die together."""

import signal
import subprocess
import time
from collections.abc import Sequence
from types import FrameType


PATIENCE = 40


class Together:
    """Programs as one: told to stop, all stop; when one ends by itself, the others are stopped."""

    def __init__(self, commands: Sequence[Sequence[str]]) -> None:
        self.commands = commands
        self.children: list[subprocess.Popen[bytes]] = []
        self.told = False

    def run(self) -> int:
        """Run until told to stop (0) or until one program ends by itself (its code, 0 being 1)."""
        before = {
            number: signal.signal(number, self._tell) for number in (signal.SIGTERM, signal.SIGINT)
        }
        try:
            for command in self.commands:
                self.children.append(subprocess.Popen(command))  # noqa: S603 - our own commands
            ended = self._wait()
            return 0 if self.told else ended or 1
        finally:
            self._stop()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _tell(self, _number: int, _frame: FrameType | None) -> None:
        self.told = True

    def _wait(self) -> int:
        while not self.told:
            for child in self.children:
                code = child.poll()
                if code is not None:
                    return code
            time.sleep(0.2)
        return 0

    def _stop(self) -> None:
        for child in self.children:
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + PATIENCE
        for child in self.children:
            try:
                child.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
