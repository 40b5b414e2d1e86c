"""Which message is owed to whom at which move; delivery is another room's business."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext_lazy as _

from smart315.accounts.queries import Contact
from smart315.casework import numbers
from smart315.casework.models import Assignment, Complaint, Party, Phase
from smart315.messaging import actions as messaging
from smart315.messaging.states import Channel, Topic
from smart315.messaging.templates import Template, register


class To(StrEnum):
    """Who is told."""

    CONSUMER = "consumer"
    ORGANISATION = "organisation"
    SENDER = "sender"
    BUSINESS = "business"
    OFFICER = "officer"


@dataclass(frozen=True)
class Notice:
    """One message: its text and its reader."""

    template: Template
    to: To


def _sms(name: str, body: object, *, alone: bool = False) -> Notice:
    return Notice(
        register(Template(f"casework.{name}.consumer", "", body, alone=alone)),  # type: ignore[arg-type]
        To.CONSUMER,
    )


def _inside(name: str, to: To, subject: object, topic: Topic = Topic.CASES) -> Notice:
    # A business reads what a complaint says only by opening it, which is put on record.
    says = _("%(number)s，%(due)s") if to is To.BUSINESS else _("%(number)s《%(title)s》，%(due)s")
    return Notice(register(Template(f"casework.{name}.{to}", subject, says, topic=topic)), to)  # type: ignore[arg-type]


# For the texts of what happens inside a mediation (`tellings`).
sms, inside = _sms, _inside

# In place of the consumer's message of `settle_first` where a platform answers for the shop.
TO_PLATFORM = _sms(
    "settle_first_platform",
    _("投诉%(number)s由平台“%(platform)s”按其承诺答复，您可随时改由消协处理：%(url)s"),
)

MESSAGES: dict[str, tuple[Notice, ...]] = {
    "submit": (
        _sms("submit", _("已收到您的投诉%(number)s，查询码%(code)s。进度：%(url)s"), alone=True),
        _inside("submit", To.ORGANISATION, _("收到新投诉")),
    ),
    "request_supplement": (
        _sms("request_supplement", _("投诉%(number)s需要补充材料，请于%(due)s前补正：%(url)s")),
    ),
    "supplement": (_inside("supplement", To.ORGANISATION, _("投诉人已补正材料")),),
    "lapse": (_sms("lapse", _("投诉%(number)s逾期未补正，不予受理。其他途径见：%(url)s")),),
    "settle_first": (
        _sms("settle_first", _("投诉%(number)s已直达商家，您可随时改由消协处理：%(url)s")),
        _inside("settle_first", To.BUSINESS, _("收到消费者投诉，请在期限内答复")),
    ),
    "settle": (
        _sms("settle", _("投诉%(number)s双方已和解，请留意商家履行：%(url)s")),
        _inside("settle", To.BUSINESS, _("和解已达成，请按期履行")),
        _inside("settle", To.ORGANISATION, _("双方已和解")),
    ),
    "fall_back": (
        _sms("fall_back", _("投诉%(number)s和解未成，已转入消协处理：%(url)s")),
        _inside("fall_back", To.ORGANISATION, _("和解未成，转入受理审查")),
        _inside("fall_back", To.BUSINESS, _("和解未成，已转入消协处理")),
    ),
    "accept": (_sms("accept", _("投诉%(number)s已受理，调解期限至%(due)s：%(url)s")),),
    "reject": (_sms("reject", _("投诉%(number)s不予受理，理由和其他途径见：%(url)s")),),
    "consult": (_sms("consult", _("您反映的%(number)s已作为咨询答复：%(url)s")),),
    "transfer": (
        _sms("transfer", _("投诉%(number)s已转给有权处理的单位：%(url)s")),
        _inside("transfer", To.ORGANISATION, _("有转办件等待签收")),
    ),
    "sign_for": (_inside("sign_for", To.SENDER, _("转办件已签收")),),
    "return_transfer": (_inside("return_transfer", To.ORGANISATION, _("转办件被退回")),),
    "assign": (_inside("assign", To.OFFICER, _("有投诉分派给您"), Topic.TASKS),),
    "start_mediation": (
        _sms("start_mediation", _("投诉%(number)s开始调解，时间地点见：%(url)s")),
        _inside("start_mediation", To.BUSINESS, _("调解通知")),
    ),
    "suspend": (
        _sms("suspend", _("投诉%(number)s调解中止，原因见：%(url)s")),
        _inside("suspend", To.BUSINESS, _("调解中止")),
    ),
    "resume": (
        _sms("resume", _("投诉%(number)s恢复调解：%(url)s")),
        _inside("resume", To.BUSINESS, _("恢复调解")),
    ),
    "agree": (
        _sms("agree", _("投诉%(number)s达成调解协议，履行期至%(due)s：%(url)s")),
        _inside("agree", To.BUSINESS, _("调解协议已达成，请按期履行")),
    ),
    "terminate": (
        _sms("terminate", _("投诉%(number)s调解终止，理由和其他途径见：%(url)s")),
        _inside("terminate", To.BUSINESS, _("调解终止")),
    ),
    "verify_performance": (_sms("verify_performance", _("投诉%(number)s协议已履行：%(url)s")),),
    "default": (
        _sms("default", _("投诉%(number)s商家逾期未履行，可申请强制执行或起诉：%(url)s")),
        _inside("default", To.BUSINESS, _("逾期未履行协议，请立即履行")),
        _inside("default", To.ORGANISATION, _("经营者逾期未履行协议")),
    ),
    "withdraw": (
        _inside("withdraw", To.ORGANISATION, _("投诉人撤回投诉")),
        _inside("withdraw", To.BUSINESS, _("投诉人撤回投诉")),
    ),
    "close": (_sms("close", _("投诉%(number)s已办结，请您评价：%(url)s")),),
    "follow_up": (),
    "reopen": (
        _sms("reopen", _("投诉%(number)s重新办理：%(url)s")),
        _inside("reopen", To.ORGANISATION, _("投诉重新办理")),
    ),
    "archive": (),
}

INVITED = _inside("invited", To.BUSINESS, _("消费者协会请您就投诉说明情况"))
ANSWERED = (
    _sms("answered", _("商家已答复投诉%(number)s，请查看：%(url)s")),
    _inside("answered", To.ORGANISATION, _("经营者已答复")),
)
CLAIMED = (
    _sms("claimed", _("商家称已履行投诉%(number)s的承诺，请您确认：%(url)s")),
    _inside("claimed", To.ORGANISATION, _("经营者提交了履行凭证")),
)
DECLINED = _inside("declined", To.BUSINESS, _("投诉人没有接受方案，您可以再提方案"))
DISPUTED = _inside("disputed", To.ORGANISATION, _("投诉人称承诺没有履行"))
LATE = _inside("late", To.ORGANISATION, _("办理期限已过"), Topic.DUE)
ADDED = _sms(
    "added", _("您已加入共同投诉%(number)s，查询码%(code)s。请确认并查看：%(url)s"), alone=True
)
JOINED = _sms("joined", _("投诉%(number)s已并入共同投诉一并办理，原查询码继续有效：%(url)s"))
PROPOSED = _inside("proposed", To.ORGANISATION, _("有事项等待审批"), Topic.TASKS)
ATTRIBUTED = _inside("attributed", To.ORGANISATION, _("投诉对象已确定，转入受理审查"))
MISDIRECTED = (
    _sms(
        "misdirected",
        _("商家称投诉%(number)s不是它的事，请于%(due)s前重新指定商家，或转由消协处理：%(url)s"),
    ),
)
PROMISE = register(
    Template(
        "casework.promise.consumer",
        "",
        _("商家承诺今天前办好投诉%(number)s，办到了吗？点开选一项即可：%(url)s"),
        # The link stands nowhere else.
        alone=True,
        samples={"url": f"{settings.BASE_URL}/track/p/1234567-{'x' * 20}/"},
    )
)
REMINDERS = {
    phase: register(
        Template(
            f"casework.reminder.{phase}",
            _("消费者投诉提醒"),
            _("有%(count)s件消费者投诉%(phase)s，请登录处理：%(url)s"),
            topic=Topic.DUE,
            samples={"count": "99", "phase": "期限将到"},
        )
    )
    for phase in Phase
}


def _to_unit(name: str, subject: object, says: object = _("%(number)s，%(due)s前")) -> Template:
    # A helper and a partner read of the case on the page of their task alone.
    return register(Template(f"casework.{name}.unit", subject, says))  # type: ignore[arg-type]


PART_OFFERED = _to_unit("part_offered", _("有协作任务等待签收"))
PART_SIGNED = _to_unit("part_signed", _("协作任务已签收"))
PART_ANSWERED = _to_unit("part_answered", _("协作任务已答复"))
PART_DECLINED = _to_unit("part_declined", _("协作任务被拒收或者退回"))
PART_CANCELLED = _to_unit("part_cancelled", _("协作任务已撤销"))
PART_LATE = _to_unit("part_late", _("协作任务已逾期"))
SUPERVISED = _to_unit("supervised", _("上级督办，请按期反馈"))
SUPERVISION_ANSWERED = _to_unit("supervision_answered", _("督办已反馈"))
SUPERVISION_CLOSED = _to_unit("supervision_closed", _("督办已销号"))
SUPERVISION_LATE = _to_unit("supervision_late", _("督办逾期未反馈"))
REPORTED_UP = _to_unit("reported_up", _("下级提请督办"))
TAKEN_UP = _to_unit("taken_up", _("投诉已由上级提级办理"))
HANDED_OVER = register(
    Template("casework.handed_over.officer", _("有投诉移交给您办理"), _("%(count)s件，%(reason)s"))
)


def tell_part(
    part: Assignment,
    template: Template,
    organisation_id: int | None,
    *,
    at: datetime,
    key: str = "",
) -> None:
    """Owe an organisation a message about a task; the due date is that of the task."""
    tell_unit(part.complaint, template, organisation_id, due=part.due_at, at=at, key=key)


def tell_unit(
    complaint: Complaint,
    template: Template,
    organisation_id: int | None,
    *,
    due: datetime | None,
    at: datetime,
    key: str = "",
) -> None:
    """Owe an organisation a message about a case, with a due date of its own."""
    if organisation_id is None:
        return
    day = f"{due.astimezone(get_default_timezone()):%Y-%m-%d}" if due else ""
    context = {"number": complaint.number or "", "due": day}
    address, stream = f"org:{organisation_id}", complaint.stream
    name = template.name
    messaging.owe_many(
        [messaging.Owed(Channel.IN_APP, address, name, context, stream, at, key=key)]
    )


def tell_officer(user_id: int, context: Mapping[str, str], *, at: datetime) -> None:
    """Owe an officer the message that others' cases are theirs now."""
    name = HANDED_OVER.name
    owed = messaging.Owed(Channel.IN_APP, f"user:{user_id}", name, context, "handover", at)
    messaging.owe_many([owed])


