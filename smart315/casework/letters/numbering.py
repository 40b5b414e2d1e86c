"""The number under which a document goes out, from the templates of the register."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from smart315.accounts.levels import Level
from smart315.accounts.queries import Organisation
from smart315.casework import numbers
from smart315.casework.letters.registry import Letter
from smart315.casework.models import Complaint
from smart315.parameters import queries as parameters


@dataclass(frozen=True)
class Number:
    """A number as it is printed, and its parts; without a sequence it is that of the case."""

    written: str
    word: str
    year: int
    sequence: int | None


def foreseen(
    kind: Letter, complaint: Complaint, organisation: Organisation, on: date, *, hold: bool
) -> Number:
    """Return the number that a document would take now, and leave it: another may be quicker.

    With `hold` nobody is: whoever wants one waits until this transaction ends.
    """
    found = next_of(kind.code, organisation, on, hold=hold) if kind.numbered else None
    return found or _of_the_case(complaint, on)


def take(kind: Letter, complaint: Complaint, organisation: Organisation, on: date) -> Number:
    """Take the next number, without a gap: inside the transaction that issues the document."""
    found = take_of(kind.code, organisation, on) if kind.numbered else None
    return found or _of_the_case(complaint, on)


def next_of(code: str, organisation: Organisation, on: date, *, hold: bool) -> Number | None:
    """Return the next number under the word of a document, of any room; None for one without."""
    word = _word(code, on)
    if not word:
        return None
    sequence = numbers.hold_document if hold else numbers.next_document
    return _written(organisation, word, on, sequence(organisation, word, on))


def take_of(code: str, organisation: Organisation, on: date) -> Number | None:
    """Take the next number under the word of a document, without a gap; None for one without."""
    word = _word(code, on)
    if not word:
        return None
    return _written(organisation, word, on, numbers.take_document(organisation, word, on))


def annexed(parent: Number, place: int) -> Number:
    """Return the number of an annex: that of its parent, and which annex it is."""
    written = _("%(number)s附件%(place)s") % {"number": parent.written, "place": place}
    return Number(written, "", parent.year, None)


def _word(code: str, on: date) -> str:
    return str(parameters.value("doc.words", on).get(code, ""))


def _of_the_case(complaint: Complaint, on: date) -> Number:
    return Number(complaint.number or "", "", on.year, None)


def _written(organisation: Organisation, word: str, on: date, sequence: int) -> Number:
    patterns = parameters.value("doc.numbers", on)
    which = "province" if organisation.level == Level.PROVINCE else "other"
    written = numbers.document_number(patterns[which], organisation, word, on.year, sequence)
    return Number(written, word, on.year, sequence)
