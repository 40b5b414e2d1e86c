"""Rule cards as the desk shows them: with the provisions of the day and their calculator."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from smart315.casework import cards
from smart315.casework.cards import Basis, Card, Matter
from smart315.casework.queries import Case
from smart315.web import calculators
from smart315.web.calculators import Calculator


@dataclass(frozen=True)
class Shown:
    """A card with what holds on the day."""

    card: Card
    basis: tuple[Basis, ...]
    calculator: Calculator | None


@dataclass(frozen=True)
class Rights:
    """What the law says to a case, on which day, and which calculators go with it."""

    on: date
    by_purchase: bool
    cards: list[Shown]
    calculators: list[Calculator]


def shown(card: Card, on: date) -> Shown:
    """Return a card as it is shown for a day."""
    return Shown(card, card.basis_on(on), calculators.of_card(card))


def of(case: Case) -> Rights:
    """Return what fits the case, as the law stood on the day of the purchase; no query."""
    complaint = case.complaint
    on = complaint.purchased_on or localdate(complaint.received_at)
    matter = Matter(complaint.nature_code, complaint.category_code, complaint.purchase_channel)
    found = [shown(card, on) for card in cards.fitting(matter, on)]
    wanted = dict.fromkeys(each.calculator for each in found if each.calculator)
    rest = [each for each in calculators.TABLE if each not in wanted]
    return Rights(on, complaint.purchased_on is not None, found, [*wanted, *rest])