def tell_move(
    complaint: Complaint, move: str, *, at: datetime, code: str = "", party: Party | None = None
) -> None:
    """Owe the messages of a move."""
    owed = MESSAGES[move]
    if move == "settle_first" and complaint.covered_by_id:
        owed = (TO_PLATFORM, *owed[1:])
    tell(complaint, owed, at=at, code=code, party=party)


def tell_filed(
    complaint: Complaint, moves: list[str], *, at: datetime, code: str, party: Party
) -> None:
    """Owe the messages of a fresh complaint; the consumer gets the first alone, with the code."""
    owed = MESSAGES[moves[0]] + tuple(
        notice for move in moves[1:] for notice in MESSAGES[move] if notice.to is not To.CONSUMER
    )
    tell(complaint, owed, at=at, code=code, party=party)


def tell(
    complaint: Complaint,
    notices: tuple[Notice, ...],
    *,
    at: datetime,
    code: str = "",
    party: Party | None = None,
    key: str = "",
) -> None:
    """Owe the messages to those of their readers who can be reached; once under a `key`."""
    context = context_of(complaint, code)
    owed: list[messaging.Owed] = []
    for notice in notices:
        for address, language in _readers(complaint, notice.to, party):
            channel = Channel.SMS if notice.to is To.CONSUMER else Channel.IN_APP
            name, stream = notice.template.name, complaint.stream
            # Each reader is owed one of their own.
            own = f"{key}:{len(owed)}" if key and owed else key
            owed.append(
                messaging.Owed(
                    channel, address, name, context, stream, at, key=own, language=language
                )
            )
    if owed:
        messaging.owe_many(owed)


