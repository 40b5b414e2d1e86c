"""A case goes to a committee, a panel without ties is seated, the case comes back."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor
from smart315.businesses import queries as businesses
from smart315.casework import rights
from smart315.casework.actions import proceeding, recusals
from smart315.casework.models import Complaint, Panel
from smart315.casework.proceedings import PanelState
from smart315.community import actions as committees, queries as community
from smart315.community.queries import Committee, Member
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


LIFE = "panel"
AT_WORK = (PanelState.ASKED, PanelState.SEATED)
# So many numbers of cases stand in a refusal.
NAMED = 5


@transaction.atomic
def give_to_committee(
    *,
    complaint_id: int,
    committee_id: int,
    reason: str,
    consumer_agrees: bool,
    business_agrees: bool,
    by: Actor,
    at: datetime,
) -> Panel:
    """Give a case to a committee of the house (委派), which both parties want. Raises Refused."""
    complaint = proceeding.begun(LIFE, complaint_id, by)
    serving = community.committee(committee_id, on=_day(at), hold=True)
    if serving is None or not serving.committee.active:
        raise Refused(_("请选择调解委员会。"), field="committee_id")
    if serving.term is None or serving.chair is None:
        raise Refused(_("该委员会没有在任期内的委员，请先换届。"), field="committee_id")
    for name, agrees in (
        ("consumer_agrees", consumer_agrees),
        ("business_agrees", business_agrees),
    ):
        if not agrees:
            message = _("一方明确拒绝人民调解的，不得调解（《人民调解法》第十七条）。")
            raise Refused(message, field=name)
    if not reason.strip():
        raise Refused(_("请写明委派的原因。"), field="reason")
    if complaint.panels.filter(state__in=AT_WORK).exists():
        raise Refused(_("这件投诉已经委派。"))
    panel = Panel.objects.create(
        complaint=complaint,
        committee=serving.committee,
        reason=reason.strip(),
        asked_at=at,
        asked_by=by.label,
    )
    note = _("经双方同意，委派%(name)s调解。") % {"name": serving.committee.name}
    data = {"panel": panel.pk, "committee": committee_id}
    proceeding.told(LIFE, "open", complaint, by=by, at=at, note=note, data=data)
    return panel


@transaction.atomic
def seat_panel(
    *,
    panel_id: int,
    member_ids: Sequence[int],
    presiding_id: int | None,
    by: Actor,
    at: datetime,
) -> Panel:
    """Seat who hears the case: members in office, without ties, one of them presiding."""
    panel, complaint = proceeding.found(LIFE, Panel, panel_id, by, "seat")
    serving = community.committee(panel.committee_id, on=_day(at))
    chosen = [each for each in serving.members if each.pk in member_ids] if serving else []
    if not chosen or len(chosen) != len(set(member_ids)):
        raise Refused(_("请从在任委员中选择调解组成员。"), field="member_ids")
    presiding = next((each for each in chosen if each.pk == presiding_id), None)
    if presiding is None:
        raise Refused(_("请从调解组成员中指定主持人。"), field="presiding_id")
    for member in chosen:
        _check_ties(complaint, member)
    proceeding.moved(LIFE, panel, "seat")
    panel.presiding, panel.seated_at = presiding, at
    panel.save(update_fields=["state", "presiding", "seated_at"])
    panel.members.set(chosen)
    names = "、".join(each.name for each in chosen)
    note = _("调解组：%(names)s，%(chair)s主持。认为有利害关系的，可以申请回避。") % {
        "names": names,
        "chair": presiding.name,
    }
    data = {"panel": panel.pk, "members": [each.pk for each in chosen]}
    proceeding.told(LIFE, "seat", complaint, by=by, at=at, note=note, data=data)
    return panel


@transaction.atomic
def give_back(*, panel_id: int, report: str, by: Actor, at: datetime) -> Panel:
    """Take the case back from the committee, with what it reports."""
    panel, complaint = proceeding.found(LIFE, Panel, panel_id, by, "give_back")
    if not report.strip():
        raise Refused(_("请写明委员会的办理情况。"), field="report")
    proceeding.moved(LIFE, panel, "give_back")
    panel.report, panel.ended_at = report.strip(), at
    panel.save(update_fields=["state", "report", "ended_at"])
    note = _("调解委员会退回：") + report.strip()
    data = {"panel": panel.pk}
    proceeding.told(LIFE, "give_back", complaint, by=by, at=at, note=note, data=data)
    return panel


@transaction.atomic
def close_committee(*, committee_id: int, by: Actor, at: datetime) -> Committee:
    """Close a committee that hears no case any more. Raises Refused naming those that it has."""
    # The committee first: who gives it a case after this finds it closed.
    closed = committees.close_committee(committee_id=committee_id, by=by, at=at)
    waiting = Complaint.objects.filter(
        panels__committee=committee_id, panels__state__in=AT_WORK, stage__in=rights.WHILE[LIFE]
    )
    numbers = list(waiting.order_by("pk").values_list("number", flat=True))
    if numbers:
        message = _(
            "该委员会还有%(count)s件投诉没有办完：%(numbers)s。"
            "请先在各案的“调解”页登记退回，由本会继续调解，再停办。"
        )
        shown = "、".join(str(each) for each in numbers[:NAMED])
        raise Refused(message % {"count": len(numbers), "numbers": shown})
    return closed


def _check_ties(complaint: Complaint, member: Member) -> None:
    """Refuse who has ties: declared, stepped aside, or of the very business."""
    if member.user_id is not None:
        recusals.check_ties(complaint, accounts.user(member.user_id), field="member_ids")
    business = businesses.by_id(complaint.business_id) if complaint.business_id else None
    names = {complaint.respondent_name, business.name if business else ""} - {""}
    if member.workplace and any(each in member.workplace for each in names):
        words = {"name": member.name}
        raise Refused(_("%(name)s在被投诉的经营者任职，应当回避。") % words, field="member_ids")


def _day(at: datetime) -> date:
    return local_day(at, get_default_timezone())
