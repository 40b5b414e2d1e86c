"""What rooms above know of an entry that keeps another from standing for it: each tells here."""

from collections.abc import Callable


Hindrance = Callable[[int], bool]
_KNOWN: list[Hindrance] = []


def register(hindrance: Hindrance) -> Hindrance:
    """Let a room say whether something of its own is in force for a business."""
    _KNOWN.append(hindrance)
    return hindrance


def found(business_id: int) -> bool:
    """Tell whether any room knows of something."""
    return any(hindrance(business_id) for hindrance in _KNOWN)
