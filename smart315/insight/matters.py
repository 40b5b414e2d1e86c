"""A complaint of the store as the grouping reads it, and what is shown of why it belongs."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from hashlib import sha256

from smart315.casework.queries import Matter
from smart315.kernel.masking import scrub
from smart315.signals.grouping.complaint import Complaint, Facts, Reason


TOLD = 12  # characters
Written = list[tuple[str, str, float]]


def as_complaint(matter: Matter) -> Complaint:
    """Return a matter as the grouping reads it.

    Whom it is about stands before the title, known to the register or not. A title that only
    begins the story says nothing beside it.
    """
    told = matter.text.startswith(matter.title[:TOLD])
    facts = Facts(
        business=matter.business,
        product=matter.product,
        person=matter.persons[0] if matter.persons else "",
    )
    title = "" if told else f"{matter.respondent} {matter.title}"
    text = f"{matter.respondent} {matter.text}" if told else matter.text
    return Complaint(matter.id, text, matter.received_at, title, facts)


def digest(complaint: Complaint) -> str:
    """Return what tells whether a complaint reads otherwise than before; persons left out."""
    facts = asdict(complaint.facts) | {"person": ""}
    read = [complaint.title, complaint.text, facts]
    return sha256(json.dumps(read, ensure_ascii=False).encode()).hexdigest()


def written(reasons: Iterable[Reason]) -> Written:
    """Return reasons as they are kept: kind, words, weight; phones and identity numbers masked."""
    return [(each.kind, scrub(each.shared), each.weight) for each in reasons]


def read(rows: Iterable[tuple[str, str, float]]) -> tuple[Reason, ...]:
    """Return reasons that were kept."""
    return tuple(Reason(*each) for each in rows)
