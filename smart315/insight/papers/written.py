"""A paper as it stands, and what may be objected to in it; pure values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from smart315.insight.analyses.snapshots import Snapshot
from smart315.insight.papers.declared import Declaration


@dataclass(frozen=True)
class Objection:
    """What is wrong at a field (a part, or something filled in), and how to mend it."""

    field: str
    text: str


@dataclass(frozen=True)
class Written:
    """A paper as it stands: its kind, the frozen facts, the parts and what was filled in.

    `businesses` are those of the incident, `persons` the names of its people that stand in it.
    """

    declaration: Declaration
    frozen: Snapshot
    texts: Mapping[str, str]
    words: Mapping[str, str]
    businesses: Sequence[str] = ()
    persons: Sequence[str] = ()

    @property
    def said(self) -> Iterator[tuple[str, str, str]]:
        """Yield field, label and text of everything that was written."""
        for part in self.declaration.parts:
            yield part.key, str(part.title), self.texts.get(part.key, "")
        for blank in self.declaration.blanks:
            yield blank.name, str(blank.label), self.words.get(blank.name, "")
