"""Who may make which move, and in what state of the case (handbook §2.6, §15)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor, ActorKind, Permission
from smart315.casework.codes import Audience, Power
from smart315.casework.models import Complaint
from smart315.casework.states import COMPLAINT, ENDED, MOVE_LABELS, Stage
from smart315.kernel.verdicts import ALLOWED, Verdict


@dataclass(frozen=True)
class Who:
    """Whose move it is: a party's, the clock's, or that of staff holding the permission."""

    permission: Permission | None = None
    consumer: bool = False
    business: bool = False
    system: bool = False


P = Permission

WHO = {
    "submit": Who(P.REGISTER_COMPLAINT, consumer=True, system=True),
    "request_supplement": Who(P.REQUEST_SUPPLEMENT),
    "supplement": Who(P.REGISTER_COMPLAINT, consumer=True),
    "lapse": Who(P.REJECT_COMPLAINT),
    "settle_first": Who(P.INVITE_BUSINESS, consumer=True, system=True),
    "settle": Who(P.RECORD_AGREEMENT, consumer=True),
    "fall_back": Who(consumer=True, business=True, system=True),
    "accept": Who(P.ACCEPT_COMPLAINT),
    "reject": Who(P.REJECT_COMPLAINT),
    "consult": Who(P.ACCEPT_COMPLAINT),
    "transfer": Who(P.TRANSFER_COMPLAINT),
    "sign_for": Who(P.SIGN_FOR_TRANSFER),
    "return_transfer": Who(P.SIGN_FOR_TRANSFER),
    "assign": Who(P.ASSIGN_OFFICER),
    "start_mediation": Who(P.MEDIATE),
    "suspend": Who(P.MEDIATE),
    "resume": Who(P.MEDIATE),
    "agree": Who(P.RECORD_AGREEMENT),
    "terminate": Who(P.TERMINATE_MEDIATION),
    "verify_performance": Who(P.VERIFY_PERFORMANCE, consumer=True),
    "default": Who(P.VERIFY_PERFORMANCE, system=True),
    "withdraw": Who(consumer=True),
    "close": Who(P.CLOSE_COMPLAINT, system=True),
    "follow_up": Who(P.FOLLOW_UP),
    "reopen": Who(P.REOPEN_COMPLAINT),
    "archive": Who(P.ARCHIVE_COMPLAINT),
}


def may(move: str, actor: Actor, complaint: Complaint) -> Verdict:
    """Tell whether the actor may make the move now; the button and the action both ask here."""
    if not _has_right(move, actor, complaint):
        return Verdict(_("您无权对这件投诉作“%(move)s”。") % {"move": MOVE_LABELS[move]})
    if not COMPLAINT.allows(move, Stage(complaint.stage)):
        return Verdict(_stale(move, complaint))
    guard = GUARDS.get(move)
    return guard(actor, complaint) if guard else ALLOWED


# What an agent's letter must allow beside stating the facts (总局令121号 §11).
POWERS = {"settle": Power.SETTLE, "withdraw": Power.WAIVE}


def speaks(actor: Actor, complaint: Complaint, power: Power = Power.STATE) -> bool:
    """Tell whether a consumer may act in the complaint: the only person, or a representative."""
    if actor.complaint_id != complaint.pk:
        return False
    if actor.powers is not None and power not in actor.powers:
        return False
    return complaint.has_speaker(actor.party_id)


def open_moves(actor: Actor, complaint: Complaint) -> list[str]:
    """Return the moves that the actor may make now, in the table's order."""
    lawful = COMPLAINT.lawful(Stage(complaint.stage))
    return [each.name for each in lawful if may(each.name, actor, complaint)]


def may_read(actor: Actor, complaint: Complaint) -> Verdict:
    """Everybody reads what concerns them."""
    if actor.kind is ActorKind.STAFF:
        places = actor.where(Permission.READ_COMPLAINT)
        handling = complaint.organisation_id in places or _had_a_part(complaint, places)
        allowed = handling and not complaint.sandbox
    elif actor.kind is ActorKind.BUSINESS:
        allowed = complaint.concerns(actor)
    else:
        allowed = actor.kind is ActorKind.SYSTEM or actor.complaint_id == complaint.pk
    return ALLOWED if allowed else Verdict(_("没有这件投诉，或者您无权查看。"))


