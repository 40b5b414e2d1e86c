"""What a rule card holds, and how well it fits a matter; pure values."""

from dataclasses import dataclass
from datetime import date


# How much each thing that a card and a matter share counts; a card below LEAST is not shown.
NARROW_CATEGORY, CATEGORY, NATURE, CHANNEL = 7, 3, 3, 2
LEAST = 2


@dataclass(frozen=True)
class Basis:
    """A provision and the days on which it is in force."""

    law: str
    article: str
    since: date
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Tell whether the provision is in force on the day."""
        return self.since <= on and (self.until is None or on <= self.until)

    def __str__(self) -> str:
        return f"《{self.law}》{self.article}"


@dataclass(frozen=True)
class Matter:
    """What a case is about; blank where that is not known."""

    nature: str = ""
    category: str = ""
    channel: str = ""


@dataclass(frozen=True)
class Card:
    """One rule. `quote` is verbatim, `summary` is not; `plain` is what consumers read, if anything.

    Empty `natures`, `categories` and `channels` say nothing about those; `channels`, where given,
    keep the card from matters of another channel. `calculator` names the calculation that goes with
    it. `machine` marks a Tibetan text that no person has reviewed yet.
    """

    id: str
    title: str
    summary: str
    basis: tuple[Basis, ...]
    quote: str = ""
    threshold: str = ""
    natures: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    calculator: str = ""
    plain: str = ""
    plain_bo: str = ""
    machine: bool = False

    def holds(self, on: date) -> bool:
        """Tell whether the rule, by its first provision, is in force on the day."""
        return self.basis[0].holds(on)

    def basis_on(self, on: date) -> tuple[Basis, ...]:
        """Return the provisions in force on the day."""
        return tuple(each for each in self.basis if each.holds(on))

    def said(self, language: str = "zh-hans") -> str:
        """Return the plain words for a reader of `language`; Chinese where there are no others."""
        return self.plain_bo if language.startswith("bo") and self.plain_bo else self.plain

    def fit(self, matter: Matter) -> int:
        """Return how well the card fits; 0 when it is for another channel or for nothing of this.

        >>> card = Card("X", "", "", (), natures=("N02",), categories=("S01", "S01-03"))
        >>> card.fit(Matter("N02", "S01-03")), card.fit(Matter("N02", "S01-04")), card.fit(Matter())
        (10, 6, 0)
        """
        if matter.channel and self.channels and matter.channel not in self.channels:
            return 0
        score = NATURE * (matter.nature in self.natures)
        score += CHANNEL * (matter.channel in self.channels)
        return score + self._by_category(matter.category)

    def _by_category(self, category: str) -> int:
        if category in self.categories:
            return NARROW_CATEGORY
        return CATEGORY if category.partition("-")[0] in self.categories else 0
