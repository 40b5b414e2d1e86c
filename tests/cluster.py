"""A Spark cluster of this machine alone: a standalone master and two workers, each a process.

    with cluster() as master:   # spark://127.0.0.1:PORT
        ...

`missing()` says what is not installed here, for those who must do without.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path


HOST = "127.0.0.1"
WORKERS = 2
PATIENCE = 60  # seconds
MEMORY = "1g"  # of an executor, one to a worker


def missing() -> str:
    """Return what a cluster lacks on this machine; blank when nothing."""
    if find_spec("pyspark") is None:
        return "pyspark is not installed: uv sync --extra spark"
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        return "Java 17 is not installed"
    return ""


@contextmanager
def cluster(workers: int = WORKERS) -> Iterator[str]:
    """Start a master and workers on the loopback; yield the address; stop them all at the end."""
    port, page = _free(), _free()
    address = f"spark://{HOST}:{port}"
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        stack.enter_context(_environment(folder))
        master = ["master.Master", "--port", str(port), "--webui-port", str(page)]
        stack.enter_context(_running(folder, *master))
        _until_registered(page, 0)
        for _each in range(workers):
            worker = ["worker.Worker", "--cores", "1", "--memory", MEMORY, "--webui-port", "0"]
            stack.enter_context(_running(folder, *worker, address))
        _until_registered(page, workers)
        yield address


@contextmanager
def _environment(folder: Path) -> Iterator[None]:
    """Keep everything of Spark on the loopback and in one folder, also the driver's."""
    spec = find_spec("pyspark")
    assert spec is not None
    assert spec.origin is not None
    ours = {
        "SPARK_HOME": str(Path(spec.origin).parent),
        "SPARK_LOCAL_IP": HOST,
        "SPARK_LOCAL_DIRS": str(folder / "local"),
        "SPARK_WORKER_DIR": str(folder / "work"),
        "SPARK_DAEMON_MEMORY": "256m",
    }
    before = {name: os.environ.get(name) for name in ours}
    os.environ.update(ours)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})


@contextmanager
def _running(folder: Path, deployed: str, *arguments: str) -> Iterator[None]:
    program = str(Path(os.environ["SPARK_HOME"]) / "bin" / "spark-class")
    command = [program, f"org.apache.spark.deploy.{deployed}", "--host", HOST, *arguments]
    with (folder / f"{deployed}.log").open("ab") as log:
        # A session of its own: a worker's executors, its children, end with it.
        process = subprocess.Popen(  # noqa: S603 - our own tool
            command, stdout=log, stderr=log, cwd=folder, start_new_session=True
        )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


def _until_registered(page: int, workers: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{page}/json/", timeout=2) as answer:
                if json.load(answer)["aliveworkers"] >= workers:
                    return
        except OSError:
            pass
        time.sleep(0.2)
    raise RuntimeError(f"no Spark master with {workers} workers after {PATIENCE} seconds")


def _free() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])
