"""What a paper consists of: what the officer fills in, and the parts that draft themselves."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from smart315.documents.pdf import written_day
from smart315.documents.sheets import Block, Layout
from smart315.insight.analyses.drafts import Paragraph
from smart315.insight.papers.lifecycle import PaperKind
from smart315.insight.papers.material import Material


Choices = tuple[tuple[str, Promise], ...]


def nothing(_material: Material) -> str:
    """Begin with nothing: only an officer knows."""
    return ""


@dataclass(frozen=True)
class Blank:
    """Something that the officer fills in; `begins` says what stands there first.

    `day` is a date, `days` a number of days: what is typed there must be one.
    """

    name: str
    label: Promise
    help: Promise | str = ""
    begins: Callable[[Material], str] = nothing
    required: bool = True
    lines: int = 1
    choices: Choices = ()
    day: bool = False
    days: bool = False


@dataclass(frozen=True)
class Part:
    """A part of the text. `listed` prints its lines as a numbered list.

    `figures` says that its figures are the incident's and are checked against them; a part that
    tells the law has figures of its own.
    """

    key: str
    title: Promise
    write: Callable[[Material], Iterator[Paragraph]]
    listed: bool = False
    figures: bool = True
    required: bool = True


@dataclass(frozen=True)
class Filled:
    """What was filled in, for the fixed sentences of a paper: by whom, when it goes out.

    `due` is the day until which a reply is asked for, None where none is.
    """

    words: Mapping[str, str]
    issuer: str
    on: date
    due: date | None = None

    def word(self, name: str) -> str:
        """Return what was filled in under a name, blank for nothing."""
        return self.words.get(name, "").strip()

    def said_day(self, name: str) -> str:
        """Return a day that was filled in as papers write it; what is no day stays as typed."""
        typed = self.word(name)
        try:
            return written_day(date.fromisoformat(typed))
        except ValueError:
            return typed


Blocks = Callable[[Filled], tuple[Block, ...]]


def no_blocks(_filled: Filled) -> tuple[Block, ...]:
    """Print nothing there."""
    return ()


@dataclass(frozen=True)
class Declaration:
    """One kind of paper.

    `code` names its document word in the register (`doc.words`) and is that of the handbook where
    it has one. `names` tells whether businesses are named; a paper that names none wants a lawyer's
    word before an editor does. `avoids` are words that an association does not write there, without
    an authority's decision where `decided` is set. `public` is for everybody: no officer is named.
    `tables` go with it. `ends` tells whether the consequence is done when it went out. `before` and
    `after` are fixed blocks around the parts.
    """

    kind: PaperKind
    code: str
    blanks: tuple[Blank, ...]
    parts: tuple[Part, ...]
    before: Blocks = no_blocks
    after: Blocks = no_blocks
    layout: Layout = Layout.LETTER
    closing: Promise | str = ""
    names: bool = True
    numbered: bool = True
    tables: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()
    decided: bool = False
    public: bool = False
    ends: bool = True

    def blank(self, name: str) -> Blank | None:
        """Return what is filled in under a name."""
        return next((each for each in self.blanks if each.name == name), None)
