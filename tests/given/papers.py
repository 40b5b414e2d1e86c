"""Papers of an incident that came about lawfully: five people, a gym that closed its doors."""

from datetime import timedelta
from typing import Any

from smart315.accounts.actors import Actor
from smart315.casework.models import Complaint
from smart315.insight import actions
from smart315.insight.models import Consequence, Incident, Paper
from smart315.insight.papers.lifecycle import PAPERS, PaperKind
from smart315.insight.states import Follow
from tests.given import NOON, accounts, casework
from tests.given.remembered import remembered


AT = NOON + timedelta(days=1)
GYM = "西宁跃动健身有限公司"
ASSESSED = {
    "facts": "多名消费者反映健身房关门。",
    "issue": "经营者停业后拒绝退还预付费。",
    "law": "《消费者权益保护法》第五十三条，以预收款方式提供服务的，应当按照约定提供。",
    "evidence": "会员合同和转账记录。",
    "risk": "可能还有未投诉的会员。",
    "crime": "涉嫌未按规定退还预付款，建议主管部门核查。",
    "taken": "已电话联系法定代表人。",
    "advice": "逐件退还未消费金额。",
    "responsible": "李敏，十日内。",
}  # fmt: skip
# What only an officer can fill in, by kind.
FILLED: dict[PaperKind, dict[str, str]] = {
    PaperKind.TIP: {"risk": "attention"},
    PaperKind.WARNING: {"risk": "raised", "verified": "到店核实，已停业，见现场照片。"},
    PaperKind.TALK: {"day": "2030-01-10", "time": "上午10时", "where": "本会会议室"},
    PaperKind.OUTLINE: {},
    PaperKind.CLUE: {"to": "西宁市城东区市场监督管理局"},
    PaperKind.INQUIRY: {"to": "西宁市城东区市场监督管理局"},
    PaperKind.INSPECTION: {"to": "西宁市城东区市场监督管理局"},
    PaperKind.TEST: {"items": "退费条款\n教练资质"},
    PaperKind.LITIGATION: {
        "behaviour": "D", "regulator": "no", "duty": "yes", "proposal": "上报省消协评估。",
    },
}  # fmt: skip


def a_complaint(number: int, **changes: Any) -> Complaint:
    given: dict[str, Any] = {
        "phone": f"1389700{number:04}", "name": f"马晓{'甲乙丙丁戊己庚辛壬癸'[number % 10]}",
        "title": "健身房关门不退卡", "category_code": "S04-01", "nature_code": "N02",
        "amount_fen": 120_000, "respondent_name": GYM, "business_id": None,
    } | changes  # fmt: skip
    at = given.pop("at", NOON + timedelta(minutes=number))
    return casework.filed(at=at, **given)


def an_incident() -> Incident:
    """Five people against one business, found and confirmed, and assessed by 李敏."""
    remembered("an incident for papers", _built)
    return Incident.objects.get()


def _built() -> None:
    casework.the_world()
    for number in range(1, 6):
        a_complaint(number)
    (incident,) = actions.detect(at=AT)
    actions.confirm(incident_id=incident.pk, by=writer(), at=AT)
    actions.assess(incident_id=incident.pk, answers=ASSESSED, by=writer(), at=AT)


def writer() -> Actor:
    """李敏 handles incidents and writes."""
    return accounts.li_min()


def head() -> Actor:
    """The head of 城东区 issues."""
    return accounts.head()


def a_consequence(incident: Incident, kind: Follow) -> Consequence:
    return actions.add_consequence(
        incident_id=incident.pk, kind=kind, task="见研判", officer_id=writer().user_id or 0,
        due_on=AT.date() + timedelta(days=10), by=writer(), at=AT,
    )  # fmt: skip


def drafted(kind: PaperKind, incident: Incident | None = None) -> Paper:
    """A draft as the platform wrote it."""
    follow = next(each for each, kinds in PAPERS.items() if kind in kinds)
    consequence = a_consequence(incident or an_incident(), follow)
    return actions.draft_paper(consequence_id=consequence.pk, kind=kind, by=writer(), at=AT)


def filled(row: Paper, **words: str) -> Paper:
    """The draft with what only an officer knows."""
    given = FILLED[PaperKind(row.kind)] | words
    return actions.write_paper(paper_id=row.pk, texts={}, words=given, by=writer(), at=AT)


def submitted(kind: PaperKind, incident: Incident | None = None) -> Paper:
    row = filled(drafted(kind, incident))
    return actions.submit_paper(paper_id=row.pk, by=writer(), at=AT)


def issued(kind: PaperKind, incident: Incident | None = None) -> Paper:
    row = submitted(kind, incident)
    return actions.issue_paper(paper_id=row.pk, by=head(), at=AT)
