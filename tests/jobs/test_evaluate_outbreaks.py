import csv
import json

import numpy as np
import pytest
from django.core.management import CommandError, call_command


HEADER = ("series", "unit", "year", "week", "observed", "outbreak_state")


def lines(weeks=160, struck=(150, 151)):
    random = np.random.default_rng(4)
    return [
        ("a", "0", 2020 + week // 52, week % 52 + 1, random.poisson(4) + 20 * (week in struck),
         int(week in struck))
        for week in range(weeks)
    ]  # fmt: skip


def write(path, rows, header=HEADER):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(row[: len(header)] for row in rows)
    return path


def evaluate(capsys, file, out, **rest):
    call_command("evaluate_outbreaks", str(file), alarms=out, json=True, **rest)
    told = json.loads(capsys.readouterr().out)
    with out.open(encoding="utf-8", newline="") as kept:
        return told, list(csv.DictReader(kept))


def test_each_week_has_a_row_with_what_was_expected_and_how_rare_it_is(tmp_path, capsys):
    told, rows = evaluate(capsys, write(tmp_path / "a.csv", lines()), tmp_path / "out.csv")

    assert len(rows) == told["weeks"] == 160
    struck = rows[150]
    assert struck["alarm"] == "1"
    assert 3 < float(struck["expected"]) < 6
    assert float(struck["upper"]) < int(struck["observed"])
    assert float(struck["recurrence_weeks"]) == pytest.approx(1 / float(struck["p"]), rel=1e-3)
    assert float(struck["score"]) == pytest.approx(-np.log10(float(struck["p"])), abs=1e-3)
    assert (rows[0]["expected"], rows[0]["alarm"]) == ("", "0")


def test_known_outbreaks_are_counted_and_alarms_outside_them_are_false(tmp_path, capsys):
    told, _rows = evaluate(capsys, write(tmp_path / "a.csv", lines()), tmp_path / "out.csv")

    assert (told["outbreaks"], told["outbreaks_found"], told["first_week_share"]) == (1, 1, 1.0)
    assert told["false_alarm_share"] < 0.05


def test_a_file_without_known_outbreaks_and_without_units_is_watched_too(tmp_path, capsys):
    rows = [(row[0], *row[2:5]) for row in lines(60)]
    file = write(tmp_path / "a.csv", rows, ("series", "year", "week", "observed"))

    told, written = evaluate(capsys, file, tmp_path / "out.csv")

    assert "outbreaks" not in told
    assert len(written) == 60


def test_a_missing_week_is_kept_as_missing(tmp_path, capsys):
    rows = lines(60)
    rows[30] = (*rows[30][:4], "", "")
    del rows[40]

    _told, written = evaluate(capsys, write(tmp_path / "a.csv", rows), tmp_path / "out.csv")

    assert len(written) == 59
    assert (written[30]["observed"], written[30]["p"], written[30]["alarm"]) == ("", "", "0")
    assert written[30]["expected"]


@pytest.mark.parametrize("column", ["series", "year", "week", "observed"])
def test_a_missing_column_is_named(tmp_path, capsys, column):
    header = tuple(name + "!" if name == column else name for name in HEADER)
    file = write(tmp_path / "a.csv", lines(3), header)

    with pytest.raises(CommandError, match=column):
        evaluate(capsys, file, tmp_path / "out.csv")


@pytest.mark.parametrize(
    ("column", "value"),
    [("observed", "-1"), ("observed", "2.5"), ("observed", "很多"), ("week", "54"), ("week", "0"),
     ("year", ""), ("year", "inf"), ("series", " "), ("outbreak_state", "yes")],
)  # fmt: skip
def test_what_is_wrong_is_named_by_its_line_and_column(tmp_path, capsys, column, value):
    rows = lines(4)
    changed = list(rows[2])
    changed[HEADER.index(column)] = value
    rows[2] = tuple(changed)

    with pytest.raises(CommandError, match=rf"4.*{column}"):
        evaluate(capsys, write(tmp_path / "a.csv", rows), tmp_path / "out.csv")


def test_a_week_that_stands_twice_is_refused(tmp_path, capsys):
    rows = lines(4)

    with pytest.raises(CommandError, match=r"6.*week"):
        evaluate(capsys, write(tmp_path / "a.csv", [*rows, rows[1]]), tmp_path / "out.csv")


def test_a_file_of_nothing_or_of_centuries_is_refused(tmp_path, capsys):
    with pytest.raises(CommandError, match=r"a\.csv"):
        evaluate(capsys, write(tmp_path / "a.csv", []), tmp_path / "out.csv")
    rows = [("a", "0", 1, 1, 3, 0), ("a", "0", 2026, 1, 3, 0)]
    with pytest.raises(CommandError, match="year"):
        evaluate(capsys, write(tmp_path / "a.csv", rows), tmp_path / "out.csv")


def test_the_file_itself_is_not_overwritten_and_a_share_is_a_share(tmp_path, capsys):
    file = write(tmp_path / "a.csv", lines(4))

    with pytest.raises(CommandError, match="--alarms"):
        evaluate(capsys, file, file)
    with pytest.raises(CommandError, match="--false-alarms"):
        evaluate(capsys, file, tmp_path / "out.csv", false_alarms=0)
