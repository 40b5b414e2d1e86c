"""A meeting as a calendar takes it (RFC 5545), without any person's name."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.http import HttpResponse

from smart315.casework.queries import Session


LONGEST_LINE = 73


def download(session: Session, at: datetime) -> HttpResponse:
    """Return one session as a file that calendars open."""
    text = "\r\n".join(line for each in _lines(session, at) for line in _folded(each)) + "\r\n"
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="session-{session.pk}.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _lines(session: Session, at: datetime) -> Iterator[str]:
    ends = session.starts_at + timedelta(minutes=session.minutes_long)
    cancelled = session.state == "cancelled"
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//smart315//sessions//ZH")
    yield from ("BEGIN:VEVENT", f"UID:session-{session.pk}@smart315")
    yield f"DTSTAMP:{_moment(at)}"
    yield f"DTSTART:{_moment(session.starts_at)}"
    yield f"DTEND:{_moment(ends)}"
    yield f"SUMMARY:{_plain(f'调解会 {session.complaint.number}')}"
    yield f"LOCATION:{_plain(session.place or session.link)}"
    if session.link:
        yield f"URL:{session.link}"
    yield f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}"
    yield from ("END:VEVENT", "END:VCALENDAR")


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _plain(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Break a line where RFC 5545 wants it: at 75 octets, never inside a character."""
    written, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LONGEST_LINE:
            yield written
            written, size = " ", 1
        written, size = written + sign, size + octets
    yield written
