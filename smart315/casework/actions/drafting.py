"""The editor of an agreement: written, fixed, signed by both, concluded (T15, ME-05..08)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts import phones
from smart315.accounts.actors import Actor, ActorKind
from smart315.casework import agency, clarity, consents, policies, rights, sameness, texts
from smart315.casework.actions import moving, proceeding
from smart315.casework.actions.moving import Step
from smart315.casework.clarity import Row
from smart315.casework.codes import (
    OFFERS,
    AnswerCode,
    ConsentMatter,
    Means,
    Power,
    Side,
)
from smart315.casework.kinds import Kind
from smart315.casework.models import (
    Agreement,
    AgreementText,
    Complaint,
    Obligation,
    Proposal,
    Signature,
)
from smart315.casework.models.agreement import AgreementKind
from smart315.casework.proceedings import TextState
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


LIFE = "text"
IN_HAND = (TextState.DRAFT, TextState.FIXED)


@dataclass(frozen=True)
class Content:
    """What an agreement says (人民调解法 §29); amounts in fen. A draft may leave things open."""

    code: AnswerCode | str
    facts: str
    dispute: str
    liability: str
    rows: tuple[Row, ...]
    total_fen: int
    extra_fen: int = 0
    other: str = ""
    oral: bool = False


@transaction.atomic
def write_text(*, complaint_id: int, content: Content, by: Actor, at: datetime) -> AgreementText:
    """Keep the draft, complete or not; only what contradicts itself is refused."""
    complaint = proceeding.begun(LIFE, complaint_id, by)
    text = complaint.texts.filter(state__in=IN_HAND).first()
    if text is not None and text.state == TextState.FIXED:
        raise Refused(_("协议已定稿。要修改的，请先退回起草。"))
    people = set(texts.persons(complaint).values_list("pk", flat=True))
    if any(row.party_id not in {None, *people} for row in content.rows):
        raise Refused(_("附件只能写给这件投诉的当事人。"), field="rows")
    text = text or AgreementText(complaint=complaint)
    for name in ("code", "facts", "dispute", "liability", "other", "total_fen", "extra_fen"):
        setattr(text, name, getattr(content, name))
    text.oral, text.written_by, text.written_at = content.oral, by.label, at
    text.save()
    text.obligations.all().delete()
    Obligation.objects.bulk_create(_obligation(text, row) for row in content.rows)
    data = {"text": text.pk, "rows": len(content.rows), "total_fen": text.total_fen}
    proceeding.told(LIFE, "open", complaint, by=by, at=at, data=data)
    return text


@transaction.atomic
def fix_text(*, text_id: int, by: Actor, at: datetime) -> AgreementText:
    """Fix a text for signing; raise Refused with all that is unclear (ME-08)."""
    text, complaint = proceeding.found(LIFE, AgreementText, text_id, by, "fix")
    unclear = texts.problems(text, local_day(at, get_default_timezone()))
    if unclear:
        raise Refused(" ".join(_in_words(each) for each in unclear))
    proceeding.moved(LIFE, text, "fix")
    text.fixed_at = at
    text.save(update_fields=["state", "fixed_at"])
    note = _("调解协议已定稿，请双方阅读并签名。")
    data = {"text": text.pk, "version": text.version}
    proceeding.told(LIFE, "fix", complaint, by=by, at=at, note=note, data=data)
    return text


@transaction.atomic
def revise_text(*, text_id: int, by: Actor, at: datetime) -> AgreementText:
    """Take a fixed text back into drafting; signatures and consents given so far lapse."""
    text, complaint = proceeding.found(LIFE, AgreementText, text_id, by, "revise")
    proceeding.moved(LIFE, text, "revise")
    text.version += 1
    text.fixed_at = None
    text.save(update_fields=["state", "version", "fixed_at"])
    note = _("协议退回修改，此前的签名和同意作废。")
    data = {"text": text.pk, "version": text.version}
    proceeding.told(LIFE, "revise", complaint, by=by, at=at, note=note, data=data)
    return text


@transaction.atomic
def drop_text(*, text_id: int, by: Actor, at: datetime) -> AgreementText:
    """Give a text up; mediation goes on."""
    text, complaint = proceeding.found(LIFE, AgreementText, text_id, by, "drop")
    proceeding.moved(LIFE, text, "drop")
    text.save(update_fields=["state"])
    proceeding.told(
        LIFE, "drop", complaint, by=by, at=at, note=_("协议文本作废。"), data={"text": text.pk}
    )
    return text


@transaction.atomic
def sign_text(
    *,
    text_id: int,
    by: Actor,
    at: datetime,
    side: Side | str = "",
    party_id: int | None = None,
    means: Means | str = Means.PAPER,
    evidence_id: int | None = None,
    phone: str = "",
    agent_id: int | None = None,
) -> Signature:
    """Sign the fixed text: on paper, scanned by the officer, or in person by a phone code.

    `phone` is the number that a consumer has just confirmed by a one-time code; a business signs
    with the account of its member. `agent_id` names the agent who signs in the name of the side.
    Raises Refused naming what is missing.
    """
    text = AgreementText.objects.filter(pk=text_id).first()
    if text is None:
        raise Refused(_("没有这份协议。"))
    complaint = moving.locked(text.complaint_id)
    if text.state != TextState.FIXED or complaint.stage not in rights.WHILE[LIFE]:
        raise Refused(_("协议还没有定稿，或者已经变化，请刷新页面。"))
    if by.kind is ActorKind.STAFF:
        rights.may_do(LIFE, "conclude", by, complaint).require()
        signed = _on_paper(text, complaint, side, party_id, means, evidence_id)
    else:
        signed = _in_person(complaint, by, phone)
    _by_agent(signed, complaint, agent_id or agency.of_account(complaint, by.user_id, at), at)
    signed.text, signed.version, signed.at = text, text.version, at
    same = {"text": text, "version": text.version, "side": signed.side, "party": signed.party}
    if Signature.objects.filter(**same).exists():
        raise Refused(_("这一方已经签过名。"))
    signed.save()
    data = {"text": text.pk, "version": text.version, "side": str(signed.side)}
    moving.record(Kind.TEXT_SIGNED, complaint, by=by, at=at, data=data)
    note = _("%(side)s已在调解协议上签名。") % {"side": Side(signed.side).label}
    moving.enter(complaint, by=by, at=at, note=note)
    return signed


@transaction.atomic
def conclude_text(*, text_id: int, by: Actor, at: datetime) -> Agreement:
    """Sign as the mediator and let the agreement take effect (T15).

    Raises Refused while a signature or a represented person's consent is missing, and again when
    something has become unclear, such as a day that has passed.
    """
    text, complaint = proceeding.found(LIFE, AgreementText, text_id, by, "conclude")
    policies.may("agree", by, complaint).require()
    today = local_day(at, get_default_timezone())
    unclear = texts.problems(text, today)
    if unclear:
        raise Refused(" ".join(_in_words(each) for each in unclear))
    missing = texts.unsigned(text, complaint)
    if missing:
        raise Refused(_("还没有签名：%(names)s。") % {"names": "、".join(missing)})
    consents.given(complaint, ConsentMatter.AGREE, text.subject).require()
    rows = list(text.obligations.order_by("due_on", "pk"))
    agreement = _agreement(text, rows, by, at)
    proceeding.moved(LIFE, text, "conclude")
    text.agreement = agreement
    text.save(update_fields=["state", "agreement"])
    data = {"text": text.pk, "agreement": agreement.pk, "amount_fen": agreement.amount_fen}
    proceeding.told(LIFE, "conclude", complaint, by=by, at=at, data=data)
    step = Step(
        note=_summary(text, rows), data={"code": text.code, "amount_fen": text.total_fen},
        perform_by=rows[0].due_on, documents=("D08b",) if text.oral else ("D08",),
    )  # fmt: skip
    moving.made("agree", complaint, by=by, at=at, step=step)
    return agreement


def begin_from(proposal: Proposal, complaint: Complaint, by: Actor, at: datetime) -> None:
    """Let an accepted proposal be the draft of the agreement, where none is in hand."""
    if complaint.texts.filter(state__in=IN_HAND).exists():
        return
    person = texts.persons(complaint).filter(role="complainant").first()
    text = AgreementText.objects.create(
        complaint=complaint,
        proposal=proposal,
        code=proposal.code,
        facts=complaint.facts,
        dispute=complaint.title,
        other=proposal.text,
        total_fen=proposal.amount_fen,
        written_by=by.label,
        written_at=at,
    )
    money = bool(proposal.amount_fen)
    Obligation.objects.create(
        text=text,
        kind=clarity.MONEY if money else clarity.ACT,
        payer=complaint.respondent_name[:80],
        payee=person.name if person else "",
        amount_fen=proposal.amount_fen,
        due_on=proposal.perform_by,
        method=proposal.method,
        act="" if money else str(AnswerCode(proposal.code).label),
    )


def _on_paper(
    text: AgreementText, complaint: Complaint, side: Side | str, party_id: int | None,
    means: Means | str, evidence_id: int | None,
) -> Signature:  # fmt: skip
    if side not in {Side.CONSUMER, Side.BUSINESS}:
        raise Refused(_("请选择哪一方签名。"), field="side")
    if means not in {Means.PAPER, Means.ORAL} or (means == Means.ORAL and not text.oral):
        raise Refused(_("书面协议由当事人在纸上签名，扫描后上传。"), field="means")
    sheet = complaint.evidence.filter(pk=evidence_id or 0).first()
    if sheet is None:
        raise Refused(_("请上传签名页的扫描件；口头协议上传笔录。"), field="letter")
    party = None
    if side == Side.CONSUMER:
        party = (
            texts.persons(complaint)
            .filter(pk=party_id or 0, pk__in=texts.signers(complaint))
            .first()
        )
        if party is None:
            raise Refused(_("请选择签名的投诉人或者代表人。"), field="party_id")
    name = party.name if party else complaint.respondent_name
    return Signature(side=side, party=party, name=name[:80], means=means, sheet=sheet)


def _in_person(complaint: Complaint, by: Actor, phone: str) -> Signature:
    side = rights.side_of(by)
    if side is Side.BUSINESS:
        rights.may_do("proposal", "accept", by, complaint).require()
        return Signature(side=side, name=f"{complaint.respondent_name} {by.label}"[:80],
                         means=Means.ONLINE)  # fmt: skip
    if not policies.speaks(by, complaint, Power.SETTLE):
        raise Refused(_("共同投诉由代表人签名；代理人签名须有达成协议的特别授权。"))
    mine = texts.persons(complaint).filter(pk__in=texts.signers(complaint))
    party = mine.filter(pk=by.party_id).first() if by.party_id else mine.first()
    if party is None:
        raise Refused(_("没有找到签名人。"))
    if not phone or phones.hashed(phone) != party.phone_hash:
        raise Refused(_("请先用登记的手机号码和短信验证码进入，再签名。"))
    return Signature(side=side, party=party, name=party.name, means=Means.ONLINE)


def _by_agent(signed: Signature, complaint: Complaint, agent_id: int | None, at: datetime) -> None:
    """Let an agent sign whose letter allows it; the signature names agent and principal."""
    day = local_day(at, get_default_timezone())
    agent = agency.signer(complaint, signed.side, day, agent_id, party=signed.party)
    if agent is not None:
        words = {"agent": agent.name, "name": signed.name}
        signed.agent, signed.name = agent, (_("%(agent)s（代%(name)s）") % words)[:80]


def _agreement(
    text: AgreementText, rows: Sequence[Obligation], by: Actor, at: datetime
) -> Agreement:
    complaint = text.complaint
    complaint.agreements.filter(in_force=True).update(in_force=False)
    return Agreement.objects.create(
        complaint=complaint,
        kind=AgreementKind.MEDIATION,
        code=text.code,
        amount_fen=text.total_fen,
        extra_fen=text.extra_fen,
        method=rows[0].method[:80],
        payee_hash=sameness.account_hash(*(each.method for each in rows), text.other),
        perform_by=max(each.due_on for each in rows if each.due_on),
        text=text.other,
        oral=text.oral,
        made_at=at,
        made_by=by.label,
    )


def _summary(text: AgreementText, rows: Sequence[Obligation]) -> str:
    label = AnswerCode(text.code).label if text.code in OFFERS else ""
    return _("%(what)s；分%(count)s项履行，最迟%(day)s。") % {
        "what": label,
        "count": len(rows),
        "day": f"{rows[-1].due_on:%Y-%m-%d}",
    }


def _obligation(text: AgreementText, row: Row) -> Obligation:
    names = ("kind", "payer", "payee", "due_on", "method", "act", "measure", "party_id")
    fen = row.amount_fen if row.kind == clarity.MONEY else 0
    return Obligation(text=text, amount_fen=fen, **{name: getattr(row, name) for name in names})


def _in_words(problem: clarity.Problem) -> str:
    if not problem.row:
        return problem.words
    return _("第%(row)s项：%(words)s") % {"row": problem.row, "words": problem.words}
