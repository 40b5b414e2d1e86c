"""The three passes of a verification: events by stream, the journal's pages, the anchors.

Pages and anchors are read before the events and once more after them, so that what is recorded
meanwhile is never taken for tampering.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeVar

from django.db import DatabaseError
from django.db.models import Max, Model, QuerySet

from smart315.audit import anchors
from smart315.audit.models import ANCHORS, COVER, TURNS, Anchor, Event, Page
from smart315.audit.proofs import BreakFound


M = TypeVar("M", Event, Page, Anchor)
CHUNK = 2000
UNREADABLE = (ValueError, TypeError, AttributeError, OverflowError, DatabaseError)


class Verification:
    """One run over everything; memory grows with pages and anchors, never with events."""

    def __init__(self, progress: Callable[[int], None] | None = None) -> None:
        self.events = 0
        self.streams = 0
        self.anchors = 0
        self._progress = progress or (lambda _: None)
        self._taken: Counter[int] = Counter()
        self._highest: dict[int, int] = {}
        self._due: dict[int, int] = {}
        self._recorded: dict[int, str] = {}

    def run(self) -> None:
        """Check everything. Raises BreakFound at the first break."""
        pages = list(_rows(Page.objects.order_by("id")))
        made = list(_rows(Anchor.objects.order_by("number")))
        self._due = {page.pk: page.turns for page in pages}
        self._check_events()
        self._check_pages(pages)
        self._check_no_turn_beyond()
        self._check_anchors(made)
        self._check_no_anchor_gone()

    def _check_events(self) -> None:
        before: Event | None = None
        for event in _rows(Event.objects.order_by("stream", "seq", "id")):
            if before is None or before.stream != event.stream:
                self.streams += 1
                before = None
            _check_event(event, before)
            self._note(event)
            before = event

    def _note(self, event: Event) -> None:
        self.events += 1
        page, turn = divmod(event.pk, TURNS)
        if turn <= self._due.get(page, 0):
            self._taken[page] += 1
        self._highest[page] = max(turn, self._highest.get(page, 0))
        if event.kind == "anchor.made":
            data = json.loads(event.data)
            self._recorded[data["number"]] = data["digest"]
        if self.events % CHUNK == 0:
            self._progress(self.events)

    def _check_pages(self, pages: list[Page]) -> None:
        for page in pages:
            if not _fits(page, page.seal):
                raise BreakFound(
                    page.last, 0, 0, f"Page {page.pk} of the journal was changed outside smart315."
                )
            if page.pk != COVER and self._taken[page.pk] != page.turns:
                raise _gap(page)
        counted = sum(page.counted for page in pages if page.pk != COVER)
        due = self._due.get(COVER, 0)
        if counted != due:
            raise BreakFound(
                "",
                0,
                0,
                f"The journal has {counted} counted pages where its cover says {due}: "
                "whole pages were removed or added.",
            )

    def _check_no_turn_beyond(self) -> None:
        turns = {page.pk: page.turns for page in _rows(Page.objects.order_by("id"))}
        for page, turn in sorted(self._highest.items()):
            if turn > turns.get(page, 0):
                event = Event.objects.get(pk=page * TURNS + turn)
                raise BreakFound(
                    event.stream,
                    event.seq,
                    event.pk,
                    f"The event stands on turn {turn} of page {page}, which the journal says "
                    f"has {turns.get(page, 0)}: the page was set back or removed.",
                )

    def _check_anchors(self, made: list[Anchor]) -> None:
        before: Anchor | None = None
        covered: dict[int, int] = {}
        for anchor in made:
            wrong = _wrong_with(anchor, before, covered)
            if not wrong and self._recorded.get(anchor.number) != anchor.digest:
                wrong = "was never recorded as made"
            if wrong:
                raise BreakFound(ANCHORS, anchor.number, 0, f"Anchor {anchor.number} {wrong}.")
            covered |= {page: last for page, _, last in json.loads(anchor.pages)}
            before = anchor
            self.anchors += 1

    def _check_no_anchor_gone(self) -> None:
        there = set(Anchor.objects.values_list("number", flat=True))
        for number in sorted(set(self._recorded) - there):
            raise BreakFound(ANCHORS, number, 0, f"Anchor {number} was made but is gone.")


def _check_event(event: Event, before: Event | None) -> None:
    due = before.seq + 1 if before else 1
    if not _fits(event, event.digest):
        what = "The event's digest does not fit its columns: it was changed or forged."
        raise BreakFound(event.stream, event.seq, event.pk, what)
    if event.seq != due:
        what = f"Event {due} is missing: {event.seq} stands in its place."
        raise BreakFound(event.stream, due, 0, what)
    if event.previous != (before.digest if before else ""):
        what = "The event does not follow from the one before it in its stream."
        raise BreakFound(event.stream, event.seq, event.pk, what)


def _fits(row: Event | Page | Anchor, stored: str) -> bool:
    try:
        return row.computed() == stored
    except UNREADABLE:
        # A value of another type than the column's, as SQLite would take it.
        return False


def _gap(page: Page) -> BreakFound:
    """Name the first missing event of a page by what stands beside it."""
    first, due = page.pk * TURNS + 1, page.pk * TURNS + 1
    missing, stream = page.pk * TURNS + page.turns, page.last
    rows = Event.objects.filter(id__range=(first, missing)).order_by("id")
    for number, beside in rows.values_list("id", "beside").iterator():
        if number != due:
            missing, stream = number - 1, beside
            break
        due += 1
    seq = Event.objects.filter(stream=stream).aggregate(last=Max("seq"))["last"] or 0
    what = f"Event {seq + 1}, the last of its stream, is missing: its turn in the journal is empty."
    return BreakFound(stream, seq + 1, missing, what)


def _wrong_with(anchor: Anchor, before: Anchor | None, covered: dict[int, int]) -> str:
    if not _fits(anchor, anchor.digest):
        return "was changed: its digest does not fit its columns"
    if anchor.number != (before.number + 1 if before else 1):
        return "does not follow the one before it: an anchor is missing"
    if anchor.previous != (before.digest if before else ""):
        return "is not chained to the one before it"
    ranges = [(page, first, last) for page, first, last in json.loads(anchor.pages)]
    if any(first != covered.get(page, 0) + 1 for page, first, _ in ranges):
        return "leaves out turns of the journal"
    if anchors.content(ranges) != (anchor.events, anchor.content):
        return "covers other events than stand in the journal now"
    return ""


def _rows(query: QuerySet[M]) -> Iterator[M]:
    """Yield rows in small chunks; a row that cannot be read is a break, not a crash."""
    try:
        yield from query.iterator(chunk_size=CHUNK)
    except UNREADABLE:
        raise _unreadable(query) from None


def _unreadable(query: QuerySet[M]) -> BreakFound:
    model: type[Model] = query.model
    for number in query.values_list("pk", flat=True).iterator():
        try:
            model._base_manager.get(pk=number)  # noqa: SLF001
        except UNREADABLE:
            return _unreadable_row(model, number)
    return BreakFound("", 0, 0, f"A row of {model.__name__} cannot be read.")


def _unreadable_row(model: type[Model], number: int) -> BreakFound:
    what = f"{model.__name__} {number} holds a value that cannot be read: it was changed."
    if model is not Event:
        return BreakFound("", 0, 0, what)
    stream, seq = Event.objects.values_list("stream", "seq").get(pk=number)
    return BreakFound(stream, seq, number, what)
