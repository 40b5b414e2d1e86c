"""Take turns on a page of the journal: one page per thread, so nobody waits."""

import os
import threading
from dataclasses import dataclass

from smart315.audit.models import COVER, TURNS, Page


@dataclass(frozen=True)
class Turns:
    """Turns taken: the id of the first, and the stream of the event before it."""

    first_id: int
    beside: str


class _Hand(threading.local):
    """The page this thread writes on, as it believes the page to stand."""

    page: Page | None = None
    process = 0


_hand = _Hand()


def take(streams: list[str]) -> Turns:
    """Take one turn for each stream named, in one statement when the page stands as believed.

    A rollback leaves the belief behind the times: then the page is read again. A page whose seal
    does not fit is left as it is for `verify` to find, and a new one is begun.
    """
    while True:
        page = _page(len(streams))
        before, beside, sealed = page.turns, page.last, page.seal
        page.turns, page.last = before + len(streams), streams[-1]
        page.seal = page.computed()
        if Page.objects.filter(pk=page.pk, seal=sealed).update(
            turns=page.turns, last=page.last, seal=page.seal
        ):
            if not page.counted:
                _count(page)
            return Turns(page.pk * TURNS + before + 1, beside)
        _reread(page.pk)


def let_go() -> None:
    """Forget this thread's page; the next turn begins a new one."""
    _hand.page = None


def _page(wanted: int) -> Page:
    if _hand.process != os.getpid():
        # A forked process must not write on its parent's page.
        _hand.page, _hand.process = None, os.getpid()
    page = _hand.page
    if page is None or page.turns + wanted >= TURNS:
        page = _hand.page = Page.objects.create()
    return page


def _reread(number: int) -> None:
    page = Page.objects.filter(pk=number).first()
    _hand.page = page if page and page.seal == page.computed() else None


def _count(page: Page) -> None:
    """Count a new page on the cover, so that it cannot disappear as a whole."""
    if _count_on_cover():
        page.counted = True
        page.seal = page.computed()
        Page.objects.filter(pk=page.pk).update(counted=True, seal=page.seal)


def _count_on_cover() -> bool:
    """Count one more page; False when another thread is counting its own just now.

    Waiting could deadlock with the rows that the two callers hold; the next turn tries again.
    """
    cover = Page.objects.select_for_update(skip_locked=True).filter(pk=COVER).first()
    if cover is None:
        if Page.objects.filter(pk=COVER).exists():
            return False
        cover = Page(pk=COVER, counted=True)
        cover.seal = cover.computed()
        Page.objects.bulk_create([cover], ignore_conflicts=True)
    if cover.seal != cover.computed():
        return False
    sealed = cover.seal
    cover.turns += 1
    cover.seal = cover.computed()
    return bool(
        Page.objects.filter(pk=COVER, seal=sealed).update(turns=cover.turns, seal=cover.seal)
    )
