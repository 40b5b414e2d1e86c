"""What a board's link asks for: a period, and a part of the complaints."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext as _, gettext_lazy

from smart315.accounts.levels import Level
from smart315.accounts.queries import Organisation
from smart315.casework import taxonomy
from smart315.measures.periods import LENGTH, Period, Span, UnknownPeriod
from smart315.regions import queries as regions


SPANS = {
    Span.MONTH: gettext_lazy("本月"),
    Span.QUARTER: gettext_lazy("本季"),
    Span.HALF: gettext_lazy("本半年"),
    Span.YEAR: gettext_lazy("本年"),
}


@dataclass(frozen=True)
class View:
    """A board as a link: blank and None narrow nothing."""

    period: Period
    place: Organisation | None = None
    inside: tuple[str, ...] = ()
    region: str = ""
    category: str = ""
    business: int | None = None

    @property
    def where(self) -> dict[str, str | tuple[str, ...]]:
        """Return what the facts are narrowed to."""
        found: dict[str, str | tuple[str, ...]] = {}
        if self.place is not None and self.place.level == Level.STATION:
            found["station"] = str(self.place.pk)
        elif self.place is not None and self.place.parent_id is not None:
            found["organisation"] = self.inside
        if self.region:
            county = regions.county_of(self.region)
            found["county" if county else "prefecture"] = self.region
        if self.category:
            level = taxonomy.node(self.category).level
            found["category" if level == 1 else "subcategory"] = self.category
        if self.business is not None:
            found["business"] = str(self.business)
        return found

    def link(self, **changes: Any) -> str:
        """Return the address's part after the question mark, with some of it changed."""
        wanted = replace(self, **changes)
        parts = {
            "period": wanted.period.code,
            "place": wanted.place.pk if wanted.place else "",
            "region": wanted.region,
            "category": wanted.category,
            "business": wanted.business or "",
        }
        return f"?{urlencode({name: each for name, each in parts.items() if each})}"


class PeriodField(forms.CharField):
    """A period as scripts and addresses write it."""

    def to_python(self, value: Any) -> Any:
        """Return a Period; say what can be written when it is none."""
        text = super().to_python(value) or ""
        try:
            return Period.read(text)
        except UnknownPeriod:
            raise forms.ValidationError(
                _(
                    "“%(text)s”不是期间。请写年（2026）、半年（2026H1）、季度（2026Q3）或者月（2026-05）。"
                )
                % {"text": text[:20]}
            ) from None


class BoardForm(forms.Form):
    """The form above a board; it sends a link."""

    period = PeriodField(label=gettext_lazy("期间"))
    place = forms.ChoiceField(
        label=gettext_lazy("办理单位（含下级）或者服务站"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("没有这个单位，或者您不能查看它的数字。")},
    )
    region = forms.CharField(widget=forms.HiddenInput, required=False)
    category = forms.CharField(widget=forms.HiddenInput, required=False)
    business = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, tree: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tree = tree
        top = min((each.depth for each in tree), default=0)
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            ("", _("全部")),
            *((each.pk, "　" * (each.depth - top) + each.name) for each in tree),
        ]

    def clean_region(self) -> str:
        """Refuse what is no division."""
        code = str(self.cleaned_data["region"])
        if code and not (regions.prefecture_of(code) and len(code) == regions.COUNTY_DIGITS):
            raise forms.ValidationError(_("“%(code)s”不是市州或者县的代码。") % {"code": code[:20]})
        return code

    def clean_category(self) -> str:
        """Refuse what is no category."""
        code = str(self.cleaned_data["category"])
        if code and not taxonomy.known(code, *taxonomy.CATEGORIES):
            raise forms.ValidationError(_("没有“%(code)s”这一商品服务类别。") % {"code": code[:20]})
        return code

    def view(self) -> View:
        """Return what is asked for; the form must be valid."""
        data = self.cleaned_data
        place = next((each for each in self.tree if str(each.pk) == data["place"]), None)
        inside = [each for each in self.tree if place and each.path.startswith(place.path)]
        return View(
            data["period"],
            place,
            tuple(str(each.pk) for each in inside),
            data["region"],
            data["category"],
            data["business"],
        )


def current(span: Span, today: date) -> Period:
    """Return the period of a span in which a day lies."""
    return Period(today.year, span, (today.month - 1) // LENGTH[span] + 1)


def data_of(asked: Any, today: date) -> dict[str, str]:
    """Return what an address asks for; the quarter of today when it names no period."""
    names = {each.name for each in fields(View)} - {"inside"}
    found = {name: asked.get(name, "") for name in names}
    return {**found, "period": found["period"].strip() or current(Span.QUARTER, today).code}