def tell_promise(complaint: Complaint, token: str, *, at: datetime) -> None:
    """Ask the consumer, where there is a mobile, whether the promise was kept."""
    # One question has one answer: it goes to whoever filed the complaint.
    for phone, language in _readers(complaint, To.CONSUMER, None)[:1]:
        messaging.owe(
            channel=Channel.SMS,
            address=phone,
            template=PROMISE.name,
            context={
                "number": complaint.number or "",
                "url": f"{settings.BASE_URL}/track/p/{token}/",
            },
            stream=complaint.stream,
            at=at,
            language=language,
        )


def tell_reminder(
    business_id: int, phase: Phase, *, count: int, people: Iterable[Contact], at: datetime
) -> None:
    """Owe one reminder to the inbox of the business, and to each of its people by SMS or mail."""
    ways = [
        (Channel.IN_APP, f"business:{business_id}"),
        *(
            (Channel.SMS, each.phone) if each.phone else (Channel.MAIL, each.email)
            for each in people
        ),
    ]
    context = {
        "count": str(count),
        "phase": str(phase.label),
        "url": f"{settings.BASE_URL}/portal/",
    }
    stream = f"business:{business_id}"
    messaging.owe_many(
        messaging.Owed(channel, address, REMINDERS[phase].name, context, stream, at)
        for channel, address in ways
    )


