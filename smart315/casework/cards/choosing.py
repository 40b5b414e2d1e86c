"""The cards in memory: read once per process, then chosen from."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from smart315.casework.cards import files
from smart315.casework.cards.card import LEAST, Card, Matter


@cache
def cards() -> tuple[Card, ...]:
    """Return every card, in the order of ids."""
    return tuple(files.read_card(path) for path in files.card_files(files.FOLDER))


def fitting(matter: Matter, on: date, *, most: int = 8) -> list[Card]:
    """Return the cards in force on the day that fit the matter, the closest first."""
    return _best(cards(), matter, on)[:most]


def plain_ones(matter: Matter, on: date, *, most: int = 3) -> list[Card]:
    """Return the closest cards that have plain words for consumers."""
    spoken = (card for card in cards() if card.plain)
    return _best(spoken, matter, on)[:most]


def find(text: str = "", on: date | None = None) -> list[Card]:
    """Return the cards that hold every word of the text, in force on the day if one is given."""
    words = text.split()
    return [
        card
        for card in cards()
        if all(word in _all_of(card) for word in words) and (on is None or card.holds(on))
    ]


def _best(some: Iterable[Card], matter: Matter, on: date) -> list[Card]:
    scored = [(card.fit(matter), card) for card in some if card.holds(on)]
    best = sorted((each for each in scored if each[0] >= LEAST), key=lambda each: -each[0])
    return [card for _score, card in best]


def _all_of(card: Card) -> str:
    bases = " ".join(str(each) for each in card.basis)
    return f"{card.id} {card.title} {card.quote} {card.summary} {card.plain} {bases}"
