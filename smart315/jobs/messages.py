"""Read messages or complaints from a file of somebody else's, to be grouped in order of time."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.jobs import table_rows
from smart315.kernel.verdicts import Refused
from smart315.signals.grouping.complaint import Complaint, Facts


WANTED = {
    "id": ("external_id", "external id", "id", "留言编号", "编号"),
    "time": ("time", "moment", "received_at", "datetime", "留言时间", "时间"),
    "text": ("text", "facts", "desc", "detail", "留言详情", "内容", "正文"),
}
OPTIONAL = {
    "title": ("title", "留言主题", "主题", "标题"),
    "person": ("person", "user", "留言用户", "用户"),
    "business": ("business", "brand", "企业", "经营者"),
    "product": ("product", "car_model", "model", "产品", "型号"),
    "place": ("place", "地点"),
    "issues": ("issues", "problem", "问题"),
}
FORMATS = ("%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d")


def read(path: Path) -> tuple[list[Complaint], dict[str, int]]:
    """Return the messages in order of time, and the number of each by its external id.

    Raises Refused naming the file and the line where an id or a time is missing, or an id comes
    twice.
    """
    rows: list[tuple[datetime, int, str, table_rows.Row]] = []
    for line, row in table_rows.read(path, WANTED, OPTIONAL):
        identity = identity_of(row["id"])
        if not identity:
            raise Refused(
                _("%(file)s 第 %(line)s 行没有编号；请补上，或删去这一行。")
                % {"file": path.name, "line": line}
            )
        rows.append((_moment(row["time"], path, line), len(rows), identity, row))
    rows.sort(key=lambda each: each[:2])
    numbers = {identity: number for number, (_at, _line, identity, _row) in enumerate(rows)}
    if len(numbers) < len(rows):
        raise Refused(_("%(file)s 里有重复的编号；每条留言应只有一行。") % {"file": path.name})
    messages = [_message(number, at, row) for number, (at, _line, _id, row) in enumerate(rows)]
    return messages, numbers


def identity_of(cell: Any) -> str:
    """Return an external id as text: a sheet holds 188006.0 where it shows 188006."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()


def _message(number: int, at: datetime, row: table_rows.Row) -> Complaint:
    said = {name: str(cell).strip() for name, cell in row.items()}
    facts = Facts(
        business=said["business"],
        place=said["place"],
        product=said["product"],
        issues=tuple(each.strip() for each in said["issues"].split(",") if each.strip()),
        person=said["person"],
    )
    return Complaint(number, str(row["text"]), at, said["title"], facts)


def _moment(cell: Any, path: Path, line: int) -> datetime:
    """Return the moment of a cell: a date of a sheet, ISO 8601, or 2019/2/28 11:25:05."""
    found = cell
    if not isinstance(cell, date):
        found = _parsed(str(cell).strip())
    if found is None:
        raise Refused(
            _("%(file)s 第 %(line)s 行的时间读不懂：%(given)s；请写成 2019-02-28 11:25:05。")
            % {"file": path.name, "line": line, "given": str(cell)[:40] or "—"}
        )
    if not isinstance(found, datetime):
        found = datetime.combine(found, time())
    return found if found.tzinfo else found.replace(tzinfo=get_default_timezone())


def _parsed(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    for form in FORMATS:
        try:
            return datetime.strptime(text, form).replace(tzinfo=get_default_timezone())
        except ValueError:
            continue
    return None
