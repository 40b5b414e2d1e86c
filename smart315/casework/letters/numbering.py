"""The number under which a document goes out, from the templates of the register."""

from dataclasses import dataclass
from datetime import date

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


def take(kind: Letter, complaint: Complaint, organisation: Organisation, on: date) -> Number:
    """Take the next number, without a gap: inside the transaction that issues the document."""
    word = str(parameters.value("doc.words", on).get(kind.code, "")) if kind.numbered else ""
    if not word:
        return Number(complaint.number or "", "", on.year, None)
    patterns = parameters.value("doc.numbers", on)
    which = "province" if organisation.level == Level.PROVINCE else "other"
    sequence = numbers.take_document(organisation, word, on)
    written = numbers.document_number(patterns[which], organisation, word, on.year, sequence)
    return Number(written, word, on.year, sequence)
