"""The accounts of the demonstration: written down for the sign-in page, printed for people."""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from django.conf import settings


FILE = "demo_signins.json"
HEADINGS = {
    "role": "角色",
    "place": "单位",
    "name": "姓名",
    "username": "用户名",
    "password": "密码",
}
GAP = "  "


@dataclass(frozen=True)
class SignIn:
    """One account that somebody may try."""

    username: str
    password: str
    name: str
    role: str
    place: str


def path() -> Path:
    """Return where the accounts are written down."""
    return Path(settings.DATA) / FILE


def write(signins: Sequence[SignIn]) -> None:
    """Write the accounts down, readable by the owner alone."""
    rows = [asdict(each) for each in signins]
    file = path()
    file.touch(mode=0o600)
    file.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


def read() -> list[SignIn]:
    """Return the accounts written down; none when the demonstration was built elsewhere."""
    if not path().is_file():
        return []
    names = [each.name for each in fields(SignIn)]
    rows = json.loads(path().read_text(encoding="utf-8"))
    return [SignIn(**{name: row[name] for name in names}) for row in rows]


def table(signins: Sequence[SignIn]) -> str:
    """Return the accounts as a table for a terminal, one line each."""
    rows = [HEADINGS, *(asdict(each) for each in signins)]
    widths = {key: max(_width(row[key]) for row in rows) for key in HEADINGS}
    lines = [GAP.join(_padded(row[key], widths[key]) for key in HEADINGS).rstrip() for row in rows]
    return "\n".join(lines)


def _width(text: str) -> int:
    # A Chinese character takes two places.
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
