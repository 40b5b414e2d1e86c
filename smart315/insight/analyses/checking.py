"""Find the figures of an edited text and check each against the frozen tables.

A figure that stands where a drafted one stood is checked against the cell that one came from, and
so is the direction beside it (上升, 下降). Any other figure must be somewhere in the tables, in the
unit that follows it; figures in Chinese numerals are found and left to a person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum

from smart315.insight.analyses.cells import Cell, Table
from smart315.insight.analyses.drafts import Paragraph, Source
from smart315.insight.analyses.numerals import IN_WORDS, Figure, figures
from smart315.measures.rounding import rounded


UP, DOWN = (
    ("上升", "增长", "增加", "提高", "提升", "上涨"),
    ("下降", "减少", "降低", "回落", "下滑"),
)
NEAR = 6  # characters before a figure in which its direction stands


class Fault(StrEnum):
    """What is wrong with a figure."""

    DIFFERS = "differs"  # it stands for a cell that says something else
    DIRECTION = "direction"  # the cell rose and the text says that it fell
    UNKNOWN = "unknown"  # it is in no table
    IN_WORDS = "in_words"  # written in Chinese numerals: a person compares it


@dataclass(frozen=True)
class Finding:
    """A figure at its place. `fault` is None for one that agrees; `sources` are cells that do.

    `expected` is what the cell says, where a certain cell is meant.
    """

    figure: Figure
    fault: Fault | None = None
    sources: tuple[Source, ...] = ()
    expected: str = ""


def checked(text: str, drafted: Paragraph, tables: Sequence[Table]) -> list[Finding]:
    """Return what became of every figure of a text that began as the drafted one."""
    known = dict(_cells(tables))
    meant = _meant(text, drafted)
    findings = [_finding(text, each, meant.get(each.start), known) for each in figures(text)]
    for match in IN_WORDS.finditer(text):
        figure = Figure(match.start(), match.end(), match[0], Decimal(0), 0, "")
        findings.append(Finding(figure, Fault.IN_WORDS))
    return sorted(findings, key=lambda each: each.figure.start)


def _cells(tables: Sequence[Table]) -> Iterator[tuple[Source, Cell]]:
    for table in tables:
        for row in [*table.rows, *([table.total] if table.total else [])]:
            for column, cell in row.cells.items():
                if cell.value is not None:
                    yield Source(table.key, row.code, column), cell


def _meant(text: str, drafted: Paragraph) -> dict[int, Source]:
    """Return which cell the figure at a place stands for: texts are laid beside each other."""
    sources = {each.start: each.source for each in drafted.references}
    old, new = figures(drafted.text), figures(text)
    olds, news = _tokens(drafted.text, old), _tokens(text, new)
    found: dict[int, Source] = {}
    matcher = SequenceMatcher(None, [t for t, _f in olds], [t for t, _f in news], autojunk=False)
    for tag, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if tag not in {"equal", "replace"}:
            continue
        left = [figure for _token, figure in olds[from_old:to_old] if figure]
        right = [figure for _token, figure in news[from_new:to_new] if figure]
        if len(left) != len(right) and tag == "replace":
            continue
        for one, other in zip(left, right, strict=True):
            if one.start in sources:
                found[other.start] = sources[one.start]
    return found


def _tokens(text: str, found: list[Figure]) -> list[tuple[str, Figure | None]]:
    """Cut a text into characters, each figure being one token that says only that it is one."""
    starts = {each.start: each for each in found}
    tokens: list[tuple[str, Figure | None]] = []
    place = 0
    while place < len(text):
        figure = starts.get(place)
        tokens.append(("0" + figure.unit if figure else text[place], figure))
        place = figure.end if figure else place + 1
    return tokens


def _finding(
    text: str, figure: Figure, source: Source | None, known: dict[Source, Cell]
) -> Finding:
    if source is not None and source in known:
        cell = known[source]
        if not _agrees(figure, cell):
            return Finding(figure, Fault.DIFFERS, (source,), cell.text)
        if _against(text, figure, cell):
            return Finding(figure, Fault.DIRECTION, (source,), cell.text)
        return Finding(figure, None, (source,))
    same = [each for each, cell in known.items() if _agrees(figure, cell)]
    right = [each for each in same if not _against(text, figure, known[each])]
    if right:
        return Finding(figure, None, tuple(right))
    if same:
        return Finding(figure, Fault.DIRECTION, tuple(same), known[same[0]].text)
    return Finding(figure, Fault.UNKNOWN)


def _agrees(figure: Figure, cell: Cell) -> bool:
    """Tell whether a figure says what the cell says, in the figure's own number of decimals."""
    if cell.value is None or (figure.unit and figure.unit != cell.unit):
        return False
    exact, places = abs(Decimal(cell.value)), _places(figure.value)
    if figure.scale:
        return rounded(exact.scaleb(-figure.scale), places) == figure.value
    # Fewer decimals are a rounding of what the table says; more would claim to know better.
    # The cell's own decimals are those of its words: a value of 100 is written 100.00.
    shown = len(cell.text.partition(".")[2])
    return places <= max(shown, _places(exact)) and rounded(exact, places) == figure.value


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _against(text: str, figure: Figure, cell: Cell) -> bool:
    """Tell whether the words before a change say the other direction."""
    if not cell.text.startswith(("↑", "↓")):
        return False
    near = text[max(figure.start - NEAR, 0) : figure.start]
    up = max((near.rfind(word) for word in UP), default=-1)
    down = max((near.rfind(word) for word in DOWN), default=-1)
    if up == down:
        return False
    return (up > down) != cell.text.startswith("↑")
