"""A case in words: names of codes, people masked, the timeline, the papers that are owed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from smart315.casework import taxonomy
from smart315.casework.codes import Audience, ClaimKind, Outcome, RejectReason, TerminationReason
from smart315.casework.letters import TITLES
from smart315.casework.queries import Case, ClockView
from smart315.casework.states import MOVE_LABELS
from smart315.kernel import masking
from smart315.regions import queries as regions


@dataclass(frozen=True)
class Event:
    """One line of the timeline."""

    at: datetime
    by: str
    title: str
    note: str
    audience: str
    audience_words: str


@dataclass(frozen=True)
class Paper:
    """A document that a move obliged the association to issue."""

    id: int
    code: str
    title: str
    owed_at: datetime
    issued_at: datetime | None
    issued_by: str
    number: str


@dataclass(frozen=True)
class CaseFile:
    """The words of a case."""

    nature: str
    category: str
    region: str
    claims: list[tuple[str, int | None]]
    name: str
    phone: str
    address: str
    ending: str
    timeline: list[Event]
    clocks: list[ClockView]
    papers: list[Paper]
    owed_papers: int


def of(case: Case) -> CaseFile:
    """Put a case into words; no query."""
    complaint, person = case.complaint, case.complainant
    papers = _papers(case)
    return CaseFile(
        nature=_named(complaint.nature_code),
        category=_named(complaint.category_code),
        region=regions.full_name(complaint.region_id or ""),
        claims=[_claim(each) for each in complaint.claims],
        name=masking.mask_name(person.name) if person else "",
        phone=masking.mask_phone(person.phone) if person else "",
        address=masking.mask_address(person.address) if person else "",
        ending=_ending(case),
        timeline=_timeline(case),
        clocks=_clocks(case),
        papers=papers,
        owed_papers=sum(each.issued_at is None for each in papers),
    )


def _named(code: str) -> str:
    if not taxonomy.known(code):
        return code
    return " › ".join(each.name for each in taxonomy.path(code))


def _claim(claim: dict[str, Any]) -> tuple[str, int | None]:
    kind = claim.get("kind", "")
    words = str(ClaimKind(kind).label) if kind in ClaimKind.values else str(kind)
    return words, claim.get("amount_fen")


def _ending(case: Case) -> str:
    """Return the code by which the case was declined, ended or closed, in words."""
    complaint = case.complaint
    if complaint.outcome:
        return str(Outcome(complaint.outcome).label)
    if complaint.reject_reason:
        reason = RejectReason(complaint.reject_reason)
        return f"{reason.value} {reason.label}"
    if complaint.termination_reason:
        ending = TerminationReason(complaint.termination_reason)
        return f"{ending.value} {ending.label}"
    return ""


def _timeline(case: Case) -> list[Event]:
    """Return the history, the newest first."""
    return [
        Event(
            at=each.at,
            by=each.by,
            title=str(MOVE_LABELS.get(each.move, _("记事"))),
            note=each.note,
            audience=each.audience,
            audience_words=str(Audience(each.audience).label),
        )
        for each in reversed(case.entries)
    ]


def _clocks(case: Case) -> list[ClockView]:
    """Return the clocks, those at work first, then the newest."""
    newest = reversed(case.clocks)
    return sorted(newest, key=lambda each: each.state not in {"running", "paused"})


def _papers(case: Case) -> list[Paper]:
    numbers = {each.owed_id: each.number for each in case.issued if each.state == "in_force"}
    return [
        Paper(
            id=each.pk,
            code=each.code,
            title=str(TITLES.get(each.code, each.code)),
            owed_at=each.owed_at,
            issued_at=each.issued_at,
            issued_by=each.issued_by,
            number=numbers.get(each.pk, ""),
        )
        for each in case.documents
    ]