def context_of(complaint: Complaint, code: str) -> Mapping[str, str]:
    """Return what a message may say of a complaint."""
    due = complaint.next_due_at
    return {
        "number": complaint.number or "",
        "title": complaint.title,
        "due": f"{due.astimezone(get_default_timezone()):%Y-%m-%d}" if due else "",
        "code": code,
        "platform": complaint.covered_by.name if complaint.covered_by else "",
        "url": f"{settings.BASE_URL}/track/",
    }


def tell_person(complaint: Complaint, party: Party, *, at: datetime) -> None:
    """Owe one person of a joint complaint the number and a query code of their own."""
    if party.code_key is None:
        return
    context = context_of(complaint, numbers.query_code(party.code_key))
    messaging.owe(
        channel=Channel.SMS,
        address=party.phone,
        template=ADDED.template.name,
        context=context,
        stream=complaint.stream,
        at=at,
        language=party.language,
    )


def _readers(complaint: Complaint, to: To, party: Party | None) -> list[tuple[str, str]]:
    """Return whom a message reaches, and in which language.

    Of a joint complaint everybody whose phone is confirmed, unless one of them is meant.
    """
    if complaint.sandbox:
        # Nobody is told of what a sandbox invented.
        return []
    if to is not To.CONSUMER:
        found = [_address(complaint, to)]
        if to is To.BUSINESS and complaint.business_may_read and complaint.covered_by_id:
            found.append(f"business:{complaint.covered_by_id}")
        return [(address, "") for address in dict.fromkeys(found) if address]
    if party is not None:
        people = [party]
    elif complaint.is_joint:
        joined = complaint.parties.filter(left_at=None).exclude(role="agent")
        people = list(joined.order_by("pk"))
    else:
        people = list(complaint.parties.filter(role="complainant").order_by("pk")[:1])
    return [(each.phone, each.language) for each in people if each.phone_verified]


def _address(complaint: Complaint, to: To) -> str:
    match to:
        case To.ORGANISATION:
            return f"org:{complaint.organisation_id}"
        case To.SENDER:
            return f"org:{complaint.transferred_from_id}" if complaint.transferred_from_id else ""
        case To.OFFICER:
            return f"user:{complaint.officer_id}" if complaint.officer_id else ""
        case _:
            readable = complaint.business_id and complaint.business_may_read
            return f"business:{complaint.business_id}" if readable else ""
