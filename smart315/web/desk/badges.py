"""What a badge says: words first, colour beside them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localtime
from django.utils.translation import gettext as _


TONES: dict[str, frozenset[str]] = {
    "blue": frozenset({"ACCEPTED", "INVESTIGATING", "MEDIATING", "NEGOTIATING"}),
    "yellow": frozenset({"SUBMITTED", "SUPPLEMENT", "SUSPENDED", "TRANSFERRED", "REOPENED"}),
    "green": frozenset({"SETTLED", "AGREED", "PERFORMED"}),
    "red": frozenset({"DEFAULTED"}),
}
SIGNS = {"green": "clock", "yellow": "hourglass", "orange": "alert-triangle", "red": "flag"}
LATE = "red"
HOUR = timedelta(hours=1)
SOON = timedelta(hours=48)


@dataclass(frozen=True)
class DueBadge:
    """A due date as it is drawn."""

    at: datetime
    level: str
    words: str
    sign: str


def tone(stage: str) -> str:
    """Return the colour of a stage; grey for what has ended."""
    wanted = stage.rsplit(".", 1)[-1].upper()
    return next((colour for colour, stages in TONES.items() if wanted in stages), "")


def due(at: datetime, level: str, now: datetime) -> DueBadge:
    """Return the badge of a due date; past the date it is late, whatever the stored level."""
    late = at < now
    shown = LATE if late else (level or "green")
    words = _past(now - at) if late else _left(at, now)
    return DueBadge(at, shown, words, SIGNS.get(shown, "clock"))


def _past(gone: timedelta) -> str:
    if gone < SOON:
        return _("已逾期 %(count)s 小时") % {"count": max(1, gone // HOUR)}
    return _("已逾期 %(count)s 天") % {"count": gone.days}


def _left(at: datetime, now: datetime) -> str:
    if localtime(at).date() == localtime(now).date():
        return _("今日到期")
    if at - now < SOON:
        return _("剩 %(count)s 小时") % {"count": max(1, (at - now) // HOUR)}
    return _("剩 %(count)s 天") % {"count": (at - now).days}
