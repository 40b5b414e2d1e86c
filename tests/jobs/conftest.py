"""Commands are run as the operator runs them; their data lie in the test's own folder."""

import json
from dataclasses import dataclass
from io import StringIO

import pytest
from django.core.management import call_command


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
