"""Eight clients that send prepared requests to this machine for a bounded time."""

import http.client
import multiprocessing
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit


CLIENTS = 8
PROCESSES = 2
HERE = "127.0.0.1"


@dataclass(frozen=True)
class Request:
    """One request, ready to be sent."""

    method: str
    path: str
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass
class Result:
    """What came back: seconds by request, and the answers by status and place of redirection."""

    seconds: list[float] = field(default_factory=list)
    answers: dict[tuple[int, str], int] = field(default_factory=dict)
    elapsed: float = 0.0
    ran_out: bool = False

    @property
    def rate(self) -> float:
        """Return requests per second."""
        return len(self.seconds) / self.elapsed if self.elapsed else 0.0


def run(url: str, requests: Sequence[Request], seconds: float, *, again: bool = False) -> Result:
    """Send the requests, dealt out to eight clients, until the time is over.

    With `again` a client that has sent its share begins anew; without, it stops.
    """
    where = urlsplit(url)
    if where.hostname != HERE:
        raise ValueError("Load goes to this machine only.")
    shares = [list(requests[number::CLIENTS]) for number in range(CLIENTS)]
    context = multiprocessing.get_context("fork")
    answers: multiprocessing.Queue[Result] = context.Queue()
    barrier = context.Barrier(PROCESSES + 1)
    processes = [
        context.Process(
            target=_clients,
            args=(where.port, shares[number::PROCESSES], seconds, again, barrier, answers),
        )
        for number in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    barrier.wait()
    results = [answers.get(timeout=seconds + 60) for _ in processes]
    for process in processes:
        process.join()
    return _together(results)


def _clients(port, shares, seconds, again, barrier, answers) -> None:  # type: ignore[no-untyped-def]
    result, lock = Result(), threading.Lock()
    threads = [
        threading.Thread(target=_client, args=(port, share, seconds, again, result, lock))
        for share in shares
    ]
    barrier.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    result.elapsed = time.perf_counter() - started
    answers.put(result)


def _client(port, share, seconds, again, result, lock) -> None:  # type: ignore[no-untyped-def]
    connection = http.client.HTTPConnection(HERE, port, timeout=30)
    mine = Result()
    until = time.perf_counter() + seconds
    position = 0
    while time.perf_counter() < until:
        if position == len(share):
            if not again:
                mine.ran_out = True
                break
            position = 0
        status, place, took = _send(connection, share[position])
        position += 1
        mine.seconds.append(took)
        mine.answers[status, place] = mine.answers.get((status, place), 0) + 1
    connection.close()
    with lock:
        _add(result, mine)


def _send(connection: http.client.HTTPConnection, request: Request) -> tuple[int, str, float]:
    started = time.perf_counter()
    connection.request(request.method, request.path, request.body, dict(request.headers))
    answer = connection.getresponse()
    answer.read()
    return answer.status, answer.getheader("Location") or "", time.perf_counter() - started


def _together(results: Sequence[Result]) -> Result:
    whole = Result()
    for each in results:
        _add(whole, each)
        whole.elapsed = max(whole.elapsed, each.elapsed)
    return whole


def _add(whole: Result, part: Result) -> None:
    whole.seconds += part.seconds
    whole.ran_out = whole.ran_out or part.ran_out
    for answer, times in part.answers.items():
        whole.answers[answer] = whole.answers.get(answer, 0) + times
