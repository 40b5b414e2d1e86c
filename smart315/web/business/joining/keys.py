"""Whose phone was confirmed in this browser, for half an hour from the last look."""

from datetime import datetime, timedelta

from django.http import HttpRequest

from smart315.vault import ciphers


SESSION_KEY = "joining_phone"
SEALED_AS = "web.joining.phone"
LIFETIME = timedelta(minutes=30)


def keep(request: HttpRequest, number: str, token: str, at: datetime) -> None:
    """Remember a number between two pages, sealed; with its token once it was confirmed."""
    sealed = ciphers.seal(number, SEALED_AS)
    request.session[SESSION_KEY] = [sealed, token, at.timestamp()]


def typed(request: HttpRequest, at: datetime) -> str:
    """Return the number that was typed, confirmed or not; blank when there is none."""
    return _held(request, at)[0]


def confirmed(request: HttpRequest, at: datetime) -> tuple[str, str]:
    """Return the number that was confirmed and the proof of it; two blanks when there is none."""
    number, token = _held(request, at)
    if not token:
        return "", ""
    request.session[SESSION_KEY][2] = at.timestamp()
    request.session.modified = True
    return number, token


def leave(request: HttpRequest) -> None:
    """Forget the number."""
    request.session.pop(SESSION_KEY, None)


def _held(request: HttpRequest, at: datetime) -> tuple[str, str]:
    sealed, token, moment = request.session.get(SESSION_KEY, ["", "", 0])
    if not sealed or at.timestamp() - moment > LIFETIME.total_seconds():
        return "", ""
    return ciphers.unseal(sealed, SEALED_AS), token
