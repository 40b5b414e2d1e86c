"""The sentences of an analysis, in the national wording (handbook §13.4); from its tables."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from smart315.insight.analyses.cells import Row, Table
from smart315.insight.analyses.declared import Words
from smart315.insight.analyses.drafts import Draft, Paragraph, Source


NAMED = 5  # how many of a table a sentence names
MOVED = 3  # how many rises and falls it names
FEWEST = 10  # complaints before: a growth from fewer would say much of little


def overview(tables: Sequence[Table], key: str, words: dict[str, str]) -> Paragraph:
    """Write the paragraph of totals; what is not known is not said."""
    draft = Draft(tables)
    whole = words["whole"]
    clauses = [_received(draft, key, whole, words)]
    clauses += _clauses(
        draft,
        key,
        (
            ("resolved", _("解决%(n)s件")),
            ("resolve_rate", _("投诉解决率%(n)s%%")),
            ("recovered_loss", _("为消费者挽回经济损失%(n)s万元")),
        ),
    )
    draft.say("，".join(clauses) + "。")
    extra = _clauses(
        draft,
        key,
        (
            ("multi_comp_cases", _("因经营者有欺诈行为得到加倍赔偿的投诉%(n)s件")),
            ("multi_comp_amount", _("加倍赔偿金额%(n)s万元")),
        ),
    )
    if extra:
        draft.say(_("其中，%(clauses)s。") % {"clauses": "，".join(extra)})
    for each in _clauses(draft, key, (("visits_consults", _("接待消费者来访和咨询%(n)s人次")),)):
        draft.say(f"{each}。")
    return draft.paragraph()


def shares(table: Table, lead: str, before: str, kind: str) -> Paragraph:
    """Write which shares there are, the largest first, and which rose and fell."""
    draft = Draft([table])
    rows = [each for each in table.rows if each.cells["count"].value]
    said = [
        _("%(name)s%(kind)s%(n)s件，占%(share)s%%")
        % {
            "name": each.name,
            "kind": kind,
            "n": draft.cite(table.key, each.code, "count"),
            "share": draft.cite(table.key, each.code, "share_pct"),
        }
        for each in rows
    ]
    draft.say(f"{lead}，{'；'.join(said)}。")
    _say_changes(draft, table, before)
    return draft.paragraph()


def kinds(table: Table, lead: str, before: str) -> Paragraph:
    """Write how goods, services and others divide the whole."""
    draft = Draft([table])
    rows = [each for each in table.rows if each.cells["count"].value]
    said = []
    for each in rows:
        clause = _("%(name)s投诉为%(n)s件，占投诉总量的%(share)s%%") % {
            "name": each.name,
            "n": draft.cite(table.key, each.code, "count"),
            "share": draft.cite(table.key, each.code, "share_pct"),
        }
        said.append(clause + _moved(draft, table, each, before))
    if said:
        draft.say(f"{lead}，{'；'.join(said)}。")
    return draft.paragraph()


def classes(table: Table, lead: str, before: str) -> Paragraph:
    """Write the first classes of a table with their counts, and what rose and fell most."""
    draft = Draft([table])
    rows = [each for each in table.rows if each.cells["count"].value][:NAMED]
    if len(rows) == 1:
        words = {
            "lead": lead,
            "name": rows[0].name,
            "n": draft.cite(table.key, rows[0].code, "count"),
        }
        draft.say(_("%(lead)s，%(name)s投诉量居首位，为%(n)s件。") % words)
    elif any("、" in each.name for each in rows):
        # A name that is a list itself: each bears its count, or nobody could tell them apart.
        words = {"lead": lead, "names": _with_counts(draft, table, rows)}
        draft.say(_("%(lead)s，投诉量居前列的依次为%(names)s。") % words)
    else:
        counts = [draft.cite(table.key, each.code, "count") for each in rows]
        words = {
            "lead": lead,
            "names": "、".join(each.name for each in rows),
            "counts": "、".join(_("%(n)s件") % {"n": each} for each in counts),
        }
        draft.say(_("%(lead)s，%(names)s投诉量居前列，分别为%(counts)s。") % words)
    _say_changes(draft, table, before)
    return draft.paragraph()


def first_ones(table: Table, lead: str, before: str) -> Paragraph:
    """Write the first of a ranking, and which of them grew and fell most."""
    draft = Draft([table])
    rows = table.rows[:NAMED]
    words = {"lead": lead, "names": _with_counts(draft, table, rows)}
    if len(rows) == 1:
        draft.say(_("%(lead)s，投诉量居首位的为%(names)s。") % words)
    else:
        draft.say(_("%(lead)s，投诉量居前列的依次为%(names)s。") % words)
    known = [each for each in table.rows if (each.cells["prev_count"].value or 0) >= FEWEST]
    grew, fell = _extremes(known, "growth_pct")
    clauses = [
        *_each_moved(draft, table, grew, "growth_pct", _("%(name)s投诉量增长%(n)s%%")),
        *_each_moved(draft, table, fell, "growth_pct", _("%(name)s投诉量下降%(n)s%%")),
    ]
    if clauses:
        words = {"before": before, "clauses": "，".join(clauses)}
        draft.say(_("与%(before)s相比，%(clauses)s。") % words)
    return draft.paragraph()


def _with_counts(draft: Draft, table: Table, rows: Iterable[Row]) -> str:
    return "、".join(
        _("%(name)s（%(n)s件）") % {"name": e.name, "n": draft.cite(table.key, e.code, "count")}
        for e in rows
    )


def _received(draft: Draft, key: str, whole: str, words: dict[str, str]) -> str:
    cell = draft.cell(key, whole, "value")
    if cell is None or not cell.value:
        return _("%(period)s，%(who)s没有%(verb)s%(subject)s") % words
    said = _("%(period)s，%(who)s共%(verb)s%(subject)s%(n)s件") % {
        **words,
        "n": draft.cite(key, whole, "value"),
    }
    said += _compared(draft, Source(key, whole, "prev_change"), _("同比"), _("上年同期"))
    return said + _compared(draft, Source(key, whole, "last_change"), _("环比"), _("上期"))


def _compared(draft: Draft, source: Source, name: str, then: str) -> str:
    """Return the change of the whole; beside few complaints what there was, not by how much."""
    key, row = source.table, source.row
    earlier = source.column.replace("_change", "_value")
    before, change = draft.cell(key, row, earlier), draft.cell(key, row, source.column)
    if before is None or change is None or change.value is None:
        return ""
    if (before.value or 0) < FEWEST:
        said = {"then": then, "n": draft.cite(key, row, earlier)}
        return _("，%(then)s为%(n)s件") % said
    if not change.value:
        return _("，%(name)s持平") % {"name": name}
    moved = {"name": name, "n": draft.cite(key, row, source.column)}
    if change.value > 0:
        return _("，%(name)s增长%(n)s%%") % moved
    return _("，%(name)s下降%(n)s%%") % moved


def _clauses(draft: Draft, key: str, wordings: Iterable[tuple[str, Words]]) -> list[str]:
    """Return the clauses whose figure is known and not nought; nothing solved is said as well."""
    accepted = draft.cell(key, "accepted", "value")
    said = []
    for row, wording in wordings:
        cell = draft.cell(key, row, "value")
        must = row == "resolved" and accepted is not None and accepted.value
        if cell is not None and (cell.value or must):
            said.append(str(wording) % {"n": draft.cite(key, row, "value")})
    return said


def _moved(draft: Draft, table: Table, row: Row, before: str) -> str:
    cell = row.cells["share_change"]
    if not cell.value:
        return ""
    words = {"before": before, "n": draft.cite(table.key, row.code, "share_change")}
    if cell.value > 0:
        return _("，与%(before)s相比，比重上升%(n)s个百分点") % words
    return _("，与%(before)s相比，比重下降%(n)s个百分点") % words


def _say_changes(draft: Draft, table: Table, before: str) -> None:
    rose, fell = _extremes(table.rows, "share_change")
    clauses = [
        *_each_moved(draft, table, rose, "share_change", _("%(name)s投诉比重上升%(n)s个百分点")),
        *_each_moved(draft, table, fell, "share_change", _("%(name)s投诉比重下降%(n)s个百分点")),
    ]
    if clauses:
        words = {"before": before, "clauses": "，".join(clauses)}
        draft.say(_("与%(before)s相比，%(clauses)s。") % words)


def _each_moved(
    draft: Draft, table: Table, rows: Iterable[Row], column: str, wording: str
) -> list[str]:
    return [
        wording % {"name": each.name, "n": draft.cite(table.key, each.code, column)}
        for each in rows
    ]


def _extremes(rows: Iterable[Row], column: str) -> tuple[list[Row], list[Row]]:
    """Return the rows that rose most and those that fell most."""
    known = [(each.cells[column].value or 0, each) for each in rows]
    order = sorted(known, key=lambda pair: pair[0])
    rose = [row for value, row in reversed(order) if value > 0][:MOVED]
    fell = [row for value, row in order if value < 0][:MOVED]
    return rose, fell
