"""Commands are run as the operator runs them; their data lie in the test's own folder."""

import json
import os
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection


@dataclass(frozen=True)
class Said:
    """What a command printed, and with which code it ended."""

    out: str
    err: str
    code: int

    @property
    def outcome(self):
        """The JSON line, which must be all of standard output."""
        (line,) = self.out.splitlines()
        return json.loads(line)


@pytest.fixture
def data(settings, tmp_path):
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def smart315(data):
    """Run a command: `smart315("doctor", "--json")`; an error of the command is raised."""

    def run(*words, **options):
        out, err, code = StringIO(), StringIO(), 0
        try:
            call_command(*words, stdout=out, stderr=err, **options)
        except SystemExit as end:
            code = int(end.code or 0)
        return Said(out.getvalue(), err.getvalue(), code)

    return run


@pytest.fixture
def installation(transactional_db, tmp_path):
    """The environment of a program that runs beside the tests, with a migrated database."""
    return {
        **{name: value for name, value in os.environ.items() if name.startswith("SMART315_")},
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "SMART315_DATA": str(tmp_path / "var"),
        "DATABASE_URL": _a_copy(tmp_path) if connection.vendor == "sqlite" else _its_address(),
    }


def _a_copy(folder):
    copy = folder / "installation.sqlite3"
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as here,
        closing(sqlite3.connect(copy)) as there,
    ):
        here.backup(there)
    return f"sqlite:///{copy}"


def _its_address():
    of = connection.settings_dict
    secret = f":{of['PASSWORD']}" if of["PASSWORD"] else ""
    return f"postgres://{of['USER']}{secret}@{of['HOST']}:{of['PORT'] or 5432}/{of['NAME']}"
