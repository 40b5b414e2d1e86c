"""Write the draft of an analysis, section by section, from its tables and what was found; pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from smart315.insight.analyses import sentences
from smart315.insight.analyses.advising import advice
from smart315.insight.analyses.cells import CASES, PERSONS, WAN, Cell, Column, Row, Table, count
from smart315.insight.analyses.declared import (
    Advice,
    Breakdown,
    Declaration,
    Exemplars,
    HotSpots,
    Part,
    Ranking,
    Say,
    Section,
    Totals,
)
from smart315.insight.analyses.drafts import Draft, Paragraph
from smart315.insight.analyses.hotspots import HotSpot
from smart315.insight.analyses.material import Material
from smart315.measures.amounts import wan
from smart315.measures.comparisons import plain


@dataclass(frozen=True)
class Numbers:
    """Which number a table and its chart bear, in the order of the sections; 0 for none."""

    table: int = 0
    chart: int = 0


def numbers(declaration: Declaration, tables: Sequence[Table]) -> dict[str, Numbers]:
    """Return the numbers of the tables in which anything was counted."""
    filled = {each.key for each in tables if any(_counted(row) for row in each.rows)}
    found: dict[str, Numbers] = {}
    chart = 0
    for part in declaration.parts:
        if part.key not in filled:
            continue
        drawn = isinstance(part, Breakdown | Ranking)
        chart += drawn
        found[part.key] = Numbers(len(found) + 1, chart if drawn else 0)
    return found


def hot_table(part: HotSpots, spots: Sequence[HotSpot]) -> Table:
    """Return the incidents of the period with their figures."""
    columns = (
        Column("complaints", _("投诉（件）")),
        Column("people", _("涉及人数")),
        Column("amount", _("涉及金额（万元）")),
    )
    rows = tuple(_hot_row(each) for each in spots)
    return Table(part.key, str(part.title), _("热点"), columns, rows)


def drafted(material: Material) -> list[tuple[Section, list[Paragraph]]]:
    """Return each section with its paragraphs."""
    known = numbers(material.declaration, material.tables)
    return [
        (section, [text for part in section.parts for text in _written(part, material, known)])
        for section in material.declaration.sections
    ]


def _written(part: Part, material: Material, known: Mapping[str, Numbers]) -> Iterator[Paragraph]:
    match part:
        case Totals():
            yield sentences.overview(material.tables, part.key, dict(material.words))
        case Breakdown() | Ranking():
            yield from _of_counts(part, material, known)
        case HotSpots():
            yield from _hot(part, material)
        case Exemplars():
            yield from (Paragraph(text) for text in material.exemplars)
        case Advice():
            yield from advice(material)


def _of_counts(
    part: Breakdown | Ranking, material: Material, known: Mapping[str, Numbers]
) -> Iterator[Paragraph]:
    before = material.words["before"]
    if material.counted(part.key):
        table, lead = material.table(part.key), _lead(part, known)
        if isinstance(part, Breakdown):
            yield _of_breakdown(part, table, lead, before)
        else:
            yield sentences.first_ones(table, lead, before)
    elif material.anything:
        # Where there is nothing at all, the totals have said so.
        yield Paragraph(str(part.none))


def _lead(part: Breakdown | Ranking, known: Mapping[str, Numbers]) -> str:
    here = known[part.key]
    words = {"lead": part.lead, "chart": here.chart, "table": here.table}
    return _("%(lead)s（见图%(chart)s、表%(table)s）") % words


def _of_breakdown(part: Breakdown, table: Table, lead: str, before: str) -> Paragraph:
    match part.say:
        case Say.SHARES:
            return sentences.shares(table, lead, before, str(part.noun))
        case Say.KINDS:
            return sentences.kinds(table, lead, before)
        case Say.CLASSES:
            return sentences.classes(table, lead, before)


def _hot(part: HotSpots, material: Material) -> Iterator[Paragraph]:
    if not material.spots:
        yield Paragraph(_("本期没有经核实的群体性投诉事件。"))
    for spot in material.spots:
        draft = Draft(material.tables)
        words = {"title": spot.title, "level": spot.level, "places": "、".join(spot.places)}
        row = str(spot.id)
        words |= {
            "complaints": draft.cite(part.key, row, "complaints"),
            "people": draft.cite(part.key, row, "people"),
            "amount": draft.cite(part.key, row, "amount"),
        }
        draft.say(
            _(
                "%(title)s（%(level)s）。现象：本期共收到相关投诉%(complaints)s件，涉及%(people)s人，"
                "涉及金额%(amount)s万元。"
            )
            % words
        )
        if spot.places:
            draft.say(_("主要发生在%(places)s。") % words)
        if spot.causes:
            draft.say(_("问题成因：%(text)s") % {"text": spot.causes})
        if spot.advice:
            draft.say(_("消协建议：%(text)s") % {"text": spot.advice})
        yield draft.paragraph()


def _counted(row: Row) -> bool:
    return any(cell.value for key, cell in row.cells.items() if key != "rank")


def _hot_row(spot: HotSpot) -> Row:
    value = wan(spot.amount_fen)
    cells = {
        "complaints": count(spot.complaints, CASES),
        "people": count(spot.people, PERSONS),
        "amount": Cell(value, plain(value), WAN, spot.amount_fen),
    }
    return Row(str(spot.id), spot.title, cells)
