"""Meetings of the parties: planned, told in good time, held with minutes (T13, ME-02, ME-12)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor, Permission
from smart315.casework import agency, clocks, hearers
from smart315.casework.actions import proceeding, recusals
from smart315.casework.codes import Audience, Side, Signed
from smart315.casework.models import Attendee, Complaint, Guest, Session
from smart315.casework.models.hearing import Mode
from smart315.kernel import workdays
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


LIFE = "session"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Invited:
    """Somebody to invite beside the parties, and in which capacity: relative, expert, lawyer."""

    name: str
    capacity: str


@dataclass(frozen=True)
class Plan:
    """When, how and where, before whom."""

    mode: Mode | str
    starts_at: datetime
    mediators: tuple[int, ...]
    minutes_long: int = 60
    place: str = ""
    link: str = ""
    guests: tuple[Invited, ...] = ()


@dataclass(frozen=True)
class Presence:
    """One line of the attendance."""

    name: str
    side: Side | str
    present: bool
    signed: Signed | str
    is_agent: bool = False


@dataclass(frozen=True)
class Minutes:
    """What was said and how it ended (调解笔录)."""

    consumer_said: str
    business_said: str
    disputed: str
    result: str
    attendance: Sequence[Presence] = field(default_factory=tuple)


@transaction.atomic
def plan_session(*, complaint_id: int, plan: Plan, by: Actor, at: datetime) -> Session:
    """Plan a session; the parties are told by a step of its own. Raises Refused."""
    complaint = proceeding.begun(LIFE, complaint_id, by)
    _check(complaint, plan, at)
    session = Session(complaint=complaint, planned_by=by.label)
    _write(session, plan)
    data = {"session": session.pk, "mode": str(plan.mode)}
    proceeding.told(
        LIFE, "open", complaint, by=by, at=at, note=_("安排调解会。"), audience=Audience.INTERNAL,
        data=data,
    )  # fmt: skip
    return session


@transaction.atomic
def change_session(*, session_id: int, plan: Plan, by: Actor, at: datetime) -> Session:
    """Change a plan; parties that were told already are to be told anew."""
    session, complaint = proceeding.found(LIFE, Session, session_id, by, "change")
    _check(complaint, plan, at)
    proceeding.moved(LIFE, session, "change")
    session.notified_at = session.waiver = None
    session.guests.all().delete()
    _write(session, plan)
    note = _("调解会改期，请以新的通知为准。")
    proceeding.told(
        LIFE, "change", complaint, by=by, at=at, note=note, data={"session": session.pk}
    )
    return session


@transaction.atomic
def agree_to_guest(
    *, guest_id: int, consumer_agrees: bool, business_agrees: bool, by: Actor, at: datetime
) -> Guest:
    """Note which party agrees that somebody be invited (ME-12; 人民调解法 §20)."""
    guest = Guest.objects.select_related("session").get(pk=guest_id)
    _session, complaint = proceeding.found(LIFE, Session, guest.session_id, by, "notify")
    guest.consumer_agrees, guest.business_agrees = consumer_agrees, business_agrees
    guest.save(update_fields=["consumer_agrees", "business_agrees"])
    data = {"guest": guest.pk, "consumer": consumer_agrees, "business": business_agrees}
    proceeding.told(LIFE, "change", complaint, by=by, at=at, data=data)
    return guest


@transaction.atomic
def notify_session(
    *, session_id: int, by: Actor, at: datetime, evidence_id: int | None = None
) -> Session:
    """Tell the parties time, place and mediators, so many working days ahead as the rule says.

    Later only with a waiver that both signed. Raises Refused naming the first lawful day.
    """
    session, complaint = proceeding.found(LIFE, Session, session_id, by, "notify")
    for guest in session.guests.order_by("pk"):
        if not (guest.consumer_agrees and guest.business_agrees):
            raise Refused(
                _("邀请%(name)s参加须征得双方同意（《人民调解法》第二十条），请先登记。")
                % {"name": guest.name}
            )
    waiver = complaint.evidence.filter(pk=evidence_id or 0).first()
    if waiver is None:
        _check_ahead(session, complaint, at)
    proceeding.moved(LIFE, session, "notify")
    session.notified_at, session.waiver = at, waiver
    session.save(update_fields=["state", "notified_at", "waiver"])
    data = {"session": session.pk, "waived": waiver is not None}
    proceeding.told(
        LIFE, "notify", complaint, by=by, at=at, note=in_words(session), data=data,
        documents=("D07",),
    )  # fmt: skip
    return session


@transaction.atomic
def cancel_session(*, session_id: int, reason: str, by: Actor, at: datetime) -> Session:
    """Call a session off, with a reason that the parties read."""
    session, complaint = proceeding.found(LIFE, Session, session_id, by, "cancel")
    if not reason.strip():
        raise Refused(_("请写明取消的原因，双方会看到。"), field="reason")
    proceeding.moved(LIFE, session, "cancel")
    session.ended_why = reason.strip()[:200]
    session.save(update_fields=["state", "ended_why"])
    note = _("调解会取消：") + reason.strip()
    data = {"session": session.pk}
    proceeding.told(LIFE, "cancel", complaint, by=by, at=at, note=note, data=data)
    return session


@transaction.atomic
def hold_session(*, session_id: int, minutes: Minutes, by: Actor, at: datetime) -> Session:
    """Write the minutes of a session that was held: who came, who said what, who signed."""
    session, complaint = proceeding.found(LIFE, Session, session_id, by, "hold")
    if at < session.starts_at:
        raise Refused(_("调解会还没有到时间，不能登记笔录。"))
    for name, text, message in (
        ("consumer_said", minutes.consumer_said, _("请记录投诉人的陈述；没有到场的请写明。")),
        ("business_said", minutes.business_said, _("请记录经营者的陈述；没有到场的请写明。")),
        ("result", minutes.result, _("请写明调解的结果。")),
    ):
        if not text.strip():
            raise Refused(message, field=name)
        setattr(session, name, text.strip())
    if not any(each.present for each in minutes.attendance):
        raise Refused(_("请登记到场的人员。"))
    proceeding.moved(LIFE, session, "hold")
    session.disputed, session.held_at, session.recorded_by = minutes.disputed.strip(), at, by.label
    session.save()
    Attendee.objects.bulk_create(
        Attendee(session=session, name=each.name, side=each.side, is_agent=each.is_agent,
                 present=each.present,
                 signed=each.signed if each.present else Signed.ABSENT)
        for each in minutes.attendance
    )  # fmt: skip
    note = _("调解会已召开。结果：") + session.result
    data = {"session": session.pk, "present": sum(each.present for each in minutes.attendance)}
    proceeding.told(LIFE, "hold", complaint, by=by, at=at, note=note, data=data)
    return session


def in_words(session: Session) -> str:
    """Return what the parties are told of a session: time, manner, place, mediators, the right."""
    panel = hearers.in_words(session.complaint)
    people = [str(each) for each in session.mediators.order_by("pk")]
    names = "、".join(people) + (f"；{panel}" if panel else "")
    where = session.place if session.mode == Mode.ONSITE else session.link or session.place
    day = local_day(session.starts_at, get_default_timezone())
    told = _(
        "调解会：%(when)s，%(mode)s，%(where)s；调解员：%(names)s。"
        "认为调解员与对方有近亲属或者利害关系的，可以申请回避。"
    ) % {
        "when": f"{localtime(session.starts_at):%Y-%m-%d %H:%M}",
        "mode": Mode(session.mode).label,
        "where": where,
        "names": names,
    }
    return told + agency.said(session.complaint, day, masked=True)


def _check(complaint: Complaint, plan: Plan, at: datetime) -> None:
    if plan.mode not in Mode.values:
        raise Refused(_("请选择调解方式。"), field="mode")
    if plan.starts_at <= at:
        raise Refused(_("调解时间应当晚于现在。"), field="starts_at")
    if plan.mode == Mode.ONSITE and not plan.place.strip():
        raise Refused(_("请写明地点。"), field="place")
    if plan.mode == Mode.VIDEO and not plan.link.startswith("https://"):
        raise Refused(_("请填写以 https:// 开头的视频会议链接。"), field="link")
    staff = {
        each.pk: each for each in accounts.staff(complaint.organisation_id, Permission.MEDIATE)
    }
    if not plan.mediators or not set(plan.mediators) <= set(staff):
        raise Refused(_("请选择本组织的调解员。"), field="mediators")
    for each in plan.mediators:
        recusals.check_ties(complaint, staff[each], field="mediators")
    if any(not each.name or not each.capacity for each in plan.guests):
        raise Refused(_("受邀人员请写明姓名和身份，例如“张三 律师”。"), field="guests")


def _write(session: Session, plan: Plan) -> None:
    session.mode, session.starts_at = str(plan.mode), plan.starts_at
    session.minutes_long, session.place = plan.minutes_long, plan.place.strip()
    session.link = plan.link.strip()
    session.save()
    session.mediators.set(plan.mediators)
    Guest.objects.bulk_create(
        Guest(session=session, name=each.name[:40], capacity=each.capacity[:40])
        for each in plan.guests
    )


def _check_ahead(session: Session, complaint: Complaint, at: datetime) -> None:
    rules, zone = clocks.rulebook(complaint), get_default_timezone()
    limit, _basis = rules.limit("mediation.notice")
    first = workdays.raw_last_day(limit, local_day(at, zone), rules.calendar)
    if local_day(session.starts_at, zone) < first:
        raise Refused(
            _(
                "应当提前%(days)s个工作日通知，最早可以在%(day)s召开；"
                "双方书面同意提前的，请上传同意书。"
            )
            % {"days": limit.length, "day": f"{first:%Y-%m-%d}"},
            field="letter",
        )
