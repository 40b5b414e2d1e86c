"""Groups of complaints about the same matter, made anew from the store in the order of receipt."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from smart315.accounts.actors import Actor
from smart315.casework import queries
from smart315.casework.queries import Matter
from smart315.kernel.masking import scrub
from smart315.signals.grouping.complaint import Complaint, Facts, Group, Reason
from smart315.signals.grouping.stream import Streamed, streamed


TOLD = 12  # characters


@dataclass(frozen=True)
class Member:
    """One complaint of a group: its numbers, when it came, and what it shares with the group."""

    id: int
    names: tuple[str, ...]
    at: datetime
    why: tuple[Reason, ...]


@dataclass(frozen=True)
class Current:
    """A group as it stands, with the title of the member most like it; nothing personal in it.

    `people` are distinct harmed consumers: those of a joint complaint each, those who are not
    known once for each complaint that is no copy.
    """

    id: int
    title: str
    members: tuple[Member, ...]
    first: datetime
    last: datetime
    people: int
    copies: int
    why: tuple[Reason, ...]


def current(actor: Actor, at_least: int = 2, since: datetime | None = None) -> Iterator[Current]:
    """Yield all groups of that size or larger, of what the actor may know of and came since."""
    known: dict[int, Matter] = {}
    found = streamed(_remembered(actor, known, since))
    for group in found.grouping.groups(at_least):
        yield Current(
            id=group.id,
            title=scrub(known[group.central].title),
            members=tuple(_member(known[each], found) for each in group.members),
            first=group.first,
            last=group.last,
            people=_people(group, known),
            copies=group.copies,
            why=_masked(found.why(group)),
        )


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


def _remembered(
    actor: Actor, known: dict[int, Matter], since: datetime | None
) -> Iterator[Complaint]:
    for matter in queries.matters_in_order(actor, since):
        known[matter.id] = replace(matter, text="")
        yield as_complaint(matter)


def _member(matter: Matter, found: Streamed) -> Member:
    return Member(
        matter.id, matter.names, matter.received_at, _masked(found.reasons.get(matter.id, ()))
    )


def _masked(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Mask what reads like a phone or an identity number."""
    return tuple(replace(each, shared=scrub(each.shared)) for each in reasons)


def _people(group: Group, known: dict[int, Matter]) -> int:
    """Count the persons of each complaint; the grouping knew the first of each."""
    members = [known[each].persons for each in group.members]
    firsts = {each[0] for each in members if each}
    return group.people - len(firsts) + len({person for each in members for person in each})
