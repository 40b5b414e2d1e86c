"""Facts of a case in the words of letters."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import gettext as _, gettext_lazy

from smart315.casework import clocks, taxonomy
from smart315.casework.codes import ClaimKind
from smart315.casework.letters.registry import Occasion
from smart315.casework.letters.tables import OTHER_ROUTES
from smart315.casework.models import Complaint, Entry
from smart315.documents.sheets import Block, Field, Items, Paragraph
from smart315.kernel.money import with_unit
from smart315.kernel.workdays import Unit, local_day


BLANK = "—"
UNITS = {
    Unit.HOURS: gettext_lazy("小时"),
    Unit.DAYS: gettext_lazy("日"),
    Unit.WORKDAYS: gettext_lazy("个工作日"),
    Unit.MONTHS: gettext_lazy("个月"),
    Unit.YEARS: gettext_lazy("年"),
}


def day(when: date | datetime | None) -> str:
    """Return a day as letters write it; a moment is that of its local day."""
    if when is None:
        return BLANK
    if isinstance(when, datetime):
        when = local_day(when, get_default_timezone())
    return _("%(year)s年%(month)s月%(day)s日") % {
        "year": when.year,
        "month": when.month,
        "day": when.day,
    }


def moment(when: datetime | None) -> str:
    """Return a day and its time."""
    return f"{day(when)}{localtime(when):%H:%M}" if when else BLANK


def due(complaint: Complaint, key: str) -> date | None:
    """Return the last day of the newest clock of a kind, None when there was none."""
    found = complaint.clocks.filter(key=key).order_by("-pk").first()
    return local_day(found.due_at, get_default_timezone()) if found else None


def limit(complaint: Complaint, key: str) -> str:
    """Return how long a limit is, as it stood on the day of receipt: 5个工作日."""
    found, _basis = clocks.rulebook(complaint).limit(key)
    return f"{found.length}{UNITS[found.unit]}"


def said(complaint: Complaint, *moves: str) -> str:
    """Return what the history says of the newest of the moves."""
    entry = last(complaint, *moves)
    return entry.note if entry else ""


def last(complaint: Complaint, *moves: str) -> Entry | None:
    """Return the newest entry of one of the moves."""
    return complaint.entries.filter(move__in=moves).order_by("-at", "-pk").first()


def money(fen: int | None) -> str:
    """Return an amount, or a dash."""
    return with_unit(fen) if fen is not None else BLANK


def or_blank(value: object) -> str:
    """Return a text, or a dash where there is none."""
    return str(value or "").strip() or BLANK


def claims(complaint: Complaint) -> str:
    """Return what the consumer asks for, in one line."""
    return "；".join(_claim(each) for each in complaint.claims) or BLANK


def named(code: str) -> str:
    """Return a node of the taxonomy with those above it."""
    return " › ".join(each.name for each in taxonomy.path(code)) if taxonomy.known(code) else code


def routes() -> Items:
    """Return the five routes that remain open (消费者权益保护法 §39)."""
    return Items(tuple(str(each) for each in OTHER_ROUTES))


def contact(occasion: Occasion) -> str:
    """Return whom to ask, and where."""
    organisation = occasion.issuer
    officer = occasion.complaint.officer
    parts = [
        _("联系人：%(name)s") % {"name": officer or occasion.by},
        _("电话：%(phone)s") % {"phone": organisation.phone} if organisation.phone else "",
        _("地址：%(address)s") % {"address": organisation.address} if organisation.address else "",
    ]
    return "　".join(each for each in parts if each)


def pairs(*fields: Field) -> tuple[tuple[Field, ...], ...]:
    """Put fields two by two; the last of an odd number stands alone."""
    return tuple(fields[place : place + 2] for place in range(0, len(fields), 2))


def paragraphs(*texts: str) -> tuple[Block, ...]:
    """Return a paragraph for every text that is not blank."""
    return tuple(Paragraph(each.strip()) for each in texts if each.strip())


def listed(values: Iterable[object]) -> Items:
    """Return a numbered list."""
    return Items(tuple(str(each) for each in values))


def _claim(claim: dict[str, Any]) -> str:
    kind = claim.get("kind", "")
    words = str(ClaimKind(kind).label) if kind in ClaimKind.values else str(kind)
    amount, text = claim.get("amount_fen"), str(claim.get("text") or "")
    return words + (with_unit(amount) if amount else "") + (f"（{text}）" if text else "")
