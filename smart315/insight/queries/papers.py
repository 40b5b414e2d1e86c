"""Papers of incidents as their readers see them."""

from dataclasses import dataclass
from datetime import datetime

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor, Permission
from smart315.casework.codes import IssueState
from smart315.casework.queries import Proof
from smart315.documents import queries as files
from smart315.documents.docx import docx
from smart315.documents.pdf import pdf
from smart315.documents.queries import StoredFile
from smart315.documents.sheets import Sheet, Stamp
from smart315.insight import policies
from smart315.insight.analyses.checking import Finding
from smart315.insight.analyses.differing import TableDifference, differences
from smart315.insight.models import Consequence, Incident, Paper
from smart315.insight.papers import objecting, standing
from smart315.insight.papers.compiling import compiled
from smart315.insight.papers.declared import Declaration
from smart315.insight.papers.lifecycle import PAPER, PAPERS, UNDER_WAY, PaperKind, PaperState
from smart315.insight.papers.written import Objection
from smart315.insight.queries.incidents import visible
from smart315.insight.states import Follow
from smart315.kernel import identifiers


MOST = 200  # lines of the list
STATES = {
    PaperState.ISSUED: IssueState.IN_FORCE,
    PaperState.REPLACED: IssueState.REPLACED,
    PaperState.WITHDRAWN: IssueState.VOID,
}


@dataclass(frozen=True)
class Standing:
    """A paper as it stands: figures found in its parts, what is wrong, how it looks, its seal.

    `changes` says what the incident's figures are by now, where they are others.
    """

    row: Paper
    declaration: Declaration
    findings: dict[str, list[Finding]]
    wrong: list[Objection]
    sheet: Sheet
    seal: bytes
    changes: list[TableDifference]


def papers(actor: Actor, state: str = "") -> list[Paper]:
    """Return the papers of the incidents that the actor may know of, the newest first."""
    rows = Paper.objects.filter(consequence__incident__in=visible(actor))
    rows = rows.filter(state=state) if state in PaperState.values else rows
    related = rows.select_related("consequence__incident", "organisation")
    return list(related.defer("snapshot", "texts", "words").order_by("-pk")[:MOST])


def papers_to_sign(actor: Actor) -> int:
    """Return how many papers wait for the actor to sign them."""
    places = [each for each in actor.held if actor.may(Permission.ISSUE_PAPER, within=each)]
    return Paper.objects.filter(state=PaperState.IN_REVIEW, organisation__in=places).count()


def consequence(consequence_id: int, actor: Actor) -> Consequence | None:
    """Return a consequence of an incident that the actor may know of."""
    rows = Consequence.objects.filter(incident__in=visible(actor))
    return rows.select_related("incident").filter(pk=consequence_id).first()


def paper_kinds(row: Consequence) -> tuple[PaperKind, ...]:
    """Return the papers that a consequence can be put on; none where they are made elsewhere."""
    return PAPERS[Follow(row.kind)]


def paper_under_way(row: Consequence, kind: str) -> int:
    """Return the number of the paper of a kind that is being written."""
    return row.papers.get(kind=kind, state__in=UNDER_WAY).pk


def papers_of(incident: Incident) -> list[Paper]:
    """Return the papers of an incident, the newest first, without their texts."""
    rows = Paper.objects.filter(consequence__incident=incident)
    return list(rows.defer("snapshot", "texts", "words").order_by("-pk"))


def paper(paper_id: int, actor: Actor) -> Paper | None:
    """Return one paper of an incident that the actor may know of."""
    rows = Paper.objects.filter(consequence__incident__in=visible(actor))
    related = ("consequence__incident", "consequence__officer", "organisation", "replaces", "pdf")
    return rows.select_related(*related).filter(pk=paper_id).first()


def paper_standing(row: Paper, at: datetime) -> Standing:
    """Return a paper with everything found in it; one that went out is not judged again."""
    found, under_way = standing.written(row), row.state in UNDER_WAY
    on = row.issued_at or at
    return Standing(
        row,
        found.declaration,
        objecting.findings(found),
        standing.wrong(row, at, found) if under_way else [],
        standing.sheet(row, on, row.number, found),
        _seal(row),
        paper_changes(row, at) if under_way else [],
    )


def paper_changes(row: Paper, at: datetime) -> list[TableDifference]:
    """Return what differs between the figures of a paper and those of its incident now."""
    now = compiled(row.consequence.incident, PaperKind(row.kind), at)
    return [each for each in differences(row.frozen.tables, now.tables) if not each.is_none]


def paper_moves(row: Paper, actor: Actor) -> list[str]:
    """Return the moves that the actor may make now; what follows by itself is none."""
    lawful = PAPER.lawful(PaperState(row.state))
    return [
        each.name
        for each in lawful
        if each.name != "replace" and policies.may_move_paper(actor, row, each.name)
    ]


def paper_kept(row: Paper, ending: str) -> StoredFile | None:
    """Return the file of a paper that went out; None before, and for an unknown kind."""
    return {"pdf": row.pdf, "docx": row.docx}.get(ending)


def paper_file(row: Paper, ending: str, at: datetime) -> bytes | None:
    """Return a draft as a file of this kind, marked as a preview; None for an unknown kind."""
    sheet = standing.sheet(row, at)
    if ending == "pdf":
        return pdf(sheet, Stamp(preview=True, seal=_seal(row)), at=at)
    return docx(sheet) if ending == "docx" else None


def proof(code: str) -> Proof | None:
    """Return what proves a paper, by the code printed on it; None when there is none."""
    wanted = identifiers.normalise_query_code(code)
    rows = Paper.objects.select_related("organisation").filter(verify_code=wanted)
    found = rows.first() if wanted else None
    if found is None or found.issued_at is None:
        return None
    later = found.replaced_by.filter(state=PaperState.ISSUED).first()
    return Proof(
        number=found.number,
        title=found.title,
        organisation=found.organisation.name,
        issued_at=found.issued_at,
        sha256=found.pdf_sha256,
        state=STATES[PaperState(found.state)],
        replaced_by=later.number if later else "",
    )


def _seal(row: Paper) -> bytes:
    letter = standing.declaration_of(row).numbered
    seal = row.seal or (accounts.seal(row.organisation_id) if letter else None)
    if seal is None:
        return b""
    with files.open_content(seal.picture_id) as picture:
        return picture.read()
