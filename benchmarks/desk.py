"""The desk with 100,000 complaints: the list under each filter, the case page, today's work.

Through HTTP, one client, after a warm-up; and the number of queries of each page, which must not
depend on how many complaints there are.
"""

import csv
import os
import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.encoding import iri_to_uri
from django.utils.timezone import localdate, now

from benchmarks import figures, stage, world
from smart315.accounts.actors import Role
from smart315.accounts.queries import User, actor_of
from smart315.casework import actions, queries
from smart315.regions import queries as places


COMPLAINTS = 100_000
LIMIT_MS = 100.0
WARM, MEASURED = 5, 60
SEED = 315
STAGES = (
    ("submitted", "", 3),
    ("supplement", "", 1),
    ("accepted", "", 1),
    ("investigating", "", 3),
    ("mediating", "", 2),
    ("agreed", "", 1),
    ("terminated", "", 1),
    ("closed", "mediated", 40),
    ("closed", "settled", 30),
    ("closed", "terminated", 18),
)
CATEGORIES = ("G01-01", "G09-01", "S01-03", "S13-01", "G03-01", "S04-01", "G02-01", "S06-01")
NATURES = ("N01", "N02", "N03", "N04", "N05", "N06")
FILTERS = {
    "all": "",
    "overdue": "?due=overdue",
    "today": "?due=today",
    "week": "?due=week",
    "open": "?stage=open",
    "stage": "?stage=mediating",
    "mine": "?mine=1",
    "category": "?category=G09",
    "nature": "?nature=N03",
    "received": "?order=received",
    "words": "?q=变速箱",
    "number": "?q=000123",
}


def run(database: str, *, full: bool) -> None:
    """Measure; print a line a page and filter."""
    del full
    founded = world.build()
    officers = {
        "county": world.officer("bench-county", founded["630102"], Role.INTAKE_OFFICER),
        "city": world.officer("bench-city", founded["630100"], Role.HEAD, Role.SUPERVISOR),
        "province": world.officer("bench-province", founded["630000"], Role.HEAD, Role.ANALYST),
    }
    _import(COMPLAINTS)
    with stage.server() as url:
        for level, user in officers.items():
            _measure(database, url, level, user)


def _measure(database: str, url: str, level: str, user: User) -> None:
    cookie = _signed_in(user)
    shown = queries.listing(actor_of(user), queries.Filters(), at=now()).rows
    paths = {f"list.{name}": f"/desk/complaints/{query}" for name, query in FILTERS.items()}
    paths["home"] = "/desk/"
    paths["case"] = f"/desk/complaints/{shown[0].id}/"
    for name, path in paths.items():
        seconds = _times(url, path, cookie)
        figures.show(
            f"desk.{name}",
            figures.percentile(seconds, 0.95) * 1000,
            "ms (p95)",
            database=database,
            level=level,
            complaints=COMPLAINTS,
            p50=figures.percentile(seconds, 0.5) * 1000,
            limit=LIMIT_MS,
            queries=_queries(path, cookie),
        )


def _times(url: str, path: str, cookie: str) -> list[float]:
    http = HTTPConnection(urlsplit(url).netloc, timeout=30)
    seconds = []
    for number in range(WARM + MEASURED):
        started = time.perf_counter()
        http.request("GET", iri_to_uri(path), headers={"Cookie": cookie})
        answer = http.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        if number >= WARM:
            seconds.append(time.perf_counter() - started)
    http.close()
    return seconds


def _queries(path: str, cookie: str) -> int:
    client = Client(HTTP_HOST="127.0.0.1", HTTP_COOKIE=cookie)
    with CaptureQueriesContext(connection) as seen:
        client.get(path)
    return len(seen)


def _signed_in(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _import(number: int) -> None:
    figures.say(f"importing {number} complaints")
    file = Path(os.environ["SMART315_DATA"]) / "complaints.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        rows = csv.writer(text)
        rows.writerow(COLUMNS)
        rows.writerows(_rows(number))
    call_command("import_complaints", str(file), mapping="canonical", verbosity=0)
    while actions.index_words(at=now(), limit=1000):
        pass


COLUMNS = (
    "external_id", "received_on", "region_code", "channel", "nature", "category",
    "business_name", "uscc", "text", "amount_yuan", "claims", "stage", "outcome", "closed_on",
    "recovered_yuan", "extra_compensation_yuan",
)  # fmt: skip


def _rows(number: int) -> Iterator[tuple[str, ...]]:
    luck = random.Random(SEED)  # noqa: S311 - invented rows, the same each time
    counties = [
        code for prefecture, _ in places.options() for code, _ in places.options(prefecture)
    ]
    weights = [weight for _stage, _outcome, weight in STAGES]
    today = localdate()
    for line in range(number):
        stage_code, outcome, _weight = luck.choices(STAGES, weights)[0]
        closed = stage_code == "closed"
        age = luck.randrange(40, 1000) if closed else luck.randrange(0, 40)
        received = today - timedelta(days=age)
        closing = min(received + timedelta(days=luck.randrange(3, 40)), today)
        yield _row(luck, line, luck.choice(counties), stage_code, outcome, received, closing)


def _row(
    luck: random.Random,
    line: int,
    county: str,
    stage_code: str,
    outcome: str,
    received: date,
    closing: date,
) -> tuple[str, ...]:
    part = luck.choice(("变速箱异响", "屏幕黑屏", "定金不退", "会员卡停业", "快递丢失", "漏水"))
    text = f"购买后出现{part}，多次联系商家未解决，要求处理。编号{line}。"
    closed = stage_code == "closed"
    return (
        f"B{line}", received.isoformat(), county, "web", luck.choice(NATURES),
        luck.choice(CATEGORIES), f"青海测量{luck.randrange(3000)}商贸有限公司", "", text,
        str(luck.randrange(50, 9000)), "refund", stage_code, outcome,
        closing.isoformat() if closed else "", str(luck.randrange(0, 500)) if closed else "", "",
    )  # fmt: skip
