"""Read a stream's history; prove that nothing recorded was touched."""

from collections.abc import Callable

from django.db.models import Sum

from smart315.audit import anchors
from smart315.audit.changes import Changes, Mark, Rewound, changed_since, mark
from smart315.audit.models import COVER, Anchor, Event, Page
from smart315.audit.proofs import BreakFound, Broken, Proof
from smart315.audit.verification import Verification


__all__ = [
    "Broken",
    "Changes",
    "Event",
    "Mark",
    "Proof",
    "Rewound",
    "anchor_lines",
    "changed_since",
    "history",
    "mark",
    "size",
    "verify",
]


def history(stream: str, *, kind: str = "") -> list[Event]:
    """Return the events of one stream, or those of one kind, the first one first."""
    found = Event.objects.filter(stream=stream)
    return list((found.filter(kind=kind) if kind else found).order_by("seq"))


def size() -> int:
    """Return how many events the journal says it holds, without counting them."""
    pages = Page.objects.exclude(pk=COVER).aggregate(turns=Sum("turns"))
    return int(pages["turns"] or 0)


def anchor_lines() -> dict[int, str]:
    """Return the line of every anchor by its number, to be compared with those kept elsewhere."""
    return {made.number: anchors.line(made) for made in Anchor.objects.order_by("number")}


def verify(progress: Callable[[int], None] | None = None) -> Proof:
    """Check every event, page and anchor; stop at the first that is broken.

    `progress` is called with the number of events checked so far. What this cannot see: the
    whole database set back to an earlier copy. The lines of `actions.anchor`, kept elsewhere, can.
    """
    run = Verification(progress)
    broken: Broken | None = None
    try:
        run.run()
    except BreakFound as found:
        broken = found.broken
    return Proof(broken is None, run.events, run.streams, run.anchors, broken)
