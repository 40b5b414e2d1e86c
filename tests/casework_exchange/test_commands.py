"""The commands: one line for scripts, sentences for people, a file for what was not taken."""

import csv
import json
import stat

import pytest
from django.core.management import CommandError, call_command

from smart315.casework.models import Complaint
from tests.casework_exchange import files


@pytest.fixture(autouse=True)
def _data(settings, tmp_path):
    settings.DATA = tmp_path / "data"


def run(capsys, *arguments):
    call_command(*map(str, arguments))
    out, err = capsys.readouterr()
    return out.splitlines()[-1], err


def test_the_last_line_of_an_import_is_for_scripts(qinghai, capsys, tmp_path):
    path = files.a_csv(tmp_path, files.a_row(), files.a_row(external_id="2", nature="不知道"))

    line, said = run(capsys, "import_complaints", path, "--mapping", "canonical", "--json")

    assert json.loads(line) == {"created": 1, "unchanged": 0, "changed": 0, "rejected": 1}
    assert "已读 2 行：新增 1" in said
    line, _ = run(capsys, "import_complaints", path, "--mapping", "canonical", "--json")
    assert json.loads(line) == {"created": 0, "unchanged": 1, "changed": 0, "rejected": 1}


def test_rejected_rows_lie_in_a_file_for_the_operator_alone(qinghai, capsys, tmp_path):
    path = files.a_csv(tmp_path, files.a_row(), files.a_row(external_id="2", nature="不知道"))
    rejects = tmp_path / "rejects.csv"

    run(capsys, "import_complaints", path, "--mapping", "canonical", "--rejects", rejects)

    with rejects.open(encoding="utf-8-sig", newline="") as file:
        kept = list(csv.DictReader(file))
    assert [(each["line"], each["field"], each["external_id"]) for each in kept] == [
        ("3", "nature", "2")
    ]
    assert kept[0]["reason"].startswith("投诉性质：“不知道”不是投诉性质")
    assert stat.S_IMODE(rejects.stat().st_mode) == 0o600


def test_a_corrected_file_of_rejected_rows_is_imported_as_it_is(qinghai, capsys, tmp_path):
    path = files.a_csv(tmp_path, files.a_row(nature="不知道", text="=1+1"))
    rejects, again = tmp_path / "rejects.csv", tmp_path / "again.csv"
    run(capsys, "import_complaints", path, "--mapping", "canonical", "--rejects", rejects)

    run(capsys, "import_complaints", rejects, "--mapping", "canonical", "--rejects", again)
    assert again.read_text(encoding="utf-8") == rejects.read_text(encoding="utf-8")

    kept = rejects.read_text(encoding="utf-8").replace(
        "2026-08-20,630102,,不知道", "2026-08-20,630102,,质量"
    )
    rejects.write_text(kept, encoding="utf-8")
    line, _ = run(capsys, "import_complaints", rejects, "--mapping", "canonical", "--json")
    assert json.loads(line)["created"] == 1
    assert Complaint.objects.get().facts == "=1+1"


def test_the_file_that_is_read_is_not_written_to(qinghai, tmp_path):
    path = files.a_csv(tmp_path, files.a_row())

    with pytest.raises(CommandError, match="请换一个文件名"):
        call_command(
            "import_complaints", str(path), "--mapping", "canonical", "--rejects", str(path)
        )


def test_without_a_rejected_row_there_is_no_file(qinghai, capsys, tmp_path):
    path = files.a_csv(tmp_path, files.a_row())
    rejects = tmp_path / "rejects.csv"
    rejects.write_text("of an earlier run")

    run(capsys, "import_complaints", path, "--mapping", "canonical", "--rejects", rejects)

    assert not rejects.exists()
    assert not (tmp_path / "data").exists()


def test_rejected_rows_lie_in_the_data_folder_unless_told_otherwise(
    qinghai, capsys, tmp_path, settings
):
    path = files.a_csv(tmp_path, files.a_row(nature="不知道"))

    _, said = run(capsys, "import_complaints", path, "--mapping", "canonical", "--json")

    assert (settings.DATA / "imports" / "old.csv.rejects.csv").exists()
    assert "old.csv.rejects.csv" in said


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [("car", "缺少列：id、datetime"), ("none", "没有映射“none”")],
)
def test_the_wrong_mapping_is_an_error_and_writes_nothing(qinghai, tmp_path, mapping, reason):
    path = files.a_csv(tmp_path, files.a_row())

    with pytest.raises(CommandError, match=reason):
        call_command("import_complaints", str(path), "--mapping", mapping)

    assert not Complaint.objects.exists()


def test_without_a_provincial_association_the_remedy_is_named(db, tmp_path):
    path = files.a_csv(tmp_path, files.a_row())

    with pytest.raises(CommandError, match="还没有建立省级消费者协会"):
        call_command("import_complaints", str(path), "--mapping", "canonical")


def test_an_import_of_over_a_second_says_how_far_it_is(qinghai, capsys, tmp_path, monkeypatch):
    monkeypatch.setattr("smart315.jobs.progress.PATIENCE", 0)
    path = files.a_csv(tmp_path, *(files.a_row(external_id=str(n)) for n in range(3)))

    _, said = run(
        capsys, "import_complaints", path, "--mapping", "canonical", "--batch", 1, "--json"
    )

    assert [line.split("：")[0] for line in said.splitlines()[:3]] == [
        "已读 1 行", "已读 2 行", "已读 3 行",
    ]  # fmt: skip


def test_the_export_ends_with_how_many_rows_it_wrote(take, capsys, tmp_path):
    take(files.a_row(external_id="1"), files.a_closed_row(external_id="2"))
    path = tmp_path / "out.csv"

    line, said = run(
        capsys, "export_complaints", path, "--from", "2026-01-01", "--to", "2026-12-31", "--json"
    )

    assert json.loads(line) == {"exported": 1}
    assert "已导出 1 行" in said
    with pytest.raises(CommandError, match="“火星”没有消协组织"):
        call_command("export_complaints", str(path), "--organisation", "火星")
