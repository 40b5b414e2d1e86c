"""What keeps a paper from going out, each with its field and remedy; pure."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from smart315.insight.analyses.checking import Finding, checked
from smart315.insight.analyses.reviewing import GRAVE, whole
from smart315.insight.papers.declared import Blank
from smart315.insight.papers.unsayable import unsayable
from smart315.insight.papers.written import Objection, Written


LONGEST_PERIOD = 3_650  # days


def findings(written: Written) -> dict[str, list[Finding]]:
    """Return what became of every figure, by part; parts that tell the law have their own."""
    drafts, tables = written.frozen.drafts, written.frozen.tables
    return {
        part.key: checked(written.texts.get(part.key, ""), whole(drafts[part.key]), tables)
        for part in written.declaration.parts
        if part.figures
    }


def objections(written: Written) -> list[Objection]:
    """Return everything that must be put right before the paper goes out."""
    return [
        *_missing(written),
        *_wrong_figures(written),
        *unsayable(written),
    ]


def _missing(written: Written) -> Iterator[Objection]:
    for blank in written.declaration.blanks:
        said = written.words.get(blank.name, "").strip()
        text = _("请填写“%(label)s”。") if not said and blank.required else _unreadable(blank, said)
        if text:
            yield Objection(blank.name, text % {"label": blank.label})
    for part in written.declaration.parts:
        if part.required and not written.texts.get(part.key, "").strip():
            text = _("“%(label)s”还没有内容，请写明；研判里已有的，先写研判再重新起草。")
            yield Objection(part.key, text % {"label": part.title})


def _unreadable(blank: Blank, said: str) -> str:
    if not said:
        return ""
    if blank.choices and said not in dict(blank.choices):
        return _("请从列出的选项里选择“%(label)s”。")
    if blank.days and not (said.isascii() and said.isdigit() and 0 < int(said) < LONGEST_PERIOD):
        return _("“%(label)s”请填天数，例如15。")
    if blank.day and not _is_day(said):
        return _("“%(label)s”请填日期，例如2026-09-20。")
    return ""


def _is_day(said: str) -> bool:
    try:
        date.fromisoformat(said)
    except ValueError:
        return False
    return True


def _wrong_figures(written: Written) -> Iterator[Objection]:
    for key, found in findings(written).items():
        for each in found:
            if each.fault in GRAVE:
                text = _("“%(figure)s”与事件的数字不一致，应为%(expected)s；请改正，或者重新起草。")
                words = {"figure": each.figure.text, "expected": each.expected}
                yield Objection(key, text % words)
