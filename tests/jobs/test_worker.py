import logging
import os
import signal
import threading
from datetime import time, timedelta

import pytest
import time_machine
from django.core.management import call_command

from smart315.jobs import days, heartbeat, schedule, worker
from smart315.jobs.models import TaskRun
from smart315.jobs.schedule import Task
from smart315.messaging import queries
from smart315.messaging.states import Channel
from smart315.messaging.templates import Template, register
from tests.given import NOON
from tests.given.messaging import an_owed_message


pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


class Clock:
    """Stands still until the worker waits; stops the worker when its time is up."""

    def __init__(self, runs_for=timedelta(0), at=NOON):
        self.at, self.until = at, at + runs_for
        self.waits = 0

    def __call__(self):
        return self.at

    def wait(self, seconds):
        self.waits += seconds > 0
        self.at += timedelta(seconds=seconds)
        return self.at > self.until


class Diary:
    """A task that notes when it ran; afterwards it raises, or says that more is waiting."""

    def __init__(self, *, error=None, more=0):
        self.moments, self.error, self.more = [], error, more

    def __call__(self, at):
        self.moments.append(at)
        if self.error is not None:
            raise self.error
        return len(self.moments) <= self.more


@pytest.fixture
def _handlers():
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setattr(worker, "BEAT", timedelta(minutes=5))

    def run(*tasks, clock, **options):
        pulse = tmp_path / "worker.heartbeat"
        worker.work(tasks=tasks, clock=clock, wait=clock.wait, pulse=pulse, **options)
        return heartbeat.last(pulse)

    return run


def test_a_task_runs_as_often_as_the_table_says(run):
    diary = Diary()

    run(Task("t", diary, 3 * SECOND), clock=Clock(10 * SECOND))

    assert [(at - NOON).seconds for at in diary.moments] == [0, 3, 6, 9]


def test_a_task_with_more_to_do_runs_again_at_once(run):
    diary = Diary(more=2)

    run(Task("t", diary, 3 * SECOND), clock=Clock())

    assert diary.moments == [NOON, NOON, NOON]


def test_one_round_is_one_round(run):
    diary = Diary()

    run(Task("t", diary), Task("u", diary), clock=Clock(10 * SECOND), once=True)

    assert diary.moments == [NOON, NOON]


def test_a_task_that_fails_is_named_without_its_words_and_stops_nobody(run, caplog):
    diary, bad = Diary(), Diary(error=ValueError("13897001234"))

    run(Task("bad", bad), Task("good", diary), clock=Clock(), once=True)

    assert diary.moments == [NOON]
    assert "task 'bad' failed: ValueError" in caplog.text
    assert "13897001234" not in caplog.text


def test_the_heart_goes_on_beating_while_nothing_is_due(run):
    clock = Clock(timedelta(hours=1))

    last = run(Task("t", Diary(), timedelta(hours=3)), clock=clock)

    assert last is not None
    assert last >= NOON + timedelta(minutes=55)


def test_a_heartbeat_that_cannot_be_written_does_not_stop_the_worker(tmp_path, caplog):
    clock, diary = Clock(), Diary()

    worker.work(
        tasks=[Task("t", diary)],
        clock=clock,
        wait=clock.wait,
        pulse=tmp_path / "missing" / "worker.heartbeat",
        once=True,
    )

    assert diary.moments == [NOON]
    assert "the heartbeat cannot be written" in caplog.text


def test_a_worker_that_never_ran_has_no_heartbeat(tmp_path):
    assert heartbeat.last(tmp_path / "worker.heartbeat") is None


def test_a_daily_task_waits_for_its_hour_and_runs_once(run):
    diary = Diary()
    task = Task("d", diary, daily_at=time(14, 0))

    run(task, clock=Clock(timedelta(hours=5)))

    assert [at.hour for at in diary.moments] == [14]
    assert TaskRun.objects.get().finished_at is not None


def test_a_daily_task_runs_again_on_the_next_day(run):
    diary = Diary()
    task = Task("d", diary, daily_at=time(14, 0))

    run(task, clock=Clock(timedelta(days=2)))

    assert [at.day for at in diary.moments] == [1, 2]


def test_the_second_worker_leaves_a_daily_task_to_the_first(run):
    diary = Diary()
    days.take(name="d", day=NOON.date(), at=NOON)

    run(Task("d", diary, daily_at=time(3, 0)), clock=Clock(timedelta(minutes=20)))

    assert diary.moments == []


def test_a_daily_task_whose_worker_died_is_taken_over(run):
    diary = Diary()
    days.take(name="d", day=NOON.date(), at=NOON)

    run(Task("d", diary, daily_at=time(3, 0)), clock=Clock(timedelta(hours=2)))

    assert len(diary.moments) == 1


def test_a_daily_task_that_fails_is_tried_again_and_at_last_left(run):
    diary = Diary(error=OSError())

    run(Task("d", diary, daily_at=time(3, 0)), clock=Clock(timedelta(hours=11)))

    assert len(diary.moments) == days.ATTEMPTS
    assert TaskRun.objects.get().last_error == "OSError"
    assert TaskRun.objects.get().finished_at is None


def test_the_names_of_the_tasks_are_different():
    names = [task.name for task in schedule.TASKS]

    assert len(set(names)) == len(names)


@pytest.mark.usefixtures("_handlers")
def test_the_command_delivers_what_is_owed_and_notes_that_it_lived(settings, tmp_path, caplog):
    register(Template("tests.worker", "题", "您的投诉%(number)s已受理。"))
    settings.DATA = tmp_path
    an_owed_message(channel=Channel.SMS, template="tests.worker")

    with caplog.at_level(logging.INFO), time_machine.travel(NOON + SECOND, tick=True):
        call_command("worker", once=True)

    assert queries.of_stream("complaint:1")[0].sent_at is not None
    assert heartbeat.last(tmp_path / "worker.heartbeat") is not None


@pytest.mark.usefixtures("_handlers")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_ends_cleanly_when_told_to(settings, tmp_path, monkeypatch, number):
    settings.DATA = tmp_path
    started = threading.Event()

    def begin(at):
        started.set()

    task = Task("t", begin)
    monkeypatch.setattr("smart315.jobs.management.commands.worker.TASKS", (task,))

    def tell():
        started.wait()
        os.kill(os.getpid(), number)

    teller = threading.Thread(target=tell)
    teller.start()
    call_command("worker")
    teller.join()

    assert heartbeat.last(tmp_path / "worker.heartbeat") is not None
