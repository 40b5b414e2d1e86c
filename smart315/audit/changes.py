"""Which streams grew since somebody last looked: every change of the house leaves an event.

A page counts its turns in the transaction of the events it holds, so what the pages say at one
moment is exactly what was committed by then, whoever wrote and however long it took.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from smart315.audit.models import COVER, TURNS, Event, Page


AT_ONCE = 500
Mark = Mapping[int, tuple[int, str]]
"""How far each page was read: its turns, and the digest of the event that took the last one."""


class Rewound(Exception):  # noqa: N818 - what happened to the journal
    """The journal is not the one that was read before: restored from a copy, or written anew."""


@dataclass(frozen=True)
class Changes:
    """What was recorded since a mark: the streams, and the mark to go on from."""

    mark: Mark
    streams: frozenset[str]


def mark() -> Mark:
    """Return how far the journal goes now."""
    return _marked({page: turns for page, turns in _pages().items() if turns}, {})


def changed_since(seen: Mark) -> Changes:
    """Return the streams of all events since the mark; one query when there are none.

    Raises Rewound when the journal does not continue the one of the mark.
    """
    pages = _pages()
    if any(pages.get(page, 0) < turns for page, (turns, _digest) in seen.items()):
        raise Rewound
    grown = {page: turns for page, turns in pages.items() if turns > _turns(seen, page)}
    if not grown:
        return Changes(seen, frozenset())
    _same(seen, grown)
    streams: set[str] = set()
    for page, turns in grown.items():
        since, until = page * TURNS + _turns(seen, page), page * TURNS + turns
        found = Event.objects.filter(id__gt=since, id__lte=until).order_by()
        streams |= set(found.values_list("stream", flat=True).distinct())
    return Changes(_marked(grown, seen), frozenset(streams))


def _pages() -> dict[int, int]:
    return dict(Page.objects.exclude(pk=COVER).values_list("pk", "turns"))


def _turns(seen: Mark, page: int) -> int:
    return seen[page][0] if page in seen else 0


def _same(seen: Mark, grown: Mapping[int, int]) -> None:
    """See that the last event read on each page that grew is still the same."""
    known = {page: seen[page] for page in grown if page in seen}
    now = _digests({page: turns for page, (turns, _digest) in known.items()})
    if any(now[page] != digest for page, (_turns, digest) in known.items()):
        raise Rewound


def _marked(grown: Mapping[int, int], seen: Mark) -> Mark:
    digests = _digests(grown)
    return {**seen, **{page: (turns, digests[page]) for page, turns in grown.items()}}


def _digests(pages: Mapping[int, int]) -> dict[int, str]:
    """Return the digest of the event at a turn of each page; blank for one that is gone."""
    wanted = {page * TURNS + turns: page for page, turns in pages.items()}
    found = {wanted[each]: digest for some in _some(list(wanted)) for each, digest in some}
    return {page: found.get(page, "") for page in pages}


def _some(ids: list[int]) -> Iterator[list[tuple[int, str]]]:
    for start in range(0, len(ids), AT_ONCE):
        few = ids[start : start + AT_ONCE]
        yield list(Event.objects.filter(id__in=few).values_list("id", "digest"))
