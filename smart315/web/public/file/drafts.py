"""The draft of this browser: its token in a signed cookie, its words on the server."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from smart315.casework import actions, queries


COOKIE = "draft"
SALT = "public.draft"
AGE = 30 * 24 * 60 * 60


@dataclass(frozen=True)
class Draft:
    """What was typed so far, by field name; `stored` says whether the server has it already."""

    token: str
    form: Mapping[str, Any] = field(default_factory=dict)
    stored: bool = False

    @property
    def client_key(self) -> UUID:
        """Return the key under which the draft is filed once, however often it is sent."""
        return client_key(self.token)

    @property
    def mark(self) -> str:
        """Return what tells this draft from the browser's next one."""
        return self.client_key.hex[:12]

    @property
    def stream(self) -> str:
        """Return where the draft's files are stored."""
        return queries.draft_stream(self.token)

    def text(self, name: str) -> str:
        """Return what was typed into a field of one value."""
        return str(self.form.get(name, ""))


def client_key(token: str) -> UUID:
    """Return the filing's key, made from the token in one direction only."""
    return UUID(bytes=hashlib.sha256(f"filing:{token}".encode()).digest()[:16], version=4)


def token_of(request: HttpRequest) -> str:
    """Return the token that this browser keeps, blank when there is none."""
    token = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=AGE)
    return str(token or "")


def of(request: HttpRequest, at: datetime) -> Draft | None:
    """Return the draft of this browser, if it has one that is not sent, discarded or too old."""
    token = token_of(request)
    form = queries.draft(token, at) if token else None
    return None if form is None else Draft(token, form, stored=True)


def new() -> Draft:
    """Return an empty draft with a token of its own; nothing is stored yet."""
    return Draft(secrets.token_urlsafe(24))


def keep(draft: Draft, changes: Mapping[str, Any], at: datetime) -> Draft:
    """Store what was typed on top of what was there."""
    form = {**draft.form, **changes}
    actions.save_draft(token=draft.token, form=form, at=at)
    return replace(draft, form=form, stored=True)


def remember(response: HttpResponse, draft: Draft) -> HttpResponse:
    """Let the browser keep the token for thirty days from now."""
    response.set_signed_cookie(
        COOKIE,
        draft.token,
        salt=SALT,
        max_age=AGE,
        path=reverse("public:file"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def forget(response: HttpResponse) -> None:
    """Let the browser forget the token."""
    response.delete_cookie(COOKIE, path=reverse("public:file"), samesite="Lax")
