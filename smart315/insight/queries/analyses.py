"""Analyses as their readers see them."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from smart315.accounts.actors import Actor, Permission
from smart315.insight import policies
from smart315.insight.analyses import booklets, printing, reviewing
from smart315.insight.analyses.checking import Finding
from smart315.insight.analyses.differing import TableDifference, differences
from smart315.insight.analyses.lifecycle import ANALYSIS, AnalysisState
from smart315.insight.analyses.reviewing import Exemplar
from smart315.insight.models import Analysis
from smart315.measures.periods import Period


MOST = 200  # lines of the list
SEEING = (
    Permission.READ_COMPLAINT,
    Permission.WRITE_ANALYSIS,
    Permission.APPROVE_ANALYSIS,
    Permission.PUBLISH_ANALYSIS,
)


@dataclass(frozen=True)
class Written:
    """A section as it stands: its numbered heading, its text and what was found in it."""

    key: str
    title: str
    level: int
    text: str
    findings: tuple[Finding, ...]
    tables: tuple[str, ...]


def analyses(actor: Actor, state: str = "") -> list[Analysis]:
    """Return the analyses that the actor may know of, the latest period first."""
    rows = _visible(actor).select_related("organisation", "region").defer("snapshot", "texts")
    if state in AnalysisState.values:
        rows = rows.filter(state=state)
    return list(rows.order_by("-first_day", "-period", "-pk")[:MOST])


def analysis(analysis_id: int, actor: Actor) -> Analysis | None:
    """Return one analysis, or None where there is none for the actor."""
    rows = _visible(actor).select_related("organisation", "region", "corrects")
    return rows.filter(pk=analysis_id).first()


def sections(row: Analysis) -> list[Written]:
    """Return the sections as they stand, with every figure checked against the snapshot."""
    texts = reviewing.final(row.frozen, row.texts, row.exemplars)
    found = reviewing.findings(row.frozen, row.texts)
    titles = booklets.headings(row.frozen, texts)
    return [
        Written(
            each["key"],
            titles.get(each["key"], each["title"]),
            each["level"],
            texts.get(each["key"], ""),
            tuple(found.get(each["key"], ())),
            tuple(each["tables"]),
        )
        for each in row.frozen.data["sections"]
    ]


def exemplars(row: Analysis) -> list[Exemplar]:
    """Return the typical cases with what was decided of them."""
    return list(reviewing.exemplars(row.frozen, row.exemplars))


def moves(row: Analysis, actor: Actor) -> list[str]:
    """Return the moves that the actor may make now; what follows by itself is none."""
    lawful = ANALYSIS.lawful(AnalysisState(row.state))
    return [
        each.name
        for each in lawful
        if each.name != "supersede" and policies.may_move_analysis(actor, row, each.name)
    ]


def earlier(row: Analysis, actor: Actor) -> list[Analysis]:
    """Return what an analysis is compared with: what it corrects, then the period before it."""
    same = _visible(actor).filter(kind=row.kind, region=row.region_id, basis=row.basis)
    before = Period.read(row.period).previous.code
    found = same.filter(period=before).exclude(state=AnalysisState.DISCARDED)
    last = found.order_by("-version").first()
    return [each for each in (row.corrects, last) if each is not None]


def difference(row: Analysis, before: Analysis) -> list[TableDifference]:
    """Return what differs between two analyses, table by table."""
    return differences(before.frozen.tables, row.frozen.tables)


def file(row: Analysis, ending: str) -> bytes | None:
    """Return an analysis as a file of this kind, as it stands; None for an unknown kind."""
    if ending not in printing.FORMATS:
        return None
    return printing.file_of(printing.printed(row), ending)


def _visible(actor: Actor) -> QuerySet[Analysis]:
    """Narrow to one's own places; what is published, every officer reads."""
    if actor.everywhere(Permission.READ_COMPLAINT):
        return Analysis.objects.all()
    places = frozenset().union(*(actor.where(each) for each in SEEING))
    here = Q(organisation__in=places)
    return Analysis.objects.filter(here | Q(state=AnalysisState.PUBLISHED))
