"""Each line of the doctor's report: well, doubtful, broken, and what to do."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.db import OperationalError, connection

from smart315.audit import actions as audit, guards
from smart315.jobs import anchoring, days, doctor, heartbeat, schedule, schema
from smart315.jobs.doctor import State, calendars, configuration, machine, records, work
from smart315.messaging import carriers, lengths, queries as messaging
from smart315.messaging.states import Channel
from smart315.messaging.templates import Template, register
from smart315.parameters import seeds
from tests.fakes import clamd
from tests.given import NOON, regions
from tests.given.accounts import province
from tests.given.messaging import an_owed_message


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data")]
TEXT = register(Template("tests.doctor", "题", "您的投诉%(number)s已受理。"))
LONG = "x" * 32


@pytest.fixture
def real(settings):
    """Settings as on a real installation."""
    settings.ALLOWED_HOSTS = ["smart315.example.org"]
    settings.HTTPS = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.SECRET_KEY = settings.LOOKUP_KEY = settings.AUDIT_KEY = LONG
    return settings


def states(check, at=NOON):
    return [finding.state for finding in check(at)]


def said(check, at=NOON):
    return " ".join(f"{finding.what} {finding.remedy}" for finding in check(at))


def test_a_real_installation_is_well(real):
    assert states(configuration.settings) == [State.OK]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("DEBUG", True, "SMART315_DEBUG is on"),
        ("DEMO", True, "shows the demonstration's passwords"),
        ("HTTPS", False, "in the clear"),
        ("ALLOWED_HOSTS", ["127.0.0.1"], "only this machine"),
        ("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", "printed, not sent"),
        ("AUDIT_KEY", "short", "SMART315_AUDIT_KEY has fewer than 32"),
    ],
)
def test_what_suits_a_trial_only_is_doubtful(real, name, value, words):
    setattr(real, name, value)

    assert states(configuration.settings) == [State.WARN]
    assert words in said(configuration.settings)


def test_keys_that_others_may_read_are_doubtful(real, tmp_path, monkeypatch):
    dotenv = tmp_path / ".env"
    dotenv.write_text("")
    dotenv.chmod(0o644)
    monkeypatch.setattr(configuration, "DOTENV", dotenv)

    assert "chmod 600 .env" in said(configuration.settings)


def test_a_data_folder_that_cannot_be_written_is_broken(settings, tmp_path):
    assert states(machine.data_folder) == [State.OK]
    settings.DATA = tmp_path / "gone"

    assert states(machine.data_folder) == [State.FAIL]


@pytest.mark.parametrize(
    ("free", "state"),
    [(1 << 40, State.OK), (1 << 30, State.WARN), (1 << 20, State.FAIL)],
)
def test_room_on_the_disk(monkeypatch, free, state):
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free))

    assert states(machine.disk) == [state]


def test_a_clock_that_differs_from_the_database_is_broken(settings):
    now = datetime.now(ZoneInfo("Asia/Shanghai"))

    assert states(machine.clock, now) == [State.OK]
    assert states(machine.clock, now - timedelta(minutes=5)) == [State.FAIL]
    settings.TIME_ZONE = "UTC"
    assert State.FAIL in states(machine.clock, now)


def test_a_scanner_that_is_set_must_answer(settings):
    settings.CLAMD = ""
    assert states(machine.scanner) == [State.WARN]
    settings.CLAMD = "127.0.0.1:9"
    assert states(machine.scanner) == [State.FAIL]
    with clamd.running() as server:
        settings.CLAMD = server.address
        assert states(machine.scanner) == [State.OK]


def test_a_database_that_is_behind_ends_the_round(monkeypatch):
    monkeypatch.setattr(schema, "pending", lambda: ["casework.9999_later"])

    found = list(doctor.examine(NOON))

    assert found[-1].check == "database"
    assert "Run `smart315 migrate`" in found[-1].remedy


def test_a_database_that_does_not_answer_ends_the_round(monkeypatch):
    def refuse():
        raise OperationalError

    monkeypatch.setattr(schema, "pending", refuse)

    assert list(doctor.examine(NOON))[-1].what == "the database does not answer"


def test_a_database_that_a_power_cut_may_rob_is_broken(monkeypatch):
    monkeypatch.setattr(records, "_durability", lambda: [("fsync=off", False), ("x", True)])

    assert states(records.database) == [State.OK, State.FAIL]
    assert "fsync=off" in said(records.database)


def test_the_durability_of_this_database_is_read():
    (first, *_) = records._durability()

    # The tests' own SQLite does without; PostgreSQL keeps its default.
    assert first[1] is (connection.vendor == "postgresql")


def test_a_column_that_does_not_open_is_named(settings):
    an_owed_message(template=TEXT.name)
    assert states(records.keys) == [State.OK]
    settings.FIELD_KEYS = "k9:QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI="

    assert "messaging.outgoing.address" in said(records.keys)
    assert states(records.keys) == [State.FAIL]


def test_triggers_that_were_dropped_are_named():
    guards.remove(connection)
    assert "audit_event, audit_anchor" in said(records.guards)

    guards.install(connection)
    assert states(records.guards) == [State.OK]


def test_anchors_are_recent_and_agree_with_their_files():
    assert states(records.anchors) == [State.WARN]
    schedule.anchor_yesterday(NOON)
    assert states(records.anchors) == [State.OK]
    assert states(records.anchors, NOON + timedelta(days=3)) == [State.WARN]
    anchoring.keep(f"9 2026-09-01 1 {'0' * 64}")

    assert states(records.anchors)[0] is State.FAIL


def test_what_every_installation_needs_is_asked_for():
    assert "smart315 load_reference" in said(records.reference)
    regions.load()
    assert "create_staff" in said(records.reference)
    province()

    assert states(records.reference) == [State.OK]


def test_a_year_without_its_notice_is_broken_and_the_next_one_doubtful():
    assert states(calendars.official_years) == [State.FAIL]
    seeds.load(NOON)
    assert states(calendars.official_years) == [State.OK]
    assert states(calendars.official_years, NOON.replace(month=12)) == [State.WARN]
    assert states(calendars.official_years, NOON.replace(year=2027)) == [State.FAIL]


@pytest.mark.parametrize(
    ("ago", "state"),
    [
        (timedelta(seconds=5), State.OK),
        (timedelta(minutes=2), State.WARN),
        (timedelta(hours=1), State.FAIL),
    ],
)
def test_the_worker_must_be_alive(ago, state):
    heartbeat.beat(heartbeat.path(), NOON - ago)

    assert states(work.worker) == [state]


def test_a_worker_that_never_ran_is_missing():
    assert states(work.worker) == [State.FAIL]


def test_a_long_queue_and_a_message_given_up_are_doubtful(monkeypatch):
    assert states(work.outbox) == [State.OK]
    monkeypatch.setattr(work, "LONG", 0)
    an_owed_message(template=TEXT.name)
    monkeypatch.setattr(messaging, "failed_count", lambda: 1)

    assert states(work.outbox) == [State.WARN, State.WARN]


def test_a_message_that_is_stuck_is_named_with_what_keeps_it():
    an_owed_message(template=TEXT.name, at=NOON - timedelta(hours=1))

    assert "sms messages have been due since" in said(work.outbox)


def test_a_text_without_a_code_at_the_provider_is_broken(monkeypatch):
    monkeypatch.setattr(lengths, "problems", list)
    assert states(work.message_texts) == [State.OK]
    carrier = carriers.Aliyun(key_id="k", key_secret="s", sign="x", templates={})
    monkeypatch.setitem(carriers.CARRIERS, Channel.SMS, carrier)

    found = said(work.message_texts)
    carrier.client.close()

    assert "have no code at the provider" in found


def test_text_messages_that_stay_in_the_house_are_doubtful(monkeypatch):
    assert states(work.text_messages) == [State.WARN]
    monkeypatch.setitem(carriers.CARRIERS, Channel.SMS, carriers.Mail())

    assert states(work.text_messages) == [State.OK]


def test_a_daily_task_that_failed_is_named():
    assert states(work.daily_tasks) == [State.OK]
    days.take(name="sweep files", day=NOON.date(), at=NOON)
    days.fail(name="sweep files", day=NOON.date(), error="OSError")

    assert "sweep files of 2026-09-01 failed: OSError" in said(work.daily_tasks)


def test_a_check_that_cannot_be_made_hides_no_other(monkeypatch):
    def break_down(_):
        raise KeyError

    monkeypatch.setattr(doctor, "CHECKS", (("a", break_down), ("b", work.worker)))

    assert [each.check for each in doctor.examine(NOON)] == ["a", "b"]


def test_the_report_ends_with_its_counts_and_its_code(smart315):
    audit.anchor(day=NOON.date(), at=NOON)

    told = smart315("doctor", "--json")
    shown = smart315("doctor")

    assert told.code == shown.code == 1
    assert told.outcome["fail"] == len(
        [each for each in told.outcome["findings"] if each["state"] == "fail"]
    )
    assert "fail  worker: no worker has run here yet" in shown.out
    assert f"{told.outcome['fail']} failures" in shown.out
