"""Every example of the reference is run, as it stands there, against a live server."""

import re
import subprocess

import pytest
from django.core.cache import cache

from smart315.accounts.actors import SYSTEM
from smart315.insight import actions
from smart315.insight.opendata.columns import columns
from smart315.insight.opendata.declared import NAMES
from smart315.measures.periods import Period
from tests.given import opened
from tests.source import ROOT


PAGE = (ROOT / "docs/reference/open-data.md").read_text(encoding="utf-8")
PLACE = "https://315.example.cn"
EXAMPLES = re.findall(r"^    (\$ curl .+)\n    (.+)$", PAGE, re.MULTILINE)


@pytest.fixture
def address(live_server, transactional_db, settings, tmp_path):
    settings.FACTS = tmp_path / "facts"
    cache.clear()
    opened.two_quarters()
    for code in ("2026Q3", "2026Q4"):
        actions.release_open_data(period=Period.read(code), by=SYSTEM, at=opened.LATER)
    return live_server.url


def test_every_example_answers_as_the_page_says(address, tmp_path):
    for command, expected in EXAMPLES:
        said = run(command.removeprefix("$ ").replace(PLACE, address), tmp_path)
        assert re.search(pattern_of(expected), said.replace(address, PLACE)), (command, said[:400])
    assert len(EXAMPLES) >= 6


def run(shell, folder):
    done = subprocess.run(  # noqa: S603 - the commands are our own
        ["/bin/bash", "-euo", "pipefail", "-c", shell],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )
    assert done.returncode == 0, (shell, done.stderr)
    return done.stdout


def pattern_of(expected):
    """Read … as anything."""
    return ".*".join(re.escape(each) for each in expected.strip().split("…"))


def test_the_page_names_every_table_and_every_column():
    for name in NAMES:
        assert f"`{name}`" in PAGE
        for each in columns(name):
            written = re.sub(
                r"^(nature|category|prefecture|channel|online|outcome)_", "…_", each.name
            )
            assert f"`{written}`" in PAGE, each.name
