"""What a program asks of the open data: a release, a table, a page of its rows."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from smart315.insight import queries
from smart315.insight.opendata.declared import NAMES
from smart315.insight.queries import Release
from smart315.web.public.opened.answers import KINDS, Problem


WRONG, MISSING = 400, 404
SIZE, LARGEST = 100, 1000


class AskedForm(forms.Form):
    """The parameters of an address, all of them optional."""

    page = forms.IntegerField(min_value=1, required=False)
    size = forms.IntegerField(min_value=1, max_value=LARGEST, required=False)
    version = forms.IntegerField(min_value=1, required=False)


@dataclass(frozen=True)
class Page:
    """Which rows of how many."""

    number: int
    size: int

    def of(self, rows: list[Any], request: HttpRequest) -> dict[str, Any]:
        """Return a page of rows, with how many there are and where the next page is."""
        end = self.number * self.size
        asked = request.GET.copy()
        asked["page"] = str(self.number + 1)
        more = request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
        return {
            "total": len(rows),
            "page": self.number,
            "size": self.size,
            "next": more if end < len(rows) else None,
            "rows": rows[end - self.size : end],
        }


def read(request: HttpRequest) -> tuple[Page, int | None]:
    """Return which page and which version an address asks for."""
    form = AskedForm(request.GET)
    if not form.is_valid():
        name, errors = next(iter(form.errors.items()))
        raise Problem(WRONG, f"{name}: {errors[0]}")
    asked = form.cleaned_data
    return Page(asked["page"] or 1, asked["size"] or SIZE), asked["version"]


def release(period: str, version: int | None) -> Release:
    """Return a release; the newest version of the quarter where none is named."""
    found = queries.release(period, version) if period else None
    if found is None:
        raise Problem(MISSING, _("没有公开过“%(period)s”的这一版。") % {"period": period[:20]})
    return found


def check(table: str, ending: str) -> None:
    """Refuse what is no table, or no kind of file."""
    if table not in NAMES:
        words = {"table": table[:40], "names": "、".join(NAMES)}
        raise Problem(MISSING, _("没有“%(table)s”这张表；有：%(names)s。") % words)
    if ending not in KINDS:
        words = {"ending": ending[:20], "kinds": "、".join(KINDS)}
        raise Problem(MISSING, _("没有“%(ending)s”这种格式；有：%(kinds)s。") % words)