def _had_a_part(complaint: Complaint, places: frozenset[int]) -> bool:
    """Whoever had the case, brought it or watches it keeps sight of it, however it went on."""
    seen = complaint.assignments.filter(organisation__in=places, sight=True)
    return bool(places) and seen.exists()


def may_see_personal(actor: Actor, complaint: Complaint) -> Verdict:
    """Names and telephones are shown to staff who handle such cases, on demand and on record."""
    if actor.may(Permission.READ_PERSONAL, within=complaint.organisation_id):
        return ALLOWED
    return Verdict(_("您无权查看投诉人的个人信息。"))


def may_add_evidence(actor: Actor, complaint: Complaint) -> Verdict:
    """Material may be added until the case has ended."""
    may_read(actor, complaint).require()
    if complaint.stage in ENDED:
        return Verdict(_("该投诉已办结，不能再添加材料。有新的事实，请联系消协重新办理。"))
    return ALLOWED


def may_open(actor: Actor, complaint: Complaint) -> Verdict:
    """Only the business opens: that somebody else looked tells the consumer nothing."""
    if actor.kind is not ActorKind.BUSINESS:
        return Verdict(_("只有被投诉的经营者可以打开投诉。"))
    return may_read(actor, complaint)


def may_decide_offer(actor: Actor, complaint: Complaint) -> Verdict:
    """The consumer takes or declines an offer in person: silence is not consent (T06)."""
    if actor.kind is not ActorKind.CONSUMER:
        return Verdict(_("只有投诉人可以答复商家的方案。"))
    return may("settle", actor, complaint)


def may_opt_out(actor: Actor, complaint: Complaint) -> Verdict:
    """The consumer leaves the direct channel (T05: 可随时转消协调解)."""
    if actor.kind is not ActorKind.CONSUMER:
        return Verdict(_("只有投诉人可以要求转由消协处理。"))
    return may("fall_back", actor, complaint)


def may_answer(actor: Actor, complaint: Complaint) -> Verdict:
    """A business answers while the matter is between the parties or under inquiry."""
    if not complaint.concerns(actor):
        return Verdict(_("没有这件投诉，或者您无权答复。"))
    if complaint.stage not in ANSWERABLE:
        return Verdict(_stale(_("答复"), complaint))
    return ALLOWED


def may_prove_performance(actor: Actor, complaint: Complaint) -> Verdict:
    """A business shows that it did what was agreed."""
    if not complaint.concerns(actor):
        return Verdict(_("没有这件投诉，或者您无权操作。"))
    if complaint.stage not in {Stage.SETTLED, Stage.AGREED, Stage.DEFAULTED}:
        return Verdict(_stale(_("提交履行凭证"), complaint))
    return ALLOWED


def may_pay_in_advance(actor: Actor, complaint: Complaint) -> Verdict:
    """Offer or record 先行赔付: where the pledge that covers the complaint has it (条例44)."""
    if not complaint.concerns(actor) or complaint.covered_by_id not in actor.businesses:
        return Verdict(_("只有负责答复这件投诉的平台可以先行赔付，不能登记。"))
    if complaint.pledge is None or not complaint.pledge.advance_compensation:
        return Verdict(_("承诺书中没有先行赔付，不能登记为先行赔付。"))
    return ALLOWED


def may_invite(actor: Actor, complaint: Complaint) -> Verdict:
    """An officer asks the business for its side (实施条例 §40)."""
    if not actor.may(Permission.INVITE_BUSINESS, within=complaint.organisation_id):
        return Verdict(_("您无权通知经营者。"))
    if complaint.stage not in {Stage.ACCEPTED, Stage.INVESTIGATING, Stage.MEDIATING}:
        return Verdict(_stale(_("通知经营者"), complaint))
    if complaint.business_id is None:
        return Verdict(_("请先为这件投诉选定登记簿中的经营者。"))
    return ALLOWED


def may_write_to(actor: Actor, complaint: Complaint) -> Verdict:
    """An officer sends a business without an account a letter with a link to this complaint."""
    if complaint.business_id is None:
        return Verdict(_("请先为这件投诉选定登记簿中的经营者。"))
    if complaint.business_invited_at is None:
        return may_invite(actor, complaint)
    if not actor.may(Permission.INVITE_BUSINESS, within=complaint.organisation_id):
        return Verdict(_("您无权通知经营者。"))
    if complaint.stage in ENDED:
        return Verdict(_stale(_("通知经营者"), complaint))
    return ALLOWED


