"""What the portal calls things: what is wanted now, and the two kinds of silence."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from smart315.casework.codes import ClaimKind
from smart315.casework.queries import BusinessRow, Case, ClockView, Row
from smart315.casework.states import MOVE_LABELS, Stage


# What the business has to do, by the limit that is due next.
WANTED: dict[str, Promise] = {
    "negotiate.respond": gettext_lazy("打开投诉并答复消费者"),
    "negotiate.plan": gettext_lazy("提出和解方案"),
    "negotiate.due": gettext_lazy("在和解期内达成一致"),
    "business.reply": gettext_lazy("答复消协的调查"),
    "perform.due": gettext_lazy("履行承诺，并提交凭证"),
}
LATE = gettext_lazy("已逾期未履行，请立即履行")
WAITING = gettext_lazy("等消费者答复您的方案")


@dataclass(frozen=True)
class Standing:
    """What became of a complaint on the side of the business, as a mark says it."""

    words: str | Promise
    tone: str
    sign: str


UNOPENED = Standing(gettext_lazy("没有打开过"), "orange", "eye")
SILENT = Standing(gettext_lazy("已打开，没有答复"), "yellow", "hourglass")
ANSWERED = Standing(gettext_lazy("已答复"), "green", "check")
TO_PERFORM = Standing(gettext_lazy("等待履行"), "blue", "clock")
BROKEN = Standing(gettext_lazy("逾期未履行"), "red", "flag")


@dataclass(frozen=True)
class Line:
    """A complaint that waits, what is wanted, and where it stands."""

    row: Row
    opened: bool
    wanted: str
    standing: Standing


@dataclass(frozen=True)
class Summary:
    """How many complaints wait, in numbers."""

    owed: int
    waiting: int
    late: int
    unopened: int
    silent: int


@dataclass(frozen=True)
class Event:
    """One line of the history."""

    at: datetime
    by: str
    title: str
    note: str


def wanted(due_key: str, stage: str, *, answered: bool) -> str:
    """Return what the business has to do next; blank when nothing is asked of it."""
    if stage == Stage.DEFAULTED:
        return str(LATE)
    return str(WAITING if _waits(due_key, answered=answered) else WANTED.get(due_key, ""))


def lines(rows: list[BusinessRow]) -> list[Line]:
    """Return what waits with the words for it."""
    return [
        Line(
            each.row,
            each.opened,
            wanted(each.row.due_key, each.row.stage, answered=each.answered),
            standing(each),
        )
        for each in rows
    ]


def standing(each: BusinessRow) -> Standing:
    """Tell the two silences apart, and what was answered from what is to be performed."""
    if not each.opened:
        return UNOPENED
    if each.row.stage == Stage.DEFAULTED:
        return BROKEN
    if each.row.due_key == "perform.due":
        return TO_PERFORM
    return ANSWERED if each.answered else SILENT


def summary(rows: list[BusinessRow], at: datetime) -> Summary:
    """Count what is owed, what is late, and the two silences apart."""
    stand = [standing(each) for each in rows]
    waiting = sum(_waits(each.row.due_key, answered=each.answered) for each in rows)
    return Summary(
        owed=len(rows) - waiting,
        waiting=waiting,
        late=sum(each.row.due_at is None or each.row.due_at < at for each in rows),
        unopened=stand.count(UNOPENED),
        silent=stand.count(SILENT),
    )


def _waits(due_key: str, *, answered: bool) -> bool:
    """An answer was given and the period runs on: it is the consumer's turn."""
    return answered and due_key == "negotiate.due"


def own_clock(case: Case) -> ClockView | None:
    """Return the limit that the business has to meet next, also where the office has a nearer."""
    running = [
        each for each in case.clocks if each.owed_by == "business" and each.state == "running"
    ]
    return min(running, key=lambda each: (each.due_at, each.key), default=None)


def clocks(case: Case) -> list[ClockView]:
    """Return the limits that concern the business, the newest first; not those of the office."""
    return [
        each
        for each in reversed(case.clocks)
        if each.owed_by != "association" or each.key == "mediation.limit"
    ]


def claims(case: Case) -> list[tuple[str, int | None]]:
    """Return what is asked for, each with its amount in fen if one was named."""
    return [
        (str(ClaimKind(each["kind"]).label), each.get("amount_fen"))
        for each in case.complaint.claims
        if each.get("kind") in ClaimKind.values
    ]


def timeline(case: Case) -> list[Event]:
    """Return the history that concerns the business, the newest first."""
    return [
        Event(each.at, each.by, str(MOVE_LABELS.get(each.move, _("记录"))), each.note)
        for each in reversed(case.entries)
    ]
