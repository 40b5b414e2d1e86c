"""The demonstration's sign-ins: shown on the sign-in page when, and only when, it is one."""

import json
from dataclasses import dataclass
from pathlib import Path

from allauth.account.internal.stagekit import get_pending_stage
from django.conf import settings
from django.http import HttpRequest
from django.utils.timezone import now

from smart315.accounts import queries as accounts


FILE = "demo_signins.json"


@dataclass(frozen=True)
class SignIn:
    """One account of the demonstration: a list of these, as JSON objects, is the file."""

    username: str
    password: str
    name: str
    role: str
    place: str


def signins() -> list[SignIn]:
    """Return the accounts that `demo_data` wrote down; none outside a demonstration."""
    path = Path(settings.DATA) / FILE
    if not settings.DEMO or not path.is_file():
        return []
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [SignIn(**{key: row[key] for key in SignIn.__annotations__}) for row in rows]


def current_code(request: HttpRequest) -> str:
    """Return the second-factor code of the demonstration account that is signing in, or nothing.

    Only accounts named in the file are answered for: a real account is never helped.
    """
    stage = get_pending_stage(request) if settings.DEMO else None
    if stage is None or stage.login.user.get_username() not in {
        each.username for each in signins()
    }:
        return ""
    return accounts.shown_code(stage.login.user, now())
