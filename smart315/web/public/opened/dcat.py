"""The open data in the words of DCAT, for catalogues that collect such descriptions."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from smart315.insight.opendata.declared import NAMES
from smart315.insight.queries import Release
from smart315.web.public.opened.answers import KINDS
from smart315.web.public.opened.catalogue import title


def described(releases: Sequence[Release], request: HttpRequest) -> dict[str, Any]:
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
