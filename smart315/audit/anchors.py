"""What an anchor covers: runs of turns on the journal's pages, and the digest over them."""

import hashlib
import json

from smart315.audit.models import COVER, TURNS, Anchor, Event, Page


def ranges_since(newest: Anchor | None) -> list[tuple[int, int, int]]:
    """Return (page, first turn, last turn) of what no anchor covers yet.

    A page's count is committed with its events, so no event in flight can be passed over.
    """
    covered = covered_turns(newest)
    return [
        (number, covered.get(number, 0) + 1, turns)
        for number, turns in Page.objects.exclude(pk=COVER)
        .order_by("pk")
        .values_list("pk", "turns")
        if turns > covered.get(number, 0)
    ]


def covered_turns(newest: Anchor | None) -> dict[int, int]:
    """Return the last turn of each page that the anchors up to the newest cover."""
    if newest is None:
        return {}
    covered: dict[int, int] = {}
    for pages in Anchor.objects.order_by("number").values_list("pages", flat=True).iterator():
        covered |= {page: last for page, _, last in json.loads(pages)}
    return covered


def content(ranges: list[tuple[int, int, int]]) -> tuple[int, str]:
    """Return how many events stand in the ranges, and SHA-256 over their digests in order."""
    count, running = 0, hashlib.sha256()
    for page, first, last in ranges:
        digests = (
            Event.objects.filter(id__range=(page * TURNS + first, page * TURNS + last))
            .order_by("id")
            .values_list("digest", flat=True)
        )
        for digest in digests.iterator():
            running.update(digest.encode())
            count += 1
    return count, running.hexdigest()


def line(anchor: Anchor) -> str:
    """Return the line to keep elsewhere: number, day, events, digest."""
    return f"{anchor.number} {anchor.day.isoformat()} {anchor.events} {anchor.digest}"