def may_judge(actor: Actor, complaint: Complaint) -> Verdict:
    """The consumer judges once there is something to judge."""
    if actor.kind is not ActorKind.CONSUMER or not speaks(actor, complaint):
        return Verdict(_("只有投诉人可以评价。"))
    if complaint.stage not in JUDGEABLE:
        return Verdict(_("现在还不能评价：投诉仍在办理中。"))
    return ALLOWED


def may_confirm_performance(actor: Actor, complaint: Complaint) -> Verdict:
    """The consumer says whether what was agreed was done."""
    if actor.kind is not ActorKind.CONSUMER or not speaks(actor, complaint):
        return Verdict(_("只有投诉人可以确认履行。"))
    if complaint.stage not in {Stage.SETTLED, Stage.AGREED, Stage.DEFAULTED}:
        return Verdict(_stale(_("确认履行"), complaint))
    return ALLOWED


def may_correct(actor: Actor, complaint: Complaint) -> Verdict:
    """Classification and business may be corrected by those who accept or mediate."""
    within = complaint.organisation_id
    rights = (Permission.ACCEPT_COMPLAINT, Permission.MEDIATE)
    if not any(actor.may(right, within=within) for right in rights):
        return Verdict(_("您无权修改这件投诉的登记信息。"))
    if complaint.stage in ENDED:
        return Verdict(_stale(_("修改登记信息"), complaint))
    return ALLOWED


def may_note(actor: Actor, complaint: Complaint) -> Verdict:
    """Staff of the handling organisation, and those above it, leave notes in the case."""
    if actor.kind is ActorKind.STAFF and may_read(actor, complaint):
        return ALLOWED
    return Verdict(_("您无权在这件投诉中留言。"))


def may_see_abuse_hints(actor: Actor, complaint: Complaint) -> Verdict:
    """Hints of abuse are for those who decide on the case; never for a party (ABUSE-01)."""
    may_read(actor, complaint).require()
    if actor.kind is ActorKind.STAFF and actor.may(
        Permission.SEE_ABUSE_HINTS, within=complaint.organisation_id
    ):
        return ALLOWED
    return Verdict(_("您无权查看异常投诉提示。"))


def may_issue(actor: Actor, complaint: Complaint) -> Verdict:
    """Documents go out from where the case lies, the letter of a hand-off from where it came."""
    rights = (P.ACCEPT_COMPLAINT, P.MEDIATE, P.APPROVE, P.ARCHIVE_COMPLAINT)
    places = [each for each in (complaint.organisation_id, complaint.transferred_from_id) if each]
    if any(actor.may(right, within=place) for right in rights for place in places):
        return ALLOWED
    return Verdict(_("您无权登记这件投诉的文书。"))


def may_write(actor: Actor, complaint: Complaint, code: str) -> Verdict:
    """A superior's order (D15) is written by who supervises, the others by the handlers."""
    if code != ORDER:
        return may_issue(actor, complaint)
    if actor.may(P.SUPERVISE, within=complaint.organisation_id):
        return ALLOWED
    return Verdict(_("只有上级督办员可以制作督办单。"))


def may_reattribute(actor: Actor, complaint: Complaint) -> Verdict:
    """Name another business: the consumer, while the days for it run; the clock ends them."""
    own = actor.kind is ActorKind.CONSUMER and speaks(actor, complaint)
    if not own and actor.kind is not ActorKind.SYSTEM:
        return Verdict(_("只有投诉人可以重新指定经营者。"))
    if not complaint.clocks.filter(key="reattribute.due", state="running").exists():
        return Verdict(_("现在不能重新指定经营者：没有商家称投诉对象有误，或者期限已过。"))
    return ALLOWED


def may_attribute(complaint: Complaint) -> Verdict:
    """An agreement is that of the business that made it; no other steps in."""
    if complaint.stage in AGREED_WITH_THE_BUSINESS:
        return Verdict(_("协议是与原经营者达成的，不能更换经营者。"))
    return ALLOWED


def may_approve(actor: Actor, complaint: Complaint, *, proposed_by: int) -> Verdict:
    """Another person than the proposer confirms."""
    if not actor.may(Permission.APPROVE, within=complaint.organisation_id):
        return Verdict(_("您没有审批权限。"))
    if actor.user_id == proposed_by:
        return Verdict(_("不能审批自己提出的事项，请由另一位审批人办理。"))
    return ALLOWED


