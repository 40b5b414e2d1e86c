"""What a node of the taxonomy holds; pure values."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The four trees: natures of a complaint, and three kinds of what was bought."""

    NATURE = "nature"
    GOODS = "goods"
    SERVICES = "services"
    OTHER = "other"


CATEGORIES = (Kind.GOODS, Kind.SERVICES, Kind.OTHER)


@dataclass(frozen=True)
class Label:
    """A name in Chinese and, if there is one, in Tibetan.

    `machine` marks a Tibetan name that no person has reviewed yet.
    """

    name: str
    name_bo: str = ""
    machine: bool = False

    def label(self, language: str = "zh-hans") -> str:
        """Return the name for a reader of `language`; Chinese where there is no other.

        >>> Label("质量", "སྤུས་ཚད").label("bo"), Label("质量").label("bo")
        ('སྤུས་ཚད', '质量')
        """
        return self.name_bo if language.startswith("bo") and self.name_bo else self.name


@dataclass(frozen=True)
class Wall:
    """What to say before somebody writes: for this, another road is the right one.

    `blocking` means that, once the person confirms that the sentence describes the case,
    filing here would not help; whether it does is the person's answer, never the program's.
    """

    text: str
    road: str
    blocking: bool = False


@dataclass(frozen=True)
class Node(Label):
    """One nature (N01) or one category: level 1 (G09) or level 2 (G09-01)."""

    code: str = ""
    kind: Kind = Kind.OTHER
    parent: str = ""
    aliases: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    walls: tuple[Wall, ...] = ()
    law_cards: tuple[str, ...] = ()
    natures: tuple[str, ...] = ()
    childless: str = ""

    @property
    def level(self) -> int:
        """Return 1 for a root and 2 for its children."""
        return 2 if self.parent else 1
