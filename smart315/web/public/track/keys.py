"""Which complaints this browser may open: remembered for half an hour from the last look."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.http import HttpRequest

from smart315.casework.queries import Key
from smart315.vault import ciphers


SESSION_KEY = "complaints"
PEOPLE_KEY = "complaint_people"
PHONE_KEY = "track_phone"
WORDS_KEY = "track_words"
SEALED_AS = "web.track.phone"
WORDS_SEALED_AS = "web.track.words"
# More than any field takes.
KEPT_LENGTH = 20_000
LIFETIME = timedelta(minutes=30)
# A look this soon after the last one is not written down: most looks cost no write.
FRESH = timedelta(minutes=5)


def give(request: HttpRequest, keys: Iterable[Key], at: datetime) -> None:
    """Let this browser open the complaints, under a new session key."""
    request.session.cycle_key()
    held = request.session.get(SESSION_KEY, {})
    people = request.session.get(PEOPLE_KEY, {})
    moment, given = at.timestamp(), list(keys)
    request.session[SESSION_KEY] = held | {str(each.complaint_id): moment for each in given}
    request.session[PEOPLE_KEY] = people | {str(each.complaint_id): each.party_id for each in given}


def person(request: HttpRequest, complaint_id: int) -> int | None:
    """Return which person of the complaint this browser speaks for; None for who filed it."""
    party_id: int | None = request.session.get(PEOPLE_KEY, {}).get(str(complaint_id))
    return party_id


def holds(request: HttpRequest, complaint_id: int, at: datetime) -> bool:
    """Tell whether this browser may open the complaint; a look prolongs it."""
    held = request.session.get(SESSION_KEY, {})
    since = timedelta(seconds=at.timestamp() - held.get(str(complaint_id), 0))
    if since > LIFETIME:
        return False
    if since > FRESH:
        request.session[SESSION_KEY] = held | {str(complaint_id): at.timestamp()}
    return True


def keep_phone(request: HttpRequest, number: str, at: datetime, *, confirmed: bool) -> None:
    """Remember a number between two pages, sealed: a session is no place for personal data."""
    sealed = ciphers.seal(number, SEALED_AS)
    request.session[PHONE_KEY] = [sealed, confirmed, at.timestamp()]


def phone(request: HttpRequest, at: datetime, *, confirmed: bool) -> str:
    """Return the number that was typed, or that was confirmed; blank when there is none."""
    sealed, sure, moment = request.session.get(PHONE_KEY, ["", False, 0])
    if not sealed or at.timestamp() - moment > LIFETIME.total_seconds():
        return ""
    return ciphers.unseal(sealed, SEALED_AS) if sure or not confirmed else ""


def keep_words(request: HttpRequest, complaint_id: int) -> None:
    """Keep what somebody typed whose half hour was over, until the key is shown again."""
    typed = {name: text[:KEPT_LENGTH] for name, text in request.POST.items()}
    sealed = ciphers.seal(json.dumps(typed, ensure_ascii=False), WORDS_SEALED_AS)
    request.session[WORDS_KEY] = [complaint_id, request.path, sealed]


def waiting(request: HttpRequest, complaint_id: int) -> str:
    """Return the page on which words wait for the holder of the key, blank when there is none."""
    kept_for, path, _sealed = request.session.get(WORDS_KEY, [None, "", ""])
    return str(path) if kept_for == complaint_id else ""


def words(request: HttpRequest, complaint_id: int) -> dict[str, str]:
    """Return the words that wait on this page, once."""
    if waiting(request, complaint_id) != request.path:
        return {}
    sealed = request.session.pop(WORDS_KEY)[2]
    typed: dict[str, str] = json.loads(ciphers.unseal(sealed, WORDS_SEALED_AS))
    return typed


def leave(request: HttpRequest) -> None:
    """Forget everything: for those who use somebody else's phone or computer."""
    for name in (SESSION_KEY, PEOPLE_KEY, PHONE_KEY, WORDS_KEY):
        request.session.pop(name, None)
