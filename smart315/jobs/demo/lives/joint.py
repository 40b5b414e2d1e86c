"""A joint complaint: several people, one business, two who speak, and a mediation for all."""

import io

from smart315.casework import actions, queries
from smart315.jobs.demo import pictures, steps
from smart315.jobs.demo.case import Case, Life
from smart315.jobs.demo.lives import meeting


SPEAK = 2


def brought(case: Case, seed: int, together: list[int]) -> Life:
    """Live one of the complaints that will be joined: it is filed, and waits for the others."""
    yield case.filed_at
    steps.file(case, seed)
    together.append(case.id)


def led(case: Case, seed: int, together: list[int]) -> Life:
    """Live the first of them: taken on, joined by the others, brought into mediation."""
    yield case.filed_at
    steps.file(case, seed)
    yield case.office(1, 1)
    steps.accept(case)
    yield case.office(0, 1)
    steps.assign(case)
    steps.issue_documents(case)
    yield case.office(3, 3)
    officer = steps.mediator(case)
    actions.join_complaints(complaint_id=case.id, others=together, by=officer, at=case.now)
    yield case.office(1, 1)
    _elect(case)
    actions.invite_business(complaint_id=case.id, by=officer, at=case.now)
    yield case.office(1, 2)
    starts_at = meeting.soon_after_the_end(case)
    meeting.begin(case, starts_at)
    meeting.call(case, starts_at)


def _elect(case: Case) -> None:
    """Keep the letter in which all name two of them, and note whom they named."""
    officer, exhibit = steps.mediator(case), pictures.signed_sheet(case.number)
    letter = actions.add_evidence(
        complaint_id=case.id,
        content=io.BytesIO(exhibit.content),
        name="代表人推选书.pdf",
        purpose="代表人推选书",
        by=officer,
        at=case.now,
    )
    people = queries.people(case.id, officer, at=case.now)
    present = people.present if people else ()
    actions.elect(
        complaint_id=case.id,
        chosen=[each.pk for each in present[:SPEAK]],
        evidence_id=letter.pk,
        by=officer,
        at=case.now,
    )
