"""Rule cards: what the law says to a case, in the law's words and in plain ones (handbook §3).

One YAML file per card; shown by what the case is about, as the law stood on the day in question.
"""

from smart315.casework.cards.card import Basis, Card, Matter
from smart315.casework.cards.checks import problems
from smart315.casework.cards.choosing import cards, find, fitting, plain_ones


__all__ = ["Basis", "Card", "Matter", "cards", "find", "fitting", "plain_ones", "problems"]
