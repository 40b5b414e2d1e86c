"""A case before a committee, and its dossier in the ministry's order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor, ActorKind
from smart315.casework import dossier, rights
from smart315.casework.dossier import Leaf, Section
from smart315.casework.letters.tables import TITLES
from smart315.casework.models import Complaint, Evidence, Obligation, Panel
from smart315.casework.models.party import PERSONS
from smart315.casework.proceedings import LIVES, PanelState
from smart315.community import queries as community
from smart315.community.queries import Serving


SHEETS = {"授权委托书": "authority", "代表人推选书": "authority", "身份证明": "identity",
          "履行凭证": "performance", "权利义务告知书": "rights"}  # fmt: skip


@dataclass(frozen=True)
class Seated:
    """A case's panel with the moves that the reader may make of it now."""

    panel: Panel
    moves: frozenset[str]


def panels(complaint_id: int, actor: Actor) -> list[Seated]:
    """Return the committees that had or have a case, the newest first."""
    seen = Complaint.objects.visible_to(actor).filter(pk=complaint_id)
    complaint = seen.select_related("organisation").first()
    if complaint is None:
        return []
    rows = complaint.panels.select_related("committee", "presiding").prefetch_related("members")
    machine = LIVES["panel"]
    allowed = {move for move in machine.moves if rights.may_do("panel", move, actor, complaint)}
    return [
        Seated(row, frozenset(m for m in allowed if machine.allows(m, PanelState(row.state))))
        for row in rows.order_by("-pk")
    ]


def committees_for(complaint_id: int, actor: Actor, *, at: datetime) -> list[Serving]:
    """Return the committees to which a case may go, those of its goods first."""
    seen = Complaint.objects.visible_to(actor).filter(pk=complaint_id)
    complaint = seen.select_related("organisation").first()
    if complaint is None:
        return []
    above = {int(step) for step in complaint.organisation.path.split("/") if step}
    found = community.committees(on=localtime(at).date(), organisations=above)
    code = complaint.category_code
    return sorted(found, key=lambda each: not community.suits(each.committee, code))


def dossier_of(complaint_id: int, actor: Actor) -> list[Section]:
    """Return the dossier of a case, for staff: each place of the order with its papers."""
    seen = Complaint.objects.visible_to(actor).filter(pk=complaint_id)
    complaint = seen.select_related("organisation").first()
    if complaint is None or actor.kind is not ActorKind.STAFF:
        return []
    found: dict[str, list[Leaf]] = {}
    for key, leaf in _leaves(complaint):
        found.setdefault(key, []).append(leaf)
    return dossier.arranged(found)


def _leaves(complaint: Complaint) -> Iterator[tuple[str, Leaf]]:
    yield "application", Leaf(_("投诉登记表"), _day(complaint.received_at))
    yield from _papers(complaint)
    for piece in complaint.evidence.select_related("file").order_by("at", "pk"):
        yield _place_of(piece), Leaf(piece.purpose or piece.file.name, _day(piece.at), piece.pk)
    for person in complaint.parties.filter(role__in=PERSONS, phone_verified=True):
        yield "identity", Leaf(_("%(name)s：实名手机验证") % {"name": person.name})
    for answer in complaint.answers.order_by("at"):
        yield "inquiry", Leaf(_("经营者答复"), _day(answer.at))
    for session in complaint.sessions.filter(state="held").order_by("starts_at"):
        yield "minutes", Leaf(_("调解笔录"), _day(session.starts_at))
    yield from _outcome(complaint)


def _papers(complaint: Complaint) -> Iterator[tuple[str, Leaf]]:
    """Place the documents that were owed: what tells of rights, of inquiry, of the agreement."""
    places = {"D03": "rights", "D07": "rights", "D06": "inquiry", "D12": "evidence",
              "D13": "remarks", "D14": "follow_up", "D22": "court"}  # fmt: skip
    issued = complaint.documents.filter(code__in=places, issued_at__isnull=False)
    for paper in issued.order_by("issued_at", "pk"):
        title = str(TITLES.get(paper.code, paper.code))
        yield places[paper.code], Leaf(title, _day(paper.issued_at or paper.owed_at))


def _outcome(complaint: Complaint) -> Iterator[tuple[str, Leaf]]:
    for text in complaint.texts.filter(state="signed").select_related("agreement"):
        name = _("口头协议登记表") if text.oral else _("调解协议书")
        yield "agreement", Leaf(name, _day(text.agreement.made_at) if text.agreement else "")
    done = Obligation.objects.filter(text__complaint=complaint, state="done")
    for row in done.order_by("done_at"):
        yield "performance", Leaf(_("履行登记"), _day(row.done_at) if row.done_at else "")
    for asked in complaint.confirmations.exclude(state="dropped"):
        yield "court", Leaf(_("司法确认申请书 %(court)s") % {"court": asked.court})
    for call in complaint.follow_ups.order_by("at"):
        yield "follow_up", Leaf(_("回访记录"), _day(call.at))


def _place_of(piece: Evidence) -> str:
    return next((place for words, place in SHEETS.items() if words in piece.purpose), "evidence")


def _day(moment: datetime) -> str:
    return f"{localtime(moment):%Y-%m-%d}"