ORDER = "D15"
# Which entries and files each side reads.
AUDIENCES = {
    ActorKind.STAFF: tuple(Audience),
    ActorKind.SYSTEM: tuple(Audience),
    ActorKind.CONSUMER: (Audience.ALL, Audience.CONSUMER),
    ActorKind.BUSINESS: (Audience.ALL, Audience.BUSINESS),
}
# To whom each side writes: the other half of the same table.
WRITES_TO = {
    ActorKind.STAFF: frozenset(Audience),
    ActorKind.SYSTEM: frozenset(Audience),
    ActorKind.CONSUMER: frozenset({Audience.ALL, Audience.CONSUMER}),
    ActorKind.BUSINESS: frozenset({Audience.ALL, Audience.BUSINESS}),
}
AGREED_WITH_THE_BUSINESS = frozenset(
    {Stage.SETTLED, Stage.AGREED, Stage.DEFAULTED, Stage.PERFORMED}
)
ANSWERABLE = frozenset({Stage.NEGOTIATING, Stage.ACCEPTED, Stage.INVESTIGATING, Stage.MEDIATING})
JUDGEABLE = frozenset(
    {
        Stage.SETTLED,
        Stage.PERFORMED,
        Stage.DEFAULTED,
        Stage.TERMINATED,
        Stage.REJECTED,
        Stage.CLOSED,
        Stage.FOLLOWED_UP,
    }
)


def _has_right(move: str, actor: Actor, complaint: Complaint) -> bool:
    who = WHO[move]
    match actor.kind:
        case ActorKind.CONSUMER:
            return who.consumer and speaks(actor, complaint, POWERS.get(move, Power.STATE))
        case ActorKind.BUSINESS:
            return who.business and complaint.concerns(actor)
        case ActorKind.SYSTEM:
            return who.system
        case _:
            within = complaint.organisation_id
            held = who.permission is not None and actor.may(who.permission, within=within)
            return held and not complaint.sandbox


def _stale(move: str, complaint: Complaint) -> str:
    return _("该投诉现为“%(stage)s”（%(by)s，%(at)s），不能再作“%(move)s”。") % {
        "stage": Stage(complaint.stage).label,
        "by": complaint.stage_by,
        "at": f"{localtime(complaint.stage_at):%Y-%m-%d %H:%M}",
        "move": MOVE_LABELS.get(move, move),
    }


def _not_the_handler(actor: Actor, complaint: Complaint) -> Verdict:
    handlers = {complaint.officer_id, complaint.closed_by_id} - {None}
    # Of a case that came closed nobody here is the handler.
    handled = actor.user_id in handlers
    if actor.kind is ActorKind.STAFF and handled:
        return Verdict(_("回访应由办理人以外的人员进行。"))
    return ALLOWED


def _inside_transfer(_actor: Actor, complaint: Complaint) -> Verdict:
    if not complaint.transfers.filter(state="sent").exists():
        return Verdict(_("该投诉已移送外部单位，不在消协组织之间签收。"))
    return ALLOWED


def _closable(_actor: Actor, complaint: Complaint) -> Verdict:
    waits = complaint.stage == Stage.TRANSFERRED
    if waits and complaint.transfers.filter(state="sent").exists():
        return Verdict(_("该投诉正等待签收，不能办结。"))
    return ALLOWED


def _between_the_parties(_actor: Actor, complaint: Complaint) -> Verdict:
    if complaint.stage == Stage.SETTLED:
        return Verdict(_("双方已经和解。商家没有履行的，请选择“没有履行”。"))
    return ALLOWED


def _offered(actor: Actor, complaint: Complaint) -> Verdict:
    """A consumer settles by taking an open offer; an officer records what the parties agreed."""
    if actor.kind is ActorKind.STAFF and complaint.stage == Stage.NEGOTIATING:
        return Verdict(_("和解期间由双方自行达成和解，工作人员不代为确认。"))
    return ALLOWED


def _delegated(_actor: Actor, complaint: Complaint) -> Verdict:
    """总局令121号 §19: a delegated mediation is not handed on."""
    if complaint.delegated_by_samr:
        return Verdict(_("受市场监管部门委托调解的投诉不得再转办。"))
    return ALLOWED


GUARDS: dict[str, Callable[[Actor, Complaint], Verdict]] = {
    "follow_up": _not_the_handler,
    "sign_for": _inside_transfer,
    "close": _closable,
    "settle": _offered,
    "fall_back": _between_the_parties,
    "transfer": _delegated,
}
