"""An agreement as an office makes it: written in the editor, signed on paper, concluded."""

import io

from smart315.accounts.actors import Actor
from smart315.casework import actions, queries
from smart315.casework.actions import Content, Terms
from smart315.casework.clarity import ACT, MONEY, Row
from smart315.casework.codes import AnswerCode, Means, Side
from smart315.jobs.demo import pictures, steps
from smart315.jobs.demo.case import Case
from smart315.jobs.demo.stories import phrase


def agree(case: Case, terms: Terms) -> None:
    """Write down what both want, let both sign, and let it take effect."""
    by = steps.mediator(case)
    text = actions.write_text(
        complaint_id=case.id, content=_content(case, terms), by=by, at=case.now
    )
    actions.fix_text(text_id=text.pk, by=by, at=case.now)
    sheet = _sheet(case, by)
    person = queries.persons_of(case.id, by)[0]
    means = Means.ORAL if terms.oral else Means.PAPER
    for side, party_id in ((Side.CONSUMER, person.pk), (Side.BUSINESS, None)):
        actions.sign_text(
            text_id=text.pk, side=side, party_id=party_id, means=means, evidence_id=sheet,
            by=by, at=case.now,
        )  # fmt: skip
    actions.conclude_text(text_id=text.pk, by=by, at=case.now)


def _content(case: Case, terms: Terms) -> Content:
    kind = steps.kind_of(terms.amount_fen)
    row = Row(
        kind=MONEY if terms.amount_fen else ACT,
        payer=case.respondent,
        payee=case.person.name,
        amount_fen=terms.amount_fen,
        due_on=terms.perform_by,
        method=terms.method,
        act="" if terms.amount_fen else str(AnswerCode(terms.code).label),
        measure="" if terms.amount_fen else phrase(case.rng, "measures"),
    )
    opened = case.opened(steps.mediator(case)).complaint
    return Content(
        code=terms.code,
        facts=opened.facts,
        dispute=opened.title,
        liability=phrase(case.rng, "liability", kind),
        rows=(row,),
        total_fen=terms.amount_fen,
        other=terms.text,
        oral=terms.oral,
    )


def _sheet(case: Case, by: Actor) -> int:
    """Store the signed sheet as the officer scanned it; return its key."""
    exhibit = pictures.signed_sheet(case.number)
    piece = actions.add_evidence(
        complaint_id=case.id,
        content=io.BytesIO(exhibit.content),
        name=exhibit.name,
        by=by,
        at=case.now,
    )
    return piece.pk
