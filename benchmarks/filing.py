"""Complaints filed per second through HTTP, beside the limit of the same server and database.

Eight clients press "submit" on finished drafts for thirty seconds; afterwards it is counted that
none is lost and none is there twice. The limit is a bare view that inserts one durable row.
"""

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from benchmarks import bare, figures, load, stage, world
from benchmarks.drafts import Prepared, finished_form, prepared
from smart315.casework.models import Complaint


SECONDS = 30.0
AIM = 0.35
SAFETY = 1.6
PROBE_SECONDS = 3.0
COUNTIES = ("630102", "630103", "630104", "630105", "630106", "630202", "632801", "632521")


def run(database: str, *, full: bool) -> None:
    """Measure; print one line for the limit and one for filing."""
    del full
    world.build()
    bare.create_table()
    form = finished_form(Client(HTTP_HOST="127.0.0.1"))
    with stage.server() as url:
        limit = _bare(url, database)
        some = _drafts(form, 800)
        probe = load.run(url, [each.request for each in some], PROBE_SECONDS)
        drafts = _drafts(form, int(probe.rate * SECONDS * SAFETY) + 500)
        before = Complaint.objects.count()
        result = load.run(url, [each.request for each in drafts], SECONDS)
    _show(database, result, limit, before)


def _bare(url: str, database: str) -> float:
    post = load.Request(
        "POST", reverse("bench_bare"), b"x" * 200, (("Content-Type", "text/plain"),)
    )
    load.run(url, [post] * load.CLIENTS, 2, again=True)
    before = bare.count()
    result = load.run(url, [post] * load.CLIENTS, 10, again=True)
    if bare.count() - before != len(result.seconds):
        raise RuntimeError("The bare view lost a row.")
    figures.show("filing.limit", result.rate, "rows/s", database=database, **_percentiles(result))
    return result.rate


def _drafts(form: dict[str, object], number: int) -> list[Prepared]:
    figures.say(f"preparing {number} drafts")
    with transaction.atomic():
        return [prepared(form, COUNTIES[each % len(COUNTIES)], now()) for each in range(number)]


def _show(database: str, result: load.Result, limit: float, before: int) -> None:
    accepted = sum(times for (status, _), times in result.answers.items() if status == 302)
    connection.close()
    stored = Complaint.objects.count() - before
    doubled = stored - Complaint.objects.values("client_key").distinct().count() + before
    figures.show(
        "filing.rate",
        result.rate,
        "complaints/s",
        database=database,
        limit=limit,
        share=result.rate / limit,
        aim=AIM,
        clients=load.CLIENTS,
        seconds=result.elapsed,
        acknowledged=accepted,
        stored=stored,
        lost=max(0, accepted - stored),
        doubled=doubled,
        refused=len(result.seconds) - accepted,
        ran_out_of_drafts=result.ran_out,
        **_percentiles(result),
    )


def _percentiles(result: load.Result) -> dict[str, float]:
    return {
        f"p{int(share * 100)}_ms": figures.percentile(result.seconds, share) * 1000
        for share in (0.5, 0.95, 0.99)
    }
