"""Every contract of import-linter is seen to break: one that cannot fail protects nothing."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.source import PACKAGE, ROOT


FACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = FACTS["tool"]["importlinter"]["contracts"]
ROOMS = [
    container.removeprefix("smart315.")
    for contract in CONTRACTS
    if contract["name"].startswith("Inside a room")
    for container in contract["containers"]
]

# For each contract: the module that is spoilt, and what it is made to import.
BREACHES = {
    "Imports point downwards only": [
        ("regions.queries", "accounts.scope"),
        ("jobs.worker", "web.access"),
    ],
    "Nothing imports the composition root": [("parameters.values", "config.urls")],
    "The pure libraries know nothing of Django": [
        ("kernel.money", "django"),
        ("signals.words", "django"),
        ("measures.rounding", "django"),
    ],
    "Inside a room: actions and queries, policies, models, then the pure tables": [
        (f"{room}.models", f"{room}.actions") for room in ROOMS
    ],
}


def the_house(folder):
    """A copy of the package with its contracts, to be spoilt."""
    shutil.copytree(
        PACKAGE,
        folder / "smart315",
        ignore=lambda _, names: [
            each for each in names if "." in each and not each.endswith(".py")
        ],
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def lint(folder):
    """Run the linter on the copy."""
    ended = subprocess.run(  # noqa: S603 - our own tool
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--no-logo"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "400"},
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout + ended.stderr


def full(name):
    return name if name == "django" else f"smart315.{name}"


def spoil(folder, module, imported):
    """Add an import to a module, or to a package's first file."""
    file = folder / "smart315" / module.replace(".", "/")
    file = file / "__init__.py" if file.is_dir() else file.with_suffix(".py")
    file.write_text(f"{file.read_text(encoding='utf-8')}\nimport {full(imported)}\n", "utf-8")


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory):
    folder = the_house(tmp_path_factory.mktemp("spoilt"))
    for breaches in BREACHES.values():
        for module, imported in breaches:
            spoil(folder, module, imported)
    return lint(folder)


def test_every_contract_has_its_breach():
    assert list(BREACHES) == [contract["name"] for contract in CONTRACTS]


@pytest.mark.parametrize("contract", BREACHES)
def test_a_contract_breaks_and_names_the_import(spoilt, contract):
    code, said = spoilt

    assert code == 1
    assert f"{contract} BROKEN" in said
    missed = [
        f"{module} imports {imported}"
        for module, imported in BREACHES[contract]
        if f"{full(module)} -> {full(imported)}" not in said
    ]
    assert not missed, said


def test_a_room_that_nobody_placed_is_found(tmp_path):
    folder = the_house(tmp_path)
    (folder / "smart315/newroom").mkdir()
    (folder / "smart315/newroom/__init__.py").touch()

    code, said = lint(folder)

    assert code == 1
    assert "newroom" in said
