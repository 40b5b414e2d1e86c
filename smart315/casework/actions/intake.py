"""Take a complaint in: once, whatever happens on the way."""

from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts import phones, queries as accounts
from smart315.accounts.actors import Actor, ActorKind, Permission
from smart315.businesses import queries as businesses
from smart315.casework import (
    clocks,
    covering,
    drafts,
    filing as filings,
    notices,
    numbers,
    sameness,
)
from smart315.casework.actions import moving, parts, rounds
from smart315.casework.codes import Channel
from smart315.casework.filing import Filing
from smart315.casework.jurisdiction import Decision, Facts, router
from smart315.casework.kinds import OF_MOVE
from smart315.casework.letters import DOCUMENTS
from smart315.casework.models import Complaint, Draft, Entry, Evidence, OwedDocument, Party
from smart315.casework.models.intake import EvidenceFrom
from smart315.casework.receipts import Receipt, receipt_of
from smart315.casework.states import COMPLAINT
from smart315.documents import actions as documents, queries as files
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day
from smart315.parameters import queries as parameters
from smart315.regions import queries as regions


def file(*, filing: Filing, by: Actor, at: datetime) -> Receipt:
    """Register a complaint; a second call with the same client key returns the first receipt.

    Raises Refused naming the field when something is missing or cannot be, and when staff file for
    somebody without the permission.
    """
    known = filed_before(filing)
    if known is not None:
        return known
    filing = _of_who_stands(_with_own_evidence(filing))
    filings.check(filing, today=local_day(at, get_default_timezone()))
    number = phones.contact(filing.phone).number
    decision = _routed(filing, by, at)
    _may_register(by, filing, decision.organisation)
    try:
        return _registered(filing, decision, number, by, at)
    except IntegrityError:
        # The same form was sent twice at once, and the other one was first.
        first = filed_before(filing)
        if first is None:
            raise
        return first


def _of_who_stands(filing: Filing) -> Filing:
    """Let a complaint about a merged entry be about the one that stands for it."""
    if filing.business_id is None:
        return filing
    return replace(filing, business_id=businesses.standing(filing.business_id))


def filed_before(filing: Filing) -> Receipt | None:
    """Return the receipt of what was filed under this key before."""
    filed = Complaint.objects.filter(client_key=filing.client_key)
    # Nearly always there is none: ask for nothing but that.
    if not filed.exists():
        return None
    return receipt_of(filed.select_related("organisation").get(), again=True)


@transaction.atomic
def _registered(
    filing: Filing, decision: Decision, number: str, by: Actor, at: datetime
) -> Receipt:
    organisation = decision.organisation
    complaint = _complaint(filing, decision, at)
    moves = _first_moves(complaint, at)
    history = []
    for move in moves:
        complaint.advance(move, by=by.label, at=at)
        history.append((move, complaint.stage))
    day = local_day(at, get_default_timezone())
    sequence = numbers.take(organisation, day)[0]
    complaint.number = numbers.written(organisation, day, sequence)
    rules = clocks.rulebook(complaint)
    pending = clocks.pending(complaint, moves, rules, at)
    clocks.set_next_due(complaint, pending)
    complaint.save(force_insert=True)
    clocks.keep(complaint, pending)
    registrar = _registrar(by, organisation)
    if registrar is not None:
        parts.source(complaint, registrar, by, at)
    if "settle_first" in moves:
        rounds.begin(complaint, at=at)
    party = Party.objects.create(**_party(filing, number, by), complaint=complaint)
    _write_history(complaint, history, by, at)
    _take_evidence(complaint, filing, by, at)
    notices.tell_filed(
        complaint, moves, at=at, code=numbers.query_code(filing.client_key), party=party
    )
    return receipt_of(complaint, again=False)


def _first_moves(complaint: Complaint, at: datetime) -> list[str]:
    """Return how the complaint begins: straight to whom it is about, where somebody reads it."""
    covering.cover(complaint, at=at)
    if complaint.wants_direct and covering.receives(complaint):
        complaint.business_may_read = True
        return ["submit", "settle_first"]
    # A pledge binds from when a complaint reaches the platform.
    complaint.pledge = None
    return ["submit"]


def _routed(filing: Filing, by: Actor, at: datetime) -> Decision:
    """Find the association that the complaint belongs to."""
    place = filing.respondent_region_code
    business = businesses.by_id(filing.business_id) if filing.business_id and not place else None
    registrars = accounts.organisations(frozenset(_registering(by)[:1]))
    facts = Facts(
        received_on=local_day(at, get_default_timezone()),
        place=place,
        residence=(business.region_id or "") if business else "",
        consumer=filing.region_code,
        category=filing.category_code,
        business_kind=filing.respondent_role,
        purchase_channel=filing.purchase_channel,
        platform=filing.platform,
        business_id=filing.business_id,
        amount_fen=filing.amount_fen,
        registrar=next((each.region_id[:6] for each in registrars.values()), ""),
    )
    return router(parameters.snapshot()).route(facts)


