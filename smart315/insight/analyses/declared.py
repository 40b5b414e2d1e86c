"""What an analysis is made of, as data: a new kind of analysis is one more declaration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise


Words = Promise | str


class Form(StrEnum):
    """How an indicator is counted and written."""

    CASES = "cases"  # whole cases
    PERSONS = "persons"  # whole persons or visits
    RATE = "rate"  # a part of a whole, in per cent
    MONEY = "money"  # fen, written in units of ten thousand yuan


class Say(StrEnum):
    """In which wording a table is told."""

    SHARES = "shares"  # every row with its share
    KINDS = "kinds"  # goods, services and others of the whole
    CLASSES = "classes"  # the first rows with their counts


class Basis(StrEnum):
    """Which complaints are counted: by their day of acceptance, or all by that of receipt."""

    ACCEPTED = "accepted"
    RECEIVED = "received"


@dataclass(frozen=True)
class Line:
    """One indicator of the totals: a measure of the catalogue (handbook §13.3)."""

    measure: str
    title: Words
    form: Form


@dataclass(frozen=True)
class Totals:
    """The paragraph and the table of the indicators."""

    key: str
    title: Words
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Breakdown:
    """Counts by one dimension, with shares of all complaints and how these changed.

    `where` narrows the rows, never the whole of which they are shares. `listed` are the codes that
    have a row also where nothing was counted; `last` those that stand at the end, whatever they
    count. `lead` begins the sentence, which is worded as `say` says; `noun` follows each name.
    `none` is the sentence where nothing of the whole belongs in the table.
    """

    key: str
    title: Words
    by: str
    head: Words
    lead: Words
    none: Words
    say: Say = Say.CLASSES
    noun: Words = ""
    where: Mapping[str, str] = field(default_factory=dict)
    listed: tuple[str, ...] = ()
    last: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Ranking:
    """The first so many of a dimension, with growth; `left_out` are codes that say "other".

    `none` is the sentence where none can be ranked.
    """

    key: str
    title: Words
    by: str
    head: Words
    lead: Words
    none: Words
    where: Mapping[str, str] = field(default_factory=dict)
    first: int = 10
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True)
class HotSpots:
    """What many suffered together: the incidents of the period, with their figures."""

    key: str
    title: Words


@dataclass(frozen=True)
class Exemplars:
    """Typical cases, made unrecognisable; an editor confirms each."""

    key: str
    title: Words
    first: int = 3


@dataclass(frozen=True)
class Advice:
    """What follows: drafted from what was complained about most, written by an editor."""

    key: str
    title: Words


Part = Totals | Breakdown | Ranking | HotSpots | Exemplars | Advice


@dataclass(frozen=True)
class Section:
    """A numbered part of the text; `level` 1 is 一、 and 2 is （一）."""

    key: str
    title: Words
    parts: tuple[Part, ...] = ()
    level: int = 1


@dataclass(frozen=True)
class Declaration:
    """One kind of analysis. `where` narrows everything in it; `subject` is what it counts.

    `wide_title` is its title where all that was received is counted.
    """

    name: str
    title: Words
    wide_title: Words
    subject: Words
    sections: tuple[Section, ...]
    where: Mapping[str, str] = field(default_factory=dict)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return all parts in order."""
        return tuple(part for section in self.sections for part in section.parts)
