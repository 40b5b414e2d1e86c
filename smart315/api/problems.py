"""Whatever goes wrong is said in one shape: application/problem+json (RFC 9457), in Chinese."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _, gettext_lazy
from ninja import Field, NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from smart315.kernel.verdicts import Refused


MEDIA_TYPE = "application/problem+json"
FIRST, CONFLICT, UNPROCESSABLE = 400, 409, 422

TITLES = {
    400: gettext_lazy("请求无法读取"),
    401: gettext_lazy("没有有效的密钥"),
    403: gettext_lazy("密钥没有这项权限"),
    404: gettext_lazy("没有找到"),
    405: gettext_lazy("不支持这个方法"),
    409: gettext_lazy("现在不能这样做"),
    413: gettext_lazy("内容太大"),
    415: gettext_lazy("内容类型不正确"),
    422: gettext_lazy("内容有误"),
    429: gettext_lazy("请求过于频繁"),
}
# What the validation calls an error, in words for whoever reads the answer.
WORDS = {
    "missing": gettext_lazy("缺少这一项。"),
    "string_too_long": gettext_lazy("内容太长。"),
    "string_too_short": gettext_lazy("不能为空。"),
    "string_pattern_mismatch": gettext_lazy("格式不正确。"),
    "enum": gettext_lazy("不在可选的范围内。"),
    "literal_error": gettext_lazy("不在可选的范围内。"),
    "greater_than": gettext_lazy("数值太小。"),
    "greater_than_equal": gettext_lazy("数值太小。"),
    "less_than_equal": gettext_lazy("数值太大。"),
    "extra_forbidden": gettext_lazy("没有这一项，请检查名称。"),
    "json_invalid": gettext_lazy("不是正确的JSON。"),
}
OTHERWISE = gettext_lazy("格式不正确。")
# Where the parts of a request come from; they are no part of a field's name.
PLACES = {"body", "query", "path", "header", "form", "file", "data", "filters"}


class FieldError(Schema):
    """One thing that is wrong, at one field."""

    field: str = Field(description="字段名；多级的以点分隔")
    message: str = Field(description="哪里不对，怎样改")


class Problem(Schema):
    """What went wrong and what to do about it."""

    type: str = Field("about:blank", description="固定为 about:blank")
    title: str = Field(description="问题的名称，同一状态码相同")
    status: int = Field(description="HTTP 状态码")
    detail: str = Field(description="具体原因，可以直接给人看")
    errors: list[FieldError] = Field(default_factory=list, description="逐个字段的问题")


class Stop(Exception):  # noqa: N818 - ends a request with a problem
    """Ends a request with a problem of the status."""

    def __init__(
        self, status: int, detail: str, *, field: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.field, self.headers = status, field, dict(headers or {})


def problem(
    status: int,
    detail: str,
    errors: Iterable[tuple[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Return a problem as an answer."""
    body = {
        "type": "about:blank",
        "title": str(TITLES.get(status, _("出错了"))),
        "status": status,
        "detail": detail,
        "errors": [{"field": field, "message": message} for field, message in errors],
    }
    text = json.dumps(body, ensure_ascii=False)
    return HttpResponse(text, status=status, content_type=MEDIA_TYPE, headers=dict(headers or {}))


def install(api: NinjaAPI) -> None:
    """Say everything that can go wrong in this shape."""
    api.add_exception_handler(Refused, _refused)
    api.add_exception_handler(Stop, _stopped)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(AuthenticationError, _unknown)
    api.add_exception_handler(HttpError, _http_error)


def _refused(_request: HttpRequest, refusal: Refused | type[Refused]) -> HttpResponse:
    field = getattr(refusal, "field", "")
    if field:
        return problem(UNPROCESSABLE, str(refusal), [(field, str(refusal))])
    return problem(CONFLICT, str(refusal))


def _stopped(_request: HttpRequest, stop: Stop | type[Stop]) -> HttpResponse:
    assert isinstance(stop, Stop)  # noqa: S101 - what the handler was registered for
    errors = [(stop.field, str(stop))] if stop.field else []
    return problem(stop.status, str(stop), errors, stop.headers)


def _invalid(_request: HttpRequest, found: ValidationError | type[ValidationError]) -> HttpResponse:
    errors = [_in_words(each) for each in getattr(found, "errors", [])]
    return problem(UNPROCESSABLE, _("请求中有%(count)s处不正确。") % {"count": len(errors)}, errors)


def _unknown(
    _request: HttpRequest, _error: AuthenticationError | type[AuthenticationError]
) -> HttpResponse:
    detail = _("请在 Authorization: Bearer 之后给出有效的密钥；密钥可能已经撤销或者过期。")
    return problem(401, detail, headers={"WWW-Authenticate": "Bearer"})


def _http_error(_request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    status = getattr(error, "status_code", 400)
    detail = _("请求的内容无法读取，请检查格式和编码。")
    return problem(status, detail)


def _in_words(error: Mapping[str, Any]) -> tuple[str, str]:
    where = [str(each) for each in error.get("loc", ()) if str(each) not in PLACES]
    return ".".join(where), str(WORDS.get(str(error.get("type")), OTHERWISE))
