"""How often something may be tried, counted in the cache and per client."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from smart315.vault.lookup import keyed_hash


@dataclass(frozen=True)
class Limit:
    """So many times in so many seconds."""

    name: str
    times: int
    seconds: int


def client(request: HttpRequest) -> str:
    """Return a keyed hash of the address that asks; the address itself is kept nowhere."""
    try:
        address = str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        # A server behind a socket of its own names no address: all such share one share.
        address = ""
    return keyed_hash(address, "web.client")


def spent(limit: Limit, who: str, at: datetime) -> bool:
    """Tell whether nothing is left until the current stretch of time is over."""
    return int(cache.get(_key(limit, who, at), 0)) >= limit.times


def spend(limit: Limit, who: str, at: datetime) -> None:
    """Count one more try.

    Two at the same instant may count as one: a limit of this kind slows guessing down, and the
    length of a code is what makes guessing hopeless.
    """
    key = _key(limit, who, at)
    cache.set(key, int(cache.get(key, 0)) + 1, limit.seconds)


def _key(limit: Limit, who: str, at: datetime) -> str:
    stretch = int(at.timestamp()) // limit.seconds
    return f"limit:{limit.name}:{stretch}:{who}"
