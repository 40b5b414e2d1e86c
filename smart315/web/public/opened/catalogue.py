"""Which tables there are, what their columns mean, and where their files lie."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
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


def dcat(releases: Sequence[Release], request: HttpRequest) -> dict[str, Any]:
    """Return the catalogue as JSON-LD (W3C DCAT 3): a dataset is a table over all quarters."""
    publisher = {"@type": "foaf:Organization", "foaf:name": "青海省消费者协会"}
    found: dict[str, Any] = {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
        },
        "@type": "dcat:Catalog",
        "@id": request.build_absolute_uri(reverse("public:open_data")),
        "dct:title": _("消费投诉开放数据"),
        "dct:publisher": publisher,
        "dct:license": settings.OPEN_DATA_LICENCE,
        "dcat:dataset": [_dataset(name, publisher, request) for name in NAMES],
    }
    if releases:
        found["dct:modified"] = max(each.released_at for each in releases).isoformat()
    return found


def _dataset(name: str, publisher: dict[str, str], request: HttpRequest) -> dict[str, Any]:
    return {
        "@type": "dcat:Dataset",
        "dct:identifier": name,
        "dct:title": title(name),
        "dct:publisher": publisher,
        "dct:language": "zh",
        "dct:license": settings.OPEN_DATA_LICENCE,
        "dct:accrualPeriodicity": "http://purl.org/cld/freq/quarterly",
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dcat:mediaType": kind.partition(";")[0],
                "dcat:accessURL": request.build_absolute_uri(
                    reverse("public:open_series", args=[name, ending])
                ),
            }
            for ending, kind in KINDS.items()
        ],
    }
