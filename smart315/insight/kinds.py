"""What the insight room writes into the record."""

from enum import StrEnum


class Kind(StrEnum):
    """Events, as `subject.verb` in the past tense."""

    MODEL_LEARNT = "model.learnt"
    MODEL_PROMOTED = "model.promoted"
