"""The server starts, answers and stops; what it lacks is said before it starts."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings as configured
from django.core.management.base import CommandError

from smart315.jobs import assets, heartbeat
from smart315.jobs.processes import Together


ENDLESS = [sys.executable, "-c", "import time; time.sleep(60)"]
PATIENCE = 120


def a_free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def page(address):
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
                return answer.read().decode()
        except URLError:
            assert time.monotonic() < until
            time.sleep(0.1)


def stops_within_patience(process):
    process.send_signal(signal.SIGTERM)
    return process.wait(PATIENCE)


def test_the_platform_is_served_with_its_worker_and_stops_as_one(installation, tmp_path):
    port = a_free_port()
    command = [sys.executable, "-m", "smart315", "serve", "--with-worker", "--port", str(port)]
    serving = subprocess.Popen(  # noqa: S603 - our own command
        command, env=installation, cwd=tmp_path, stdout=subprocess.PIPE, text=True
    )
    try:
        first = page(f"http://127.0.0.1:{port}/")
        style = first.split('rel="stylesheet" href="')[1].split('"')[0]
        until = time.monotonic() + PATIENCE
        while heartbeat.last(tmp_path / "var/worker.heartbeat") is None:
            assert time.monotonic() < until
            time.sleep(0.1)

        assert "消费者协会" in first
        assert "{" in page(f"http://127.0.0.1:{port}{style}")
    finally:
        code = stops_within_patience(serving)
    out, _ = serving.communicate()

    assert code == 0
    assert f"Serving on http://127.0.0.1:{port}" in out
    with pytest.raises(URLError):
        urlopen(f"http://127.0.0.1:{port}/", timeout=1)


def test_when_one_program_ends_the_other_is_stopped():
    together = Together([ENDLESS, [sys.executable, "-c", "raise SystemExit(3)"]])

    assert together.run() == 3
    assert all(child.poll() is not None for child in together.children)


def test_a_program_that_ends_well_by_itself_is_a_failure_of_the_whole():
    assert Together([[sys.executable, "-c", ""]]).run() == 1


def test_told_to_stop_all_stop():
    together = Together([ENDLESS, ENDLESS])

    def tell():
        while len(together.children) < 2:
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGTERM)

    teller = threading.Thread(target=tell)
    teller.start()
    code = together.run()
    teller.join()

    assert code == 0
    assert [child.poll() for child in together.children] == [-signal.SIGTERM, -signal.SIGTERM]


def test_a_program_that_does_not_listen_is_killed(monkeypatch):
    deaf = (
        "import signal, time; signal.signal(15, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    )
    monkeypatch.setattr("smart315.jobs.processes.PATIENCE", 0.2)
    together = Together(
        [[sys.executable, "-c", deaf], [sys.executable, "-c", "import time; time.sleep(.5)"]]
    )

    together.run()

    assert together.children[0].poll() == -signal.SIGKILL


@pytest.mark.django_db
def test_a_port_in_use_is_said(smart315):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(CommandError, match="is the platform running already"):
            smart315("serve", port=port)


def test_what_is_served_is_collected_when_it_changed(data, settings, monkeypatch):
    settings.STATIC_ROOT = data / "static"
    settings.STORAGES = {
        **configured.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }

    assert assets.collect_if_stale()
    assert not assets.collect_if_stale()
    monkeypatch.setattr(assets, "__version__", "9.9.9")
    assert assets.collect_if_stale()
