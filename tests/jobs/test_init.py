"""`smart315 init` writes fresh keys once; without keys no command starts."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from smart315 import __main__ as command
from smart315.config import environment


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(environment, "ENV_FILE", Path(".env"))
    return tmp_path


def run(monkeypatch, *words):
    monkeypatch.setattr(sys, "argv", ["smart315", *words])
    command.main()


def test_fresh_keys_are_written_for_the_owner_alone(folder, monkeypatch, capsys):
    run(monkeypatch, "init")

    written = dict(
        line.split("=", 1)
        for line in (folder / ".env").read_text().splitlines()
        if not line.startswith("#")
    )
    assert sorted(written) == [
        "SMART315_AUDIT_KEY",
        "SMART315_FIELD_KEYS",
        "SMART315_LOOKUP_KEY",
        "SMART315_SECRET_KEY",
    ]
    assert min(len(value) for value in written.values()) > 40
    assert (folder / ".env").stat().st_mode & 0o077 == 0
    assert "Wrote .env with fresh keys" in capsys.readouterr().out


def test_keys_that_are_there_stay(folder, monkeypatch, capsys):
    run(monkeypatch, "init")
    before = (folder / ".env").read_text()
    capsys.readouterr()

    run(monkeypatch, "init", "--json")

    assert (folder / ".env").read_text() == before
    assert json.loads(capsys.readouterr().out) == {"written": False, "file": ".env"}


def test_without_keys_a_command_ends_with_the_remedy(tmp_path):
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }

    ended = subprocess.run(
        [sys.executable, "-m", "smart315", "check"],
        env=environ,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 2
    assert "Run `smart315 init` in this folder" in ended.stderr
    assert "Traceback" not in ended.stderr
