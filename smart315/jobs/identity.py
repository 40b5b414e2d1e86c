"""The name of a worker, from which others can tell for certain that it is dead.

A process is named by its machine's boot, its namespace of process numbers, its number and the tick
at which it began: a number is given again, and machines and containers share names. Where the
system does not tell these, a name says nothing, and claims end with their lease.
"""

import os
import secrets
import socket
from functools import cache
from pathlib import Path


PROC = Path("/proc")
# Fields of /proc/PID/stat behind the command's name; the 22nd of all is when the process began.
BEGAN = 22 - 3


@cache
def _of(number: int) -> str:
    began = _began(number)
    machine = _place() if began else secrets.token_hex(6)
    return f"{socket.gethostname()[:40]}/{machine}/{number}/{began}"


def worker_name() -> str:
    """Return a name that no other living worker has."""
    return _of(os.getpid())


def is_dead(name: str) -> bool:
    """Tell whether the worker of the name certainly runs no more; False when nobody can tell."""
    try:
        _host, place, number, began = name.split("/")
        if not began or place != _place():
            return False
        return _began(int(number)) != began
    except ValueError:
        return False


def _place() -> str:
    try:
        boot = (PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot[:13]}-{(PROC / 'self/ns/pid').stat().st_ino}"
    except OSError:
        return ""


def _began(number: int) -> str:
    """Return when a process began, in ticks since the boot; blank when there is none."""
    try:
        said = (PROC / str(number) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    fields = said.rpartition(")")[2].split()
    # A zombie works no more: its parent has not looked yet.
    return "" if fields[0] in {"Z", "X"} else fields[BEGAN]
