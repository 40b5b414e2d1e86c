"""Chance that can be repeated: the same words give the same throws."""

from random import Random


def dice(*words: object) -> Random:
    """Return the dice of something, e.g. of one case of one seed."""
    return Random(":".join(str(each) for each in words))  # noqa: S311 - nothing here is a secret
