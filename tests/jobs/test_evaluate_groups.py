"""Known events are looked for among messages of a file, or among the complaints of the store."""

import csv
import json

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from tests.given import casework
from tests.given.matters import CAR, CARDS, HEAT, OTHERS


HEADER = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情")
TEXTS = CARDS + HEAT + CAR + OTHERS
EVENTS = [("健身卡", each) for each in range(4)] + [("供暖", each) for each in range(4, 7)]


def lines(header=HEADER):
    yield header
    for number, text in enumerate(TEXTS):
        title, _, story = text.partition("。")
        yield [number, f"u{number % 5}", title, f"2019/2/{number + 1} 11:25:05", story]


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def events(tmp_path, rows=EVENTS, header=("event", "external_id")):
    return write(tmp_path / "events.csv", [header, *rows])


def evaluate(capsys, file, **rest):
    call_command("evaluate_groups", str(file), json=True, **rest)
    return json.loads(capsys.readouterr().out)


def test_events_are_found_again_among_messages_of_a_csv(tmp_path, capsys):
    source = write(tmp_path / "messages.csv", lines())

    told = evaluate(capsys, events(tmp_path), messages=source)

    assert [each["event"] for each in told["events"]] == ["健身卡", "供暖"]
    assert (told["mean_f1"], told["b3"], told["pairwise_f1"]) == (1, 1, 1)
    assert (told["messages"], told["missing"]) == (len(TEXTS), 0)
    assert told["largest_group"]["size"] == 4
    assert any("力健" in each for each in told["largest_group"]["shared"])


def test_a_workbook_is_read_as_well_with_dates_and_numbers_as_it_holds_them(tmp_path, capsys):
    book = openpyxl.Workbook()
    for line in lines():
        book.active.append(line)
    book.save(tmp_path / "messages.xlsx")

    told = evaluate(capsys, events(tmp_path), messages=tmp_path / "messages.xlsx")

    assert told["mean_f1"] == 1


def test_rows_with_little_evidence_count_neither_way(tmp_path, capsys):
    source = write(tmp_path / "messages.csv", lines())
    rows = [("健身卡", 0, 1, 0), ("健身卡", 1, 0, 2), ("健身卡", 2, 0, 1), ("健身卡", 3, 0, 0)]
    file = events(tmp_path, rows, ("event", "留言编号", "anchor_rule", "team_votes"))

    (event,) = evaluate(capsys, file, messages=source)["events"]

    assert (event["complaints"], event["precision"], event["group_size"]) == (2, 1, 4)


@pytest.mark.django_db
def test_without_a_file_of_messages_the_complaints_of_the_store_are_grouped(capsys, tmp_path):
    filed = [casework.filed(title=each[:20], facts=each, business_id=None) for each in CARDS[:2]]
    rows = [("健身卡", each.number) for each in filed] + [("健身卡", "不存在")]

    told = evaluate(capsys, events(tmp_path, rows))

    assert (told["messages"], told["missing"], told["mean_f1"]) == (2, 1, 1)


@pytest.mark.parametrize(
    ("rows", "header", "named"),
    [
        ([("健身卡", "")], ("event", "external_id"), "external_id"),
        ([("", "1")], ("event", "external_id"), "event"),
        ([("健身卡", 1)], ("事情", "external_id"), "event"),
        ([("健身卡", 1)], ("event", "号"), "external_id"),
        ([], ("event", "external_id"), "events.csv"),
        ([("健身卡", 77)], ("event", "external_id"), "external_id"),
        ([("健身卡", 1, "多")], ("event", "external_id", "team_votes"), "team_votes"),
    ],
)
def test_what_is_wrong_with_the_events_is_named(tmp_path, rows, header, named):
    source = write(tmp_path / "messages.csv", lines())

    with pytest.raises(CommandError, match=named):
        call_command("evaluate_groups", str(events(tmp_path, rows, header)), messages=source)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (["", "u", "题", "2019/2/1", "文"], "编号"),
        ([99, "u", "题", "前天", "文"], "前天"),
        ([99, "u", "题", "", "文"], "时间"),
        ([1, "u", "题", "2019-02-01", "文"], "重复"),
    ],
)
def test_what_is_wrong_with_a_message_is_named(tmp_path, line, named):
    source = write(tmp_path / "messages.csv", [*lines(), line])

    with pytest.raises(CommandError, match=named):
        call_command("evaluate_groups", str(events(tmp_path)), messages=source)


def test_a_missing_column_or_file_is_named(tmp_path):
    source = write(tmp_path / "messages.csv", lines(("编号", "用户", "主题", "何时", "内容")))

    with pytest.raises(CommandError, match="time"):
        call_command("evaluate_groups", str(events(tmp_path)), messages=source)
    for name in ("none.csv", "none.xlsx"):
        with pytest.raises(CommandError, match=name):
            call_command("evaluate_groups", str(events(tmp_path)), messages=tmp_path / name)
