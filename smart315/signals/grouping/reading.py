"""What is read of a complaint before it is put anywhere; no other complaint's group matters to it.

Rarity alone joins it to those before. So many complaints can be read apart from one another, once
it is counted which terms those before them hold.
"""

from dataclasses import dataclass

import numpy as np

from smart315.signals.grouping.copies import Signature, signature
from smart315.signals.grouping.rarity import Rarity, Vector, shortened
from smart315.signals.grouping.settings import Settings
from smart315.signals.grouping.terms import Keys, Terms


@dataclass(frozen=True)
class Read:
    """A complaint's vector, the terms that are looked up, and whether it says enough for that."""

    vector: Vector
    signature: Signature
    looked_up: Keys
    tells: bool


def read(terms: Terms, rarity: Rarity, settings: Settings) -> Read:
    """Return what is read of terms that are as rare as was counted up to now."""
    vector = weighed(terms, rarity, settings)
    looked_up = _looked_up(terms, vector, settings)
    return Read(vector, signature(terms.runs.keys), looked_up, _tells(terms, settings))


def weighed(terms: Terms, rarity: Rarity, settings: Settings) -> Vector:
    """Return the weightiest terms of a complaint."""
    return shortened(rarity.weighed(terms, settings), settings.width)


def _looked_up(terms: Terms, vector: Vector, settings: Settings) -> Keys:
    """Return the rarest terms, and once more the facts that say whom it is about."""
    rarest = np.argsort(-vector.subject, kind="stable")[: settings.rarest]
    facts = [key for key, (kind, _value) in terms.facts.items() if kind != "issue"]
    return np.concatenate([vector.keys[rarest], np.array(facts, dtype=np.int32)])


def _tells(terms: Terms, settings: Settings) -> bool:
    """Whether a complaint says enough to be compared."""
    said = len(terms.keys) - len(terms.facts)
    return said >= settings.fewest_terms or any(
        kind != "issue" for kind, _value in terms.facts.values()
    )
