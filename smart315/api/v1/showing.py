"""Turn what the queries return into what partners read."""

from datetime import datetime
from typing import Any

from smart315.accounts.actors import Actor, ActorKind
from smart315.api.v1 import schemas
from smart315.businesses.queries import Business
from smart315.casework import queries
from smart315.casework.queries import Case, Complaint
from smart315.casework.queries.rows import stage_label
from smart315.casework.states import Stage
from smart315.kernel.masking import mask_name


def summary(complaint: Complaint) -> schemas.Summary:
    """Return a complaint as a list shows it; sealed until it was opened on record."""
    return schemas.Summary(**_summary(complaint))


def dispute(case: Case) -> schemas.Dispute:
    """Return an opened complaint with all that a business needs."""
    complaint, clock = case.complaint, case.business_clock
    same = ("facts", "item", "brand", "model", "order_number", "purchased_on", "amount_fen")
    return schemas.Dispute(
        **_summary(complaint) | {"due_at": clock.due_at if clock else None},
        **{name: getattr(complaint, name) for name in same},
        complainant=mask_name(case.complainant.name) if case.complainant else "",
        claims=[schemas.ClaimOut(**_claim(each)) for each in complaint.claims],
        due=schemas.Due(key=clock.key, title=clock.title, at=clock.due_at, basis=clock.basis)
        if clock
        else None,
        answers=[_answer(each) for each in case.answers],
        agreement=schemas.AgreementOut.from_orm(case.agreement) if case.agreement else None,
        evidence=[schemas.EvidenceOut.from_orm(each) for each in case.evidence],
        may_answer=bool(case.may_answer),
        may_attach=bool(case.may_add_evidence),
        may_perform=bool(case.may_prove_performance),
        may_pay_in_advance=queries.may_pay_in_advance(case.actor, complaint),
    )


def done(complaint: Complaint, **more: Any) -> schemas.Done:
    """Return what a deed led to."""
    return schemas.Done(
        id=complaint.pk,
        number=complaint.number or "",
        stage=schemas.StageCode(complaint.stage),
        stage_label=_label(complaint),
        due_at=complaint.next_due_at,
        due_key=complaint.next_due_key,
        **more,
    )


def case_of(complaint_id: int, actor: Actor, at: datetime) -> Case | None:
    """Return the case that the key may read, or None."""
    return queries.case(complaint_id, actor, at=at)


def _summary(complaint: Complaint) -> dict[str, Any]:
    opened = complaint.business_opened_at is not None
    return {
        "id": complaint.pk,
        "number": complaint.number or "",
        "stage": complaint.stage,
        "stage_label": _label(complaint),
        "received_at": complaint.received_at,
        "updated_at": complaint.changed_at or complaint.stage_at,
        "opened_at": complaint.business_opened_at,
        "due_at": complaint.next_due_at,
        "due_key": complaint.next_due_key,
        "business": _named(complaint.business),
        "platform": _named(complaint.covered_by),
        "title": complaint.title if opened else None,
        "sandbox": complaint.sandbox,
    }


def _named(business: Business | None) -> schemas.Named | None:
    return schemas.Named(id=business.pk, name=business.name) if business else None


def _label(complaint: Complaint) -> str:
    return stage_label(Stage(complaint.stage), ActorKind.BUSINESS)


def _claim(claim: dict[str, Any]) -> dict[str, Any]:
    return {"kind": claim["kind"], "amount_fen": claim.get("amount_fen")}


def _answer(answer: Any) -> schemas.AnswerOut:
    return schemas.AnswerOut(
        id=answer.pk,
        code=answer.code,
        label=answer.get_code_display(),
        amount_fen=answer.amount_fen,
        promised_on=answer.promised_on,
        in_advance=answer.in_advance,
        text=answer.text,
        at=answer.at,
        state=answer.state,
    )
