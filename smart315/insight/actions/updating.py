"""Keep the facts: files made from the store, which anybody may make again at any time."""

from datetime import datetime

from smart315.insight.facts import updating
from smart315.insight.facts.updating import Updated as Updated


def update_facts(*, at: datetime, from_nothing: bool = False) -> Updated:
    """Bring the facts to what the store holds now; `from_nothing` counts every complaint again."""
    return updating.update(at=at, from_nothing=from_nothing)
