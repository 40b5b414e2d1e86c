"""Settings that start but do not fit a real installation."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings as configured

from smart315.jobs.doctor.findings import Finding, ok, warn


DOTENV = Path(".env")
SHORTEST_SECRET = 32
LOCAL = {"127.0.0.1", "localhost", "[::1]"}


def settings(_at: datetime) -> Iterator[Finding]:
    """Look for what is fit for a trial only."""
    found = [*_modes(), *_addresses(), *_secrets()]
    yield from found
    if not found:
        yield ok("fit for a real installation")


def _modes() -> Iterator[Finding]:
    if configured.DEBUG:
        yield warn("SMART315_DEBUG is on: errors show their insides", "Remove it.")
    if configured.DEMO:
        yield warn(
            "SMART315_DEMO is on: the sign-in page shows the demonstration's passwords",
            "Remove it on a real installation.",
        )
    if configured.EMAIL_BACKEND.endswith("console.EmailBackend"):
        yield warn("mail is printed, not sent", "Set SMART315_EMAIL_URL, or do without mail.")


def _addresses() -> Iterator[Finding]:
    if set(configured.ALLOWED_HOSTS) <= LOCAL:
        yield warn(
            "only this machine may call the platform",
            "Set SMART315_HOSTS, SMART315_BASE_URL and SMART315_HTTPS=1 behind a proxy with TLS.",
        )
    elif not configured.HTTPS:
        yield warn("SMART315_HTTPS is off: sign-ins travel in the clear", "Set it to 1.")


def _secrets() -> Iterator[Finding]:
    for name in ("SECRET_KEY", "LOOKUP_KEY", "AUDIT_KEY"):
        if len(str(getattr(configured, name))) < SHORTEST_SECRET:
            yield warn(
                f"SMART315_{name} has fewer than {SHORTEST_SECRET} characters",
                "On a new installation run `smart315 init` for fresh ones; on one that is in use "
                "only SMART315_SECRET_KEY may be changed.",
            )
    if DOTENV.is_file() and DOTENV.stat().st_mode & 0o077:
        yield warn("others on this machine may read .env", "Run `chmod 600 .env`.")
