"""The texts that businesses sign: one version of each kind at a time, older ones stay in the rows.

The first is shipped as a file; the province's office publishes later ones from a day on. What was
signed is kept word for word.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from string import Formatter

from smart315.businesses.models import PledgeText
from smart315.businesses.states import PledgeKind


VERSIONS = {PledgeKind.DIRECT: "direct-2026-1", PledgeKind.GREEN: "green-2026-1"}
PLACES = ("respond_hours", "solve_hours", "advance_compensation")
WITH_ADVANCE = "消费者提出的诉求合理而一时难以分清责任的，先行赔付，再依法向有关责任方追偿。"
WITHOUT_ADVANCE = "属于本经营者责任的，依法及时退款、更换、修理或者赔偿，不得故意拖延或者无理拒绝。"


@dataclass(frozen=True)
class Terms:
    """What a business fills into the text: hours from receipt, and whether it pays in advance."""

    respond_hours: int
    solve_hours: int
    advance_compensation: bool = False


@dataclass(frozen=True)
class Version:
    """One version of a text: its name, its words with the places of the terms, since when."""

    name: str
    text: str
    begins_on: date | None = None


def in_force(kind: str, on: date) -> Version:
    """Return what is signed on the day: the latest published by then, else the shipped one."""
    published = PledgeText.objects.filter(kind=kind, published_at__isnull=False, begins_on__lte=on)
    latest = published.order_by("-begins_on", "-published_at", "-pk").first()
    if latest is None:
        return shipped(kind)
    return Version(latest.version, latest.text, latest.begins_on)


def shipped(kind: str) -> Version:
    """Return the version that comes with the program."""
    version = VERSIONS[PledgeKind(kind)]
    return Version(version, _template(version))


def filled(text: str, terms: Terms) -> str:
    """Return a text with the terms in their places."""
    advance = WITH_ADVANCE if terms.advance_compensation else WITHOUT_ADVANCE
    return text.format(
        respond_hours=terms.respond_hours,
        solve_hours=terms.solve_hours,
        advance_compensation=advance,
    )


def wording(kind: str, terms: Terms, *, on: date) -> str:
    """Return the whole text as it is signed on the day with these terms."""
    return filled(in_force(kind, on).text, terms)


def missing_places(text: str) -> list[str]:
    """Return what a text lacks or has too many of; raise ValueError for braces that are open.

    >>> missing_places("{respond_hours} {solve_hours} {advance_compensation}")
    []
    """
    found = [
        name if not (spec or conversion) else f"{name}!"
        for _words, name, spec, conversion in Formatter().parse(text)
        if name is not None
    ]
    return [each for each in PLACES if found.count(each) != 1] + sorted(set(found) - set(PLACES))


@cache
def _template(version: str) -> str:
    file = resources.files("smart315.businesses").joinpath(f"data/pledges/{version}.txt")
    return file.read_text(encoding="utf-8").strip()
