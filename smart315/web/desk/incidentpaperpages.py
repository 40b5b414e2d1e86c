"""What the pages of an incident's paper show: marked text, the sheet, what is wrong, moves."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from smart315.accounts.actors import Actor
from smart315.insight import policies, queries
from smart315.insight.queries import Paper, Standing
from smart315.web.desk import analysispages, analysistables, papers
from smart315.web.desk.forms.incidentpapers import PaperForm
from smart315.web.desk.papermoves import ACTS


@dataclass(frozen=True)
class Marked:
    """A part with every figure marked."""

    key: str
    title: Promise
    paragraphs: list[SafeString]


@dataclass(frozen=True)
class Wrong:
    """What is wrong, and where on the page of the editor it is mended."""

    text: str
    anchor: str


def shown(standing: Standing, actor: Actor) -> dict[str, Any]:
    """Return what the page of a paper shows to somebody, with what they may do."""
    row = standing.row
    may = set(queries.paper_moves(row, actor))
    return {
        "paper": row,
        "incident": row.consequence.incident,
        "consequence": row.consequence,
        "parts": _marked(standing),
        "tables": [
            (each, analysistables.lines_of(each)) for each in row.frozen.tables if each.rows
        ],
        "sheet": papers.shown(standing.sheet, standing.seal),
        "unnumbered": not standing.declaration.numbered,
        "wrong": wrong(standing),
        "changes": standing.changes,
        "moves": [each for each in ACTS if each.name in may],
        "may_edit": policies.may_edit_paper(actor, row),
    }


def wrong(standing: Standing) -> list[Wrong]:
    """Return everything that is wrong with a paper, each with its field."""
    return [Wrong(each.text, f"id_{each.field}" if each.field else "") for each in standing.wrong]


def form_of(standing: Standing, *, checked: bool) -> PaperForm:
    """Return the form as it was saved; `checked` says at each field what is wrong there."""
    if not checked:
        return PaperForm(standing=standing)
    row: Paper = standing.row
    form = PaperForm({**row.words, **row.texts}, standing=standing)
    form.errors.clear()
    for each in standing.wrong:
        form.add_error(each.field if each.field in form.fields else None, each.text)
    return form


def _marked(standing: Standing) -> list[Marked]:
    """Return the parts whose figures are the incident's."""
    return [
        Marked(
            part.key,
            part.title,
            list(
                analysispages.marked(
                    standing.row.texts.get(part.key, ""), tuple(standing.findings[part.key])
                )
            ),
        )
        for part in standing.declaration.parts
        if part.key in standing.findings
    ]
