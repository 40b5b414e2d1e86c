"""What a backup holds comes back as it was; what does not fit is refused and changes nothing."""

import io
import json
import shutil
import sqlite3
import tarfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.db import connection

from smart315.audit import queries as audit
from smart315.documents import queries as documents
from smart315.jobs import anchoring, heartbeat, schedule, schema
from smart315.jobs.backup import databases
from tests.given import NOON, audit as given
from tests.given.accounts import person
from tests.given.documents import PDF, a_stored_file


pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stored(data, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(data / "files")},
        },
    }
    given.events("complaint:1")
    schedule.anchor_yesterday(NOON)
    person("李敏")
    return a_stored_file()


@pytest.fixture
def file(smart315, stored, data):
    smart315("backup", data / "copy.tar.gz")
    return data / "copy.tar.gz"


def content_of(file):
    with tarfile.open(file) as tar:
        return {entry.name: (tar.extractfile(entry) or io.BytesIO()).read() for entry in tar}


def rewritten(file, **changes):
    """A copy of a backup in which members are replaced (None: left out)."""
    other = file.with_name("other.tar.gz")
    with tarfile.open(other, "w:gz") as target:
        for name, content in content_of(file).items():
            put = changes.get(name.split("/")[0].split(".")[0], content)
            if put is not None:
                entry = tarfile.TarInfo(name)
                entry.size = len(put)
                target.addfile(entry, io.BytesIO(put))
    return other


def manifest(file, **changes):
    return json.dumps(json.loads(content_of(file)["manifest.json"]) | changes).encode()


def test_a_backup_holds_database_files_and_manifest_and_no_key(smart315, stored, data, settings):
    said = smart315("backup", data / "copy.tar.gz", "--json")

    assert said.outcome["files"] == 1
    assert said.outcome["anchor"].startswith("1 2026-08-31 ")
    content = content_of(data / "copy.tar.gz")
    assert list(content) == [
        f"database/smart315.{connection.vendor}",
        f"files/{stored.stored_as}",
        "manifest.json",
    ]
    assert "keys of .env are not in it" in said.err
    assert (data / "copy.tar.gz").stat().st_mode & 0o077 == 0
    everything = b"".join(content.values())
    assert settings.AUDIT_KEY.encode() not in everything
    assert settings.FIELD_KEYS.split(":")[1].encode() not in everything
    assert audit.history("system:operations")[0].kind == "backup.made"
    assert [each.name for each in data.iterdir() if each.name.startswith(".")] == []


def test_what_was_lost_comes_back(smart315, stored, file, data):
    person("王强").delete()
    person("李敏").delete()
    shutil.rmtree(data / "files")
    given.events("complaint:2")
    schedule.anchor_yesterday(NOON + timedelta(days=1))

    outcome = smart315("restore", file, "--replace", "--json").outcome

    assert outcome["files"] == 1
    assert outcome["migrations_pending"] == 0
    with documents.open_content(stored.pk) as content:
        assert content.read() == PDF
    assert audit.history("complaint:2") == []
    assert audit.history("system:operations")[-1].kind == "backup.restored"
    assert anchoring.count() == 1
    assert smart315("verify_audit").code == 0


def test_a_database_that_holds_something_is_not_overwritten_unasked(smart315, file):
    with pytest.raises(CommandError, match=r"holds \d+ tables already"):
        smart315("restore", file)


def test_an_empty_database_is_filled(smart315, file, data):
    if connection.vendor == "postgresql":
        pytest.skip("a test has one PostgreSQL database, and it has tables")

    # Undone before the fixtures sweep the test's own database.
    with pytest.MonkeyPatch.context() as elsewhere:
        connection.close()
        elsewhere.setitem(connection.settings_dict, "NAME", str(data / "new.sqlite3"))
        smart315("restore", file)
        connection.close()

    with closing(sqlite3.connect(data / "new.sqlite3")) as new:
        assert new.execute("SELECT count(*) FROM accounts_user").fetchone() == (1,)


