"""A list of people who complain together: a CSV or XLSX file with a header."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from smart315.casework.actions.people import Person, Row
from smart315.casework.exchange import tables
from smart315.kernel import money
from smart315.kernel.verdicts import Refused


# How offices head such columns; the first that is there counts.
HEADS = {
    "name": ("姓名", "投诉人", "投诉人姓名", "name"),
    "phone": ("电话", "手机", "手机号", "手机号码", "联系电话", "phone"),
    "claim": ("诉求", "请求", "投诉请求", "claim"),
    "amount": ("金额", "金额（元）", "金额(元)", "请求金额", "amount"),
    "address": ("地址", "通讯地址", "address"),
}
NEEDED = ("name", "phone")
MOST_LINES = 1000


def read(path: Path) -> list[Row]:
    """Return the people on a list; raise Refused for a file without the columns it needs."""
    with tables.opened(path) as table:
        places = _places(table.header)
        return list(_rows(table, places))


def _places(header: list[str]) -> dict[str, int]:
    found = {}
    for column, names in HEADS.items():
        at = [header.index(name) for name in names if name in header]
        if at:
            found[column] = at[0]
    missing = [HEADS[column][0] for column in NEEDED if column not in found]
    if missing:
        told = _("名单缺少“%(columns)s”一列；第一行应为表头。") % {"columns": "、".join(missing)}
        raise Refused(told, field="file")
    return found


def _rows(table: tables.Table, places: dict[str, int]) -> Iterator[Row]:
    for count, line in enumerate(table.lines):
        if count >= MOST_LINES:
            told = _("名单超过%(count)s行，请分开上传。") % {"count": MOST_LINES}
            raise Refused(told, field="file")
        cells = {column: _cell(line, at) for column, at in places.items()}
        yield _row(line.number, cells)


def _row(number: int, cells: dict[str, str]) -> Row:
    fen, problem = None, ""
    try:
        fen = money.fen_from_yuan(cells["amount"]) if cells.get("amount") else None
    except ValueError:
        problem = _("金额应以元为单位，最多两位小数。")
    person = Person(
        name=cells["name"],
        phone=cells["phone"],
        claim=cells.get("claim", "")[:200],
        claim_fen=fen,
        address=cells.get("address", ""),
    )
    return Row(number, person, problem)


def _cell(line: tables.Line, at: int) -> str:
    return line.cells[at] if at < len(line.cells) else ""
