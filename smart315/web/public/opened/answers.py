"""How open data are handed out: to everybody, from anywhere, with what a cache needs to know."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from smart315.insight.opendata import files
from smart315.web.access import View, public_page
from smart315.web.public import limits, site


ASKS = limits.Limit("open-data", 120, 60)
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Retry-After",
    "X-Content-Type-Options": "nosniff",
}
TOO_MANY = 429


@dataclass(frozen=True)
class Answer:
    """A file or an answer, and when it last changed; one with a `name` is to be saved."""

    content: bytes
    kind: str
    changed_at: datetime | None = None
    name: str = ""


class Problem(Exception):  # noqa: N818 - is what the reader is told
    """Why there is no answer: RFC 9457."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status


def open_to_all(view: Callable[..., Answer]) -> View:
    """Serve a view's answer to everybody, in Chinese whatever the reader's cookie says."""

    @wraps(view)
    def served(request: HttpRequest, *args: str, **named: str) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=OPEN)
        with site.in_chinese():
            try:
                _spend(request)
                response = _response(request, view(request, *args, **named))
            except Problem as problem:
                response = _problem(problem)
        for name, value in OPEN.items():
            response[name] = value
        return response

    return public_page(require_http_methods(["GET", "HEAD", "OPTIONS"])(served))


def _spend(request: HttpRequest) -> None:
    client, at = limits.client(request), now()
    if limits.spent(ASKS, client, at):
        raise Problem(TOO_MANY, _("请求太多，请一分钟后再试。"))
    limits.spend(ASKS, client, at)


def _response(request: HttpRequest, answer: Answer) -> HttpResponse:
    etag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    changed = int(answer.changed_at.timestamp()) if answer.changed_at else None
    response = HttpResponse(answer.content, content_type=answer.kind)
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=3600"
    if answer.changed_at is not None:
        response["Last-Modified"] = http_date(answer.changed_at.timestamp())
    saved = content_disposition_header(as_attachment=True, filename=answer.name)
    if answer.name and saved:
        response["Content-Disposition"] = saved
    found = get_conditional_response(request, etag, changed, response)
    return found if isinstance(found, HttpResponse) else response


def _problem(problem: Problem) -> HttpResponse:
    said = {"title": _("不能回答"), "status": problem.status, "detail": str(problem)}
    response = HttpResponse(
        files.as_json(said), content_type="application/problem+json", status=problem.status
    )
    if problem.status == TOO_MANY:
        response["Retry-After"] = str(ASKS.seconds)
    return response
