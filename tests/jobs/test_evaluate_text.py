import csv
import json

import pytest
from django.core.management import CommandError, call_command

from tests.given.labelled import labelled_texts


def write(path, texts, labels, *, columns=("text", "label"), encoding="utf-8"):
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(zip(texts, labels, strict=True))
    return path


def evaluate(capsys, train, test, **rest):
    call_command("evaluate_text", train=train, test=test, json=True, **rest)
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_labels_learnt_from_one_file_are_judged_on_another(tmp_path, capsys, encoding):
    known = write(tmp_path / "a.csv", *labelled_texts(), encoding=encoding)
    asked = write(tmp_path / "b.csv", ["牛奶过期", "发动机漏油", ""], ["食品", "汽车", "汽车"])
    out = tmp_path / "said.csv"

    found = evaluate(capsys, known, asked, predictions=out)

    assert (found["train"], found["texts"], found["labels"]) == (54, 3, 3)
    assert found["accuracy"] >= 0.6
    assert {"macro_f1", "ece", "ms_per_text", "trusted_share"} <= set(found)
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [row["predicted"] for row in rows[:2]] == ["食品", "汽车"]
    assert len(rows) == 3


def test_a_missing_column_is_named(tmp_path, capsys):
    known = write(tmp_path / "a.csv", *labelled_texts(), columns=("正文", "label"))

    with pytest.raises(CommandError, match="text"):
        evaluate(capsys, known, known)


def test_a_missing_label_is_named_by_its_line(tmp_path, capsys):
    known = write(tmp_path / "a.csv", ["牛奶", "面包"], ["食品", " "])

    with pytest.raises(CommandError, match="3"):
        evaluate(capsys, known, known)


def test_a_file_that_is_not_there_or_teaches_nothing_is_refused(tmp_path, capsys):
    short = write(tmp_path / "a.csv", ["牛奶"], ["食品"])

    with pytest.raises(CommandError, match="20"):
        evaluate(capsys, short, short)
    with pytest.raises(CommandError, match=r"none\.csv"):
        evaluate(capsys, tmp_path / "none.csv", short)