def _registering(by: Actor) -> list[int]:
    """Return the places where somebody takes complaints down, the oldest first."""
    return sorted(place for place, held in by.held.items() if Permission.REGISTER_COMPLAINT in held)


def _complaint(filing: Filing, decision: Decision, at: datetime) -> Complaint:
    same = (
        "client_key", "channel", "business_id", "respondent_name", "respondent_uscc",
        "respondent_address", "respondent_phone", "respondent_role", "platform", "shop", "facts",
        "nature_code", "category_code", "item", "brand", "model", "order_number",
        "purchase_channel", "purchased_on", "known_on", "amount_fen", "prior_channel",
        "prior_detail", "no_evidence_reason", "wants_direct",
    )  # fmt: skip
    return Complaint(
        **{name: getattr(filing, name) for name in same},
        title=filing.heading,
        claims=[{"kind": each.kind, "amount_fen": each.amount_fen} for each in filing.claims],
        consents={**filing.consents, "version": filings.CONSENT_VERSION},
        organisation=decision.organisation,
        routing_rule=decision.rule,
        routed_by=decision.routed_by,
        region_id=filing.where if regions.known(filing.where) else None,
        received_at=at,
        changed_at=at,
        stage_at=at,
        stage=COMPLAINT.initial.value,
    )


def _registrar(by: Actor, organisation: accounts.Organisation) -> int | None:
    """Return the place from which staff filed for somebody, where it is not the receiver's own."""
    places = _registering(by)
    return places[0] if places and organisation.pk not in places else None


def _party(filing: Filing, number: str, by: Actor) -> dict[str, object]:
    return {
        "name": filing.name,
        "phone": number,
        "phone_hash": phones.hashed(number),
        "phone_verified": filing.phone_verified,
        "region_id": filing.region_code if regions.known(filing.region_code) else None,
        "address": filing.address,
        "address_hash": sameness.address_hash(filing.address),
        "language": filing.language,
        "is_elder": filing.is_elder,
        "registered_by": by.label if by.kind is ActorKind.STAFF else "",
    }


def _write_history(
    complaint: Complaint, history: list[tuple[str, str]], by: Actor, at: datetime
) -> None:
    Entry.objects.bulk_create(
        Entry(complaint=complaint, move=move, stage=stage, at=at, by=by.label, by_kind=by.kind)
        for move, stage in history
    )
    OwedDocument.objects.bulk_create(
        OwedDocument(complaint=complaint, code=code, move=move, owed_at=at)
        for move, _stage in history
        for code in DOCUMENTS[move]
    )
    data = {"organisation": complaint.organisation_id, "channel": str(complaint.channel)}
    for position, (move, _stage) in enumerate(history):
        moving.record(OF_MOVE[move], complaint, by=by, at=at, data=data, first=position == 0)


def _with_own_evidence(filing: Filing) -> Filing:
    """Drop files that are not in the filing's own draft: a number alone proves nothing."""
    if not filing.evidence:
        return filing
    there = {each.pk for each in files.files(drafts.stream(filing.draft_token))}
    return replace(filing, evidence=tuple(each for each in filing.evidence if each in there))


def _take_evidence(complaint: Complaint, filing: Filing, by: Actor, at: datetime) -> None:
    if not filing.draft_token:
        return
    Draft.objects.filter(token_hash=drafts.hashed(filing.draft_token)).delete()
    if not filing.evidence:
        return
    stream = drafts.stream(filing.draft_token)
    documents.hand_over(stream=stream, to=complaint.stream, by=by.name, at=at)
    Evidence.objects.bulk_create(
        Evidence(complaint=complaint, file=each, brought_by=EvidenceFrom.CONSUMER, at=at)
        for each in files.files(complaint.stream)
    )


def _may_register(by: Actor, filing: Filing, organisation: accounts.Organisation) -> None:
    if by.kind is ActorKind.BUSINESS:
        raise Refused(_("经营者账号不能代消费者登记投诉。"))
    if by.kind is ActorKind.STAFF and not by.holds(Permission.REGISTER_COMPLAINT):
        raise Refused(_("您没有登记投诉的权限。"))
    if by.kind is ActorKind.CONSUMER and filing.channel != Channel.WEB:
        raise Refused(_("投诉渠道不正确。"), field="channel")
    if filing.business_id is not None and businesses.by_id(filing.business_id) is None:
        raise Refused(_("没有找到所选的经营者，请重新查找。"), field="business_id")
    if not organisation.active:
        raise Refused(_("该地区的消协已停用，请选择上一级地区。"), field="region_code")
