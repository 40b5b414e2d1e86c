"""Which tables there are, what their columns mean, and where their files lie."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from smart315.insight.opendata.columns import OpenColumn, columns
from smart315.insight.opendata.declared import FIGURES, NAMES, TABLES
from smart315.insight.queries import Release
from smart315.web.public.opened.answers import KINDS


def title(name: str) -> str:
    """Return what a table is called."""
    return _("全省指标") if name == FIGURES else str(TABLES[name].title)


def names(release: Release) -> list[str]:
    """Return the tables that a release has: a mostly withheld one is left out."""
    return [name for name in NAMES if name == FIGURES or name in release.frozen.tables]


def dictionary() -> list[tuple[str, str, tuple[OpenColumn, ...]]]:
    """Return (name, title, columns) of every table."""
    return [(name, title(name), columns(name)) for name in NAMES]


def table(name: str, release: Release, request: HttpRequest) -> dict[str, Any]:
    """Return a table of a release for a program: its columns and its files."""
    where = [reverse("public:open_table", args=[release.period, name, each]) for each in KINDS]
    asked = f"?version={release.version}"
    return {
        "name": name,
        "title": title(name),
        "columns": [
            {"name": each.name, "type": each.type, "meaning": str(each.meaning)}
            for each in columns(name)
        ],
        "files": {
            kind: request.build_absolute_uri(f"{each}{asked}")
            for kind, each in zip(KINDS, where, strict=True)
        },
    }
