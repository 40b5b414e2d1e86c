"""The interface for programs, version 1: releases, their tables, and a table over all quarters."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from smart315.insight import queries
from smart315.insight.opendata import columns, files
from smart315.insight.queries import Release
from smart315.web.public.opened import asked, catalogue
from smart315.web.public.opened.answers import KINDS, Answer, open_to_all
from smart315.web.public.opened.dcat import described


@open_to_all
def releases(request: HttpRequest) -> Answer:
    """List the newest version of every quarter."""
    page, _version = asked.read(request)
    found = queries.newest_releases()
    return _json(page.of([_about(each, request) for each in found], request), found)


@open_to_all
def release(request: HttpRequest, period: str) -> Answer:
    """Describe one release: its versions, its tables and their columns."""
    found = asked.release(period, asked.read(request)[1])
    versions = [
        {"version": each.version, "reason": each.reason, "sha256": each.sha256}
        for each in queries.versions(period)
    ]
    tables = [catalogue.table(name, found, request) for name in catalogue.names(found)]
    return _json({**_about(found, request), "versions": versions, "tables": tables}, [found])


@open_to_all
def table(request: HttpRequest, period: str, name: str, ending: str) -> Answer:
    """Hand out one table of a release."""
    asked.check(name, ending)
    found = asked.release(period, asked.read(request)[1])
    return _table(request, name, ending, [found])


@open_to_all
def series(request: HttpRequest, name: str, ending: str) -> Answer:
    """Hand out one table over all quarters, the earliest first."""
    asked.check(name, ending)
    return _table(request, name, ending, queries.newest_releases()[::-1])


@open_to_all
def text(request: HttpRequest, period: str) -> Answer:
    """Hand out the text of a release, whose SHA-256 is the one that is told."""
    found = asked.release(period, asked.read(request)[1])
    return Answer(found.body.encode(), KINDS["json"], found.released_at)


@open_to_all
def dcat(request: HttpRequest) -> Answer:
    """Describe the data in the words of DCAT, for catalogues that collect such descriptions."""
    found = queries.newest_releases()
    return _json(described(found, request), found)


def _table(request: HttpRequest, name: str, ending: str, of: Sequence[Release]) -> Answer:
    page, _version = asked.read(request)
    heads = columns.columns(name)
    rows = [row for each in of for row in columns.rows(each.frozen, name)]
    about = {"licence": settings.OPEN_DATA_LICENCE, "source": request.build_absolute_uri("/")}
    changed = max((each.released_at for each in of), default=None)
    part = of[0].period if len(of) == 1 else "all"
    if ending == "csv":
        content = files.as_csv(heads, rows)
    elif ending == "parquet":
        content = files.as_parquet(heads, rows, about)
    else:
        return _json({"table": name, **about, **page.of(rows, request)}, of)
    return Answer(content, KINDS[ending], changed, f"{name}-{part}.{ending}")


def _about(each: Release, request: HttpRequest) -> dict[str, Any]:
    address = reverse("public:open_release", args=[each.period])
    return {
        "period": each.period,
        "version": each.version,
        "reason": each.reason,
        "released_at": each.released_at.isoformat(),
        "k": each.frozen.k,
        "sha256": each.sha256,
        "url": request.build_absolute_uri(f"{address}?version={each.version}"),
    }


def _json(value: dict[str, Any], of: Sequence[Release]) -> Answer:
    changed = max((each.released_at for each in of), default=None)
    return Answer(files.as_json(value), KINDS["json"], changed)