def test_a_running_worker_is_an_obstacle(smart315, file):
    heartbeat.beat(heartbeat.path(), datetime.now(UTC))

    with pytest.raises(CommandError, match="worker was alive 0 seconds ago"):
        smart315("restore", file, "--replace")


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (lambda file: rewritten(file, files=b"another invoice"), "differs from the manifest"),
        (lambda file: rewritten(file, files=None), "is missing"),
        (lambda file: rewritten(file, manifest=None), "cut off"),
        (lambda file: rewritten(file, manifest=b"[]"), "cannot be read"),
        (lambda file: rewritten(file, manifest=manifest(file, format=2)), "reads 1"),
        (lambda file: file.with_name("nothing"), "no file"),
    ],
)
def test_a_damaged_backup_changes_nothing(smart315, file, harm, reason):
    damaged = harm(file)
    person("王强")

    with pytest.raises(CommandError, match=reason):
        smart315("restore", damaged, "--replace")

    assert person("王强").date_joined < NOON


def test_a_backup_that_was_cut_off_is_refused(smart315, file):
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])

    with pytest.raises(CommandError, match="not a whole backup"):
        smart315("restore", file, "--replace")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"engine": "oracle"}, "is of oracle"),
        ({"migrations": ["casework.9999_later"], "version": "9.0"}, "made by version 9.0"),
        ({"keys": {"SMART315_AUDIT_KEY": "0"}}, r"not those of the backup \(SMART315_AUDIT_KEY\)"),
    ],
)
def test_a_backup_that_does_not_fit_is_refused(smart315, file, change, reason):
    other = rewritten(file, manifest=manifest(file, **change))

    with pytest.raises(CommandError, match=reason):
        smart315("restore", other, "--replace")


def test_an_older_backup_asks_for_the_migrations(smart315, file, monkeypatch):
    monkeypatch.setattr(schema, "pending", lambda: ["casework.9999_later"])

    assert "run `smart315 migrate` now" in smart315("restore", file, "--replace").out


def test_a_backup_never_overwrites_a_file(smart315, file):
    with pytest.raises(CommandError, match="there already"):
        smart315("backup", file)


def test_a_backup_into_nowhere_says_so(smart315, data):
    with pytest.raises(CommandError, match="does not exist"):
        smart315("backup", data / "nowhere" / "copy.tar.gz")


def test_a_backup_that_fails_leaves_nothing_behind(smart315, stored, data, monkeypatch):
    def fail(_):
        raise CommandError("the disk is full")

    monkeypatch.setattr(databases, "copy", fail)

    with pytest.raises(CommandError, match="full"):
        smart315("backup", data / "copy.tar.gz")
    assert list(data.glob("*copy*")) == []


def test_a_program_that_is_missing_is_named(monkeypatch):
    monkeypatch.setenv("PATH", "")

    with pytest.raises(CommandError, match="install PostgreSQL's client programs"):
        databases._postgresql("pg_dump", [])


def test_a_program_that_fails_is_quoted(monkeypatch, tmp_path):
    (tmp_path / "pg_dump").write_text("#!/bin/sh\necho no room >&2\nexit 3\n")
    (tmp_path / "pg_dump").chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    with pytest.raises(CommandError, match="pg_dump failed: no room"):
        databases._postgresql("pg_dump", [])


def test_a_database_in_use_is_said_instead_of_waited_for(data, monkeypatch):
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL's own programs say so")
    monkeypatch.setattr(databases, "BUSY_SECONDS", 0)
    busy = sqlite3.connect(Path(connection.settings_dict["NAME"]), isolation_level=None)
    busy.execute("BEGIN IMMEDIATE")
    copied = data / "copy"
    databases.copy(copied)

    with pytest.raises(CommandError, match="in use"):
        databases.put_back(copied)
    busy.close()
