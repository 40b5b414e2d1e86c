"""Who acts for the two sides, as a letter names them."""

from datetime import date

from django.utils.timezone import get_default_timezone

from smart315.casework import agency
from smart315.casework.codes import Side
from smart315.casework.letters.registry import Occasion
from smart315.documents.sheets import Field
from smart315.kernel.workdays import local_day


def of(occasion: Occasion, side: Side, day: date | None = None) -> str:
    """Return the agents of a side on a day, that of the letter unless told; blank without one."""
    when = day or local_day(occasion.at, get_default_timezone())
    found = agency.in_force(occasion.complaint, when, side)
    return "；".join(agency.in_words(each, masked=occasion.masked) for each in found)


def sentence(occasion: Occasion) -> tuple[str, ...]:
    """Return the agents of both sides as one sentence; nothing where all come in person."""
    day = local_day(occasion.at, get_default_timezone())
    said = agency.said(occasion.complaint, day, masked=occasion.masked)
    return (said,) if said else ()


def rows(
    occasion: Occasion, consumer: str, business: str, day: date | None = None
) -> tuple[tuple[Field, ...], ...]:
    """Return a row for each side that sent somebody, under the titles that the form gives."""
    titles = ((consumer, Side.CONSUMER), (business, Side.BUSINESS))
    named = [(title, of(occasion, side, day)) for title, side in titles]
    return tuple((Field(title, words),) for title, words in named if words)
