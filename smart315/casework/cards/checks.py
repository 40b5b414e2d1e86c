"""Find what is wrong in the cards' files, before an officer does."""

import re
from collections.abc import Iterator
from pathlib import Path

from smart315.casework import taxonomy
from smart315.casework.cards import files
from smart315.casework.cards.card import Card
from smart315.casework.codes import PurchaseChannel
from smart315.casework.taxonomy import Kind
from smart315.casework.taxonomy.tree import tree


ID = re.compile(r"(SU|SB)-\d\d")
CALCULATORS = frozenset({"prepaid", "triple", "food", "injury", "remote", "delay", "goods", "car"})


def problems(folder: Path = files.FOLDER) -> list[str]:
    """Return one sentence per fault; an empty list means the cards are sound."""
    unreadable = list(_unreadable(folder))
    if unreadable:
        return unreadable
    read = {path: files.read_card(path) for path in files.card_files(folder)}
    found = [
        f"{path.name}: the id inside is {c.id}" for path, c in read.items() if path.stem != c.id
    ]
    for card in read.values():
        found += [f"{card.id}: {fault}" for fault in _faults(card)]
    return [*found, *_against_taxonomy({card.id: card for card in read.values()})]


def _unreadable(folder: Path) -> Iterator[str]:
    for path in files.card_files(folder):
        try:
            files.read_card(path)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield f"{path.name}: cannot be read ({type(error).__name__}: {error})"


def _faults(card: Card) -> Iterator[str]:
    if not ID.fullmatch(card.id):
        yield "no such id can exist"
    if not (card.title and card.summary and card.basis):
        yield "title, summary and basis are all needed"
    yield from _unknown(card)
    if card.calculator and card.calculator not in CALCULATORS:
        yield f"unknown calculator {card.calculator}"
    if bool(card.plain) != bool(card.plain_bo):
        yield "plain words are needed in both languages, or in neither"
    for basis in card.basis:
        if basis.until is not None and basis.until < basis.since:
            yield f"{basis} ends before it begins"


def _unknown(card: Card) -> Iterator[str]:
    yield from (f"unknown nature {c}" for c in card.natures if not taxonomy.known(c, Kind.NATURE))
    categories = taxonomy.CATEGORIES
    yield from (
        f"unknown category {c}" for c in card.categories if not taxonomy.known(c, *categories)
    )
    yield from (f"unknown channel {c}" for c in card.channels if c not in PurchaseChannel.values)


def _against_taxonomy(known: dict[str, Card]) -> Iterator[str]:
    """Yield what the taxonomy says of cards and the cards do not say of themselves."""
    for node in tree().nodes.values():
        for wanted in node.law_cards:
            card = known.get(wanted)
            if card is None:
                yield f"{node.code} names the card {wanted}, which is not there"
            elif node.code not in (*card.natures, *card.categories):
                yield f"{wanted}: {node.code} names it, but it does not name {node.code}"
