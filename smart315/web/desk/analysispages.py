"""What the pages of an analysis show: texts with every figure marked, tables, charts, moves."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext as _, gettext_lazy

from smart315.accounts.actors import Actor
from smart315.documents import charts
from smart315.documents.booklets import Drawing
from smart315.insight import actions, policies, queries
from smart315.insight.analyses import booklets
from smart315.insight.analyses.cells import Table
from smart315.insight.analyses.reviewing import GRAVE
from smart315.insight.queries import Analysis, Fault, Finding, Written
from smart315.measures.periods import Period
from smart315.web.desk.acts import Act
from smart315.web.desk.analysislinks import Roads
from smart315.web.desk.analysistables import Line, anchor, lines_of


WRONG = {
    Fault.DIFFERS: gettext_lazy("与数据快照不一致，应为 %(expected)s"),
    Fault.DIRECTION: gettext_lazy("升降与数据快照相反：%(expected)s"),
    Fault.UNKNOWN: gettext_lazy("数据快照的表格中没有这个数字，请核对"),
    Fault.IN_WORDS: gettext_lazy("汉字写的数字，请人工核对"),
}


ACTS = (
    Act(
        "submit",
        gettext_lazy("提交审核"),
        gettext_lazy("提交后由起草人以外的另一人审核；审核期间不能修改。"),
        actions.submit_analysis,
        gettext_lazy("已提交审核。"),
    ),
    Act(
        "approve",
        gettext_lazy("核准"),
        gettext_lazy("核准后可以发布。请确认数字、文字和典型案例都已看过。"),
        actions.approve_analysis,
        gettext_lazy("已核准。"),
    ),
    Act(
        "publish",
        gettext_lazy("发布"),
        gettext_lazy(
            "发布后不能修改；需要改动的，另出更正版。发布时生成并保存全部文件，需要几秒钟。"
        ),
        actions.publish_analysis,
        gettext_lazy("已发布。"),
    ),
    Act(
        "return",
        gettext_lazy("退回修改"),
        gettext_lazy("请写明哪里需要修改。"),
        actions.return_analysis,
        gettext_lazy("已退回。"),
        why=True,
    ),
    Act(
        "discard",
        gettext_lazy("作废"),
        gettext_lazy("这一稿不再使用；记录保留。"),
        actions.discard_analysis,
        gettext_lazy("已作废。"),
    ),
)
BY_NAME = {each.name: each for each in ACTS}


@dataclass(frozen=True)
class Shown:
    """A section: its paragraphs with every figure marked, its tables with their charts."""

    row: Written
    paragraphs: list[SafeString]
    figures: list["Pictured"]
    wrong: int


@dataclass(frozen=True)
class Pictured:
    """A table with its number, its rows as printed, and its chart if it has one."""

    table: Table
    caption: str
    definition: str
    drawing: Drawing | None
    svg: SafeString
    rows: list["Line"]


def shown(row: Analysis, actor: Actor) -> dict[str, Any]:
    """Return what the page of an analysis shows to somebody, with what they may do."""
    may, roads = set(queries.moves(row, actor)), Roads(row, actor)
    found = [_shown(row, each, roads) for each in queries.sections(row)]
    return {
        "analysis": row,
        "sections": found,
        "wrong": sum(each.wrong for each in found),
        "may_edit": policies.may_edit_analysis(actor, row),
        "may_write": policies.may_write_analysis(actor, row.organisation_id),
        "moves": [each for each in ACTS if each.name in may],
        "exemplars": queries.exemplars(row),
        "opens": roads.opens,
        "earlier": queries.earlier(row, actor),
        "unfinished": localdate(row.compiled_at) <= Period.read(row.period).last,
        "about": list(booklets.colophon(row.frozen)),
    }


def marked(text: str, findings: tuple[Finding, ...]) -> Iterator[SafeString]:
    """Yield the paragraphs of a text; each figure leads to its cell, or says what is wrong."""
    place = 0
    for line in text.split("\n"):
        here = [each for each in findings if place <= each.figure.start < place + len(line)]
        yield format_html_join("", "{}", ((each,) for each in _cut(line, here, place)))
        place += len(line) + 1


def _cut(line: str, here: list[Finding], shift: int) -> Iterator[str]:
    done = 0
    for each in here:
        start, end = each.figure.start - shift, each.figure.end - shift
        if start < done:
            continue
        yield line[done:start]
        yield _figure(line[start:end], each)
        done = end
    yield line[done:]


def _figure(text: str, finding: Finding) -> SafeString:
    cell = f"#{anchor(str(finding.sources[0]))}" if finding.sources else ""
    inside = format_html('<a href="{}">{}</a>', cell, text) if cell else text
    if finding.fault is None:
        words = _("与数据快照一致")
        return format_html('<span class="figure-right" title="{}">{}</span>', words, inside)
    tone = "wrong" if finding.fault in GRAVE else "unsure"
    words = str(WRONG[finding.fault]) % {"expected": finding.expected}
    return format_html(
        '<mark class="figure-{}">{}<span class="figure-says">（{}）</span></mark>',
        tone, inside, words,
    )  # fmt: skip


def _shown(row: Analysis, written: Written, roads: Roads) -> Shown:
    tables = [row.frozen.table(key) for key in written.tables]
    return Shown(
        written,
        list(marked(written.text, written.findings)),
        [_pictured(row, each, roads) for each in tables if each is not None],
        sum(each.fault in GRAVE for each in written.findings),
    )


def _pictured(row: Analysis, table: Table, roads: Roads) -> Pictured:
    number = row.frozen.data["numbers"][table.key]
    drawing = booklets.drawing(row.frozen, table, number["chart"]) if number["chart"] else None
    # Drawn by ourselves from figures and names of the taxonomy: there is nothing of anybody in it.
    svg = mark_safe(charts.svg(drawing.chart)) if drawing else mark_safe("")  # noqa: S308
    caption, definition = booklets.grid(table, number["table"]).caption, roads.definition(table)
    return Pictured(table, caption, definition, drawing, svg, lines_of(table, roads))
