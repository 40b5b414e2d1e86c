"""The description of the interface as a page, and the answer for an address that is none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from smart315.api import problems
from smart315.api.v1.api import description


@dataclass(frozen=True)
class Line:
    """A field or a parameter: its name, what it is, whether it is needed, what it says."""

    name: str
    kind: str
    needed: bool
    words: str


@dataclass(frozen=True)
class Deed:
    """One operation of the interface."""

    method: str
    path: str
    title: str
    words: str
    tag: str
    parameters: list[Line] = field(default_factory=list)
    body: str = ""
    answer: str = ""


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Show the description: written by the server, without a script."""
    schema = description()
    context = {
        "info": schema["info"],
        "deeds": list(deeds(schema)),
        "shapes": list(shapes(schema)),
        "titles": sorted(problems.TITLES.items()),
    }
    return render(request, "api/docs.html", context)


@csrf_exempt
def nowhere(_request: HttpRequest) -> HttpResponse:
    """Answer for an address below the interface that is none."""
    return problems.problem(404, _("没有这个地址，请查看接口说明。"))


def deeds(schema: Mapping[str, Any]) -> Iterator[Deed]:
    """Yield every operation of a description, in its order."""
    for path, operations in schema["paths"].items():
        for method, each in operations.items():
            content = each.get("requestBody", {}).get("content", {})
            good = each["responses"].get(200, {}).get("content", {})
            yield Deed(
                method=method.upper(),
                path=path,
                title=each["summary"],
                words=each.get("description", ""),
                tag=each["tags"][0],
                parameters=[_parameter(one) for one in each.get("parameters", [])],
                body=_body(content),
                answer=_body(good),
            )


def shapes(schema: Mapping[str, Any]) -> Iterator[tuple[str, str, list[Line]]]:
    """Yield (name, what it is, fields) of every shape of a description."""
    for name, shape in schema["components"]["schemas"].items():
        needed = set(shape.get("required", []))
        lines = [
            Line(each, _kind(facts), each in needed, facts.get("description", ""))
            for each, facts in shape.get("properties", {}).items()
        ]
        if shape.get("enum"):
            lines = [Line(str(each), "", needed=False, words="") for each in shape["enum"]]
        yield name, shape.get("description", ""), lines


def _parameter(facts: Mapping[str, Any]) -> Line:
    words = facts.get("description", "") or facts["schema"].get("description", "")
    return Line(facts["name"], _kind(facts["schema"]), bool(facts.get("required")), words)


def _body(content: Mapping[str, Any]) -> str:
    for media_type, facts in content.items():
        return f"{_kind(facts['schema'])} ({media_type})"
    return ""


def _kind(schema: Mapping[str, Any]) -> str:
    """Return what a value is, in the words of JSON Schema."""
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[-1])
    if "anyOf" in schema:
        return " | ".join(_kind(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"[{_kind(schema['items'])}]"
    form = schema.get("format")
    return str(schema.get("type", "object")) + (f" · {form}" if form else "")


# As the pages of `web` say it: everybody may read what the interface is like.
for view in (docs, nowhere):
    cast("Any", view).access = "public"
