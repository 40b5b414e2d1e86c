"""The documents say what is so: they are compared with the code."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands

import smart315
from smart315.api import reference
from smart315.insight.catalogue.page import page
from tests.source import PACKAGE, ROOT


REFERENCE = ROOT / "docs/reference"
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#]+)")
SETTING = re.compile(r"\b(?:SMART315_[A-Z0-9_]*[A-Z0-9]|DATABASE_URL(?:_TEST)?)\b")
# Parts of a machine, and of an index of packages that is not the public one.
PRIVATE = re.compile(r"(?<![\w.])/(?:work|root|home|opt|tmp|Users)/|/simple(?!\b.*pypi\.org)")
WRITTEN = {".py", ".md", ".toml", ".html", ".css", ".js", ".yaml", ".yml", ".txt", ".lock", ""}
NOT_OURS = {".git", ".venv", "var", "axe", "vendor", "__pycache__", "node_modules"}


def text(path):
    return path.read_text(encoding="utf-8")


def documents():
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def written():
    """Every file that the repository keeps, but pictures, data and the code of others."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [
            each
            for each in folders
            if each not in NOT_OURS and (not each.startswith(".") or each == ".ci")
        ]
        yield from (
            Path(folder) / name
            for name in names
            if Path(name).suffix in WRITTEN and not name.startswith(".")
        )


def test_the_drawing_of_a_complaints_life_is_current():
    drawn = subprocess.run(
        [sys.executable, "-m", "smart315.casework.states_diagram"],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert text(REFERENCE / "complaint-states.md") == drawn.stdout


def test_the_catalogue_of_measures_is_current():
    assert text(REFERENCE / "measures.md") == page()


def test_what_is_said_of_the_interface_is_current():
    kept = text(REFERENCE / "api.md")

    assert reference.written(kept) == kept


def test_every_decision_is_listed():
    listed = text(ROOT / "docs/decisions/README.md")
    decisions = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))

    assert [each.name for each in decisions if each.name not in listed] == []
    assert [int(each.name[:4]) for each in decisions] == list(range(1, len(decisions) + 1))


def test_every_command_is_described():
    described = text(REFERENCE / "commands.md")
    ours = [name for name, app in get_commands().items() if str(app).startswith("smart315.")]

    assert [name for name in ours if f"`smart315 {name}" not in described] == []


def test_every_setting_is_described_and_no_other():
    code = [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), ROOT / "Makefile"]
    used = {
        name
        for path in code
        if path.name not in {"test_docs.py", "test_doctor.py"}
        for name in SETTING.findall(text(path))
    }
    described = set(SETTING.findall(text(REFERENCE / "settings.md")))

    assert described == used


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path):
    dead = [to for to in LINK.findall(text(path)) if not (path.parent / to.strip()).exists()]

    assert dead == []


def test_the_words_of_the_glossary_are_the_codes():
    rows = [line for line in text(ROOT / "GLOSSARY.md").splitlines() if line.startswith("| ")]
    words = {
        word
        for row in rows
        if "*reserved*" not in row
        for word in re.findall(r"`(\w+)`", row.split("|")[3])
    }
    spoken = set(re.findall(r"\w+", "\n".join(text(each) for each in PACKAGE.rglob("*.py"))))

    assert words - spoken == set()
    assert len(words) > 50


def test_the_version_is_one():
    facts = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]
    newest = re.search(r"^## (\S+)", text(ROOT / "CHANGELOG.md"), re.MULTILINE)

    assert newest
    assert newest.group(1) == facts["version"] == smart315.__version__


def test_the_licence_is_whole():
    licence = text(ROOT / "LICENSE")

    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence


def test_the_lock_names_only_the_public_index():
    lock = tomllib.loads(text(ROOT / "uv.lock"))
    sources = {
        source.get("registry") or str(source) for source in (p["source"] for p in lock["package"])
    }
    hosts = set(re.findall(r'url = "https?://([^/"]+)', text(ROOT / "uv.lock")))

    assert sources == {"https://pypi.org/simple", "{'editable': '.'}"}
    assert hosts == {"files.pythonhosted.org"}


def test_nothing_speaks_of_one_machine():
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in written()
        if path.name not in {"uv.lock", "test_docs.py"}
        for number, line in enumerate(text(path).splitlines(), start=1)
        if PRIVATE.search(line)
    ]

    assert not found, "\n".join(found)
