"""Tables as associations and other sources hand them over; every row here is invented."""

import csv
import io
from pathlib import Path

import openpyxl

from smart315.casework.exchange import columns


def a_row(**cells: str) -> dict[str, str]:
    """A canonical row of 城东区 that says as little as may be said, unless told more."""
    given = {
        "external_id": "CD-1",
        "received_on": "2026-08-20",
        "region_code": "630102",
        "business_name": "西宁高原红百货有限公司",
        "text": "羽绒服掉毛，商家不给退货。",
    }
    return dict.fromkeys(columns.NAMES, "") | given | cells


def a_closed_row(**cells: str) -> dict[str, str]:
    """A canonical row of a case that was mediated and is over."""
    given = {
        "received_on": "2024-03-05",
        "channel": "电话",
        "nature": "质量",
        "category": "G02",
        "amount_yuan": "299",
        "claims": "退款:299;赔礼道歉",
        "stage": "已办结",
        "outcome": "调解成功",
        "closed_on": "2024-04-01",
        "recovered_yuan": "150.50",
    }
    return a_row(**(given | cells))


def a_csv(folder: Path, *rows: dict[str, str], encoding: str = "utf-8") -> Path:
    """Write rows as CSV, with the first one's keys as header."""
    path = folder / "old.csv"
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def an_xlsx(folder: Path, *rows: list[object]) -> Path:
    """Write rows, the header first, as a workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    path = folder / "old.xlsx"
    book.save(path)
    return path
