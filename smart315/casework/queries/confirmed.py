"""Texts of complaints whose nature and category were confirmed: what models learn from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from smart315.casework.models import Complaint


@dataclass(frozen=True)
class Confirmed:
    """The wording of one complaint, and its confirmed codes."""

    id: int
    text: str
    nature_code: str
    category_code: str
    received_at: datetime


def confirmed_texts(most: int) -> list[Confirmed]:
    """Return the newest accepted complaints, in the order of receipt.

    What was accepted was classified by an officer, who had the text before them; no actor: only
    weights of words leave the room that reads this.
    """
    return sorted(_newest(most), key=lambda each: each.id)


def confirmed_since(moment: datetime) -> int:
    """Return how many complaints were accepted since a moment."""
    return Complaint.objects.real().filter(accepted_at__gt=moment).count()


def _newest(most: int) -> Iterator[Confirmed]:
    found = Complaint.objects.real().filter(accepted_at__isnull=False)
    rows = found.exclude(nature_code="").exclude(category_code="").order_by("-pk")
    columns = ("pk", "title", "facts", "nature_code", "category_code", "received_at")
    for pk, title, facts, nature, category, received_at in rows.values_list(*columns)[:most]:
        yield Confirmed(pk, f"{title}\n{facts}", nature, category, received_at)
