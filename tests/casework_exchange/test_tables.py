"""A table is read row by row, whatever program wrote it."""

from datetime import date, datetime

import pytest

from smart315.casework.exchange import tables
from smart315.kernel.verdicts import Refused
from tests.casework_exchange import files


# A workbook knows no time zones.
A_TIME = datetime(2019, 2, 28, 11, 25, 5)  # noqa: DTZ001


def read(path):
    with tables.opened(path) as table:
        return table.header, [(line.number, line.cells) for line in table.lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_is_found_out(tmp_path, encoding):
    path = files.a_csv(tmp_path, {"编号": "1", "内容": "掉毛，不退"}, encoding=encoding)

    assert read(path) == (["编号", "内容"], [(2, ["1", "掉毛，不退"])])


def test_a_gb18030_character_may_come_late(tmp_path):
    path = tmp_path / "late.csv"
    path.write_bytes(b"a\n" + (b"x" * 1000 + b"\n") * 1200 + "青海\n".encode("gb18030"))

    _header, lines = read(path)

    assert lines[-1] == (1202, ["青海"])


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_cells_may_be_set_apart_by_other_signs(tmp_path, delimiter):
    path = tmp_path / "old.csv"
    path.write_text(f"a{delimiter}b\n1{delimiter}2\n")

    assert read(path) == (["a", "b"], [(2, ["1", "2"])])


def test_a_line_is_numbered_by_where_it_begins(tmp_path):
    path = tmp_path / "old.csv"
    path.write_text('a,b\n1,"two\nlines"\n\n2,x\n')

    assert read(path)[1] == [(2, ["1", "two\nlines"]), (5, ["2", "x"])]


def test_edges_and_unprintable_characters_go(tmp_path):
    path = tmp_path / "old.csv"
    path.write_bytes('a\n"\t 一\r\n二\x00\x0b三\u3000"\n'.encode())

    assert read(path)[1] == [(2, ["一\n二三"])]


def test_a_workbook_reads_as_it_looks(tmp_path):
    path = files.an_xlsx(
        tmp_path,
        ["编号", "金额", "日期", "时间", "内容"],
        [188006, 0.1 + 0.2, date(2019, 2, 28), A_TIME, "一_x000D_\n二"],
        [None, None, None, None, None],
        [188007, 1234.0, "2019/2/28", None, "三"],
    )

    header, lines = read(path)

    assert header == ["编号", "金额", "日期", "时间", "内容"]
    assert lines == [
        (2, ["188006", "0.3", "2019-02-28", "2019-02-28 11:25:05", "一\n二"]),
        (4, ["188007", "1234", "2019/2/28", "", "三"]),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "文件是空的"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "旧版 Excel"),
        (b"PK\x03\x04broken", "不是完好的 XLSX"),
        (b'a,b\n1,"never closed\n', "第 1 行之后不能读取"),
        (b"a,b\n1,\xff\xff\xff\n", "不能读取"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(tmp_path, content, reason):
    path = tmp_path / "odd.csv"
    path.write_bytes(content)

    with pytest.raises(Refused, match=reason):
        read(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(Refused, match="不能读取文件“none"):
        read(tmp_path / "none.csv")
