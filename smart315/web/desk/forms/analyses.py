"""What is asked about an analysis of complaints."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.accounts.actors import Actor
from smart315.casework import queries as casework
from smart315.casework.queries import Told
from smart315.insight.analyses.catalogue import DECLARED
from smart315.insight.analyses.declared import Basis
from smart315.insight.analyses.limits import LONGEST
from smart315.regions import queries as regions
from smart315.regions.queries import PROVINCE
from smart315.web.desk.forms.fields import text_area


class OrderForm(forms.Form):
    """Which analysis, of which period and place."""

    kind = forms.ChoiceField(label=_("报告种类"))
    period = forms.CharField(
        label=_("期间"),
        max_length=8,
        help_text=_("年度写2026，半年写2026H1，季度写2026Q3，月份写2026-09。"),
        error_messages={"required": _("请填写期间，例如2026Q3。")},
    )
    region = forms.ChoiceField(label=_("地区"))
    basis = forms.ChoiceField(
        label=_("统计口径"),
        choices=[
            (Basis.ACCEPTED, _("受理的投诉（按受理日期）")),
            (Basis.RECEIVED, _("收到的全部投诉和咨询（按收到日期）")),
        ],
        initial=Basis.ACCEPTED,
    )
    reason = forms.CharField(
        label=_("更正理由"),
        max_length=300,
        required=False,
        help_text=_("这一期已经发布、需要更正的，写明理由；首次起草不填。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(n, str(d.title)) for n, d in DECLARED.items()]  # type: ignore[attr-defined]
        self.fields["region"].choices = list(_places())  # type: ignore[attr-defined]


class SectionForm(forms.Form):
    """The text of one section, a paragraph a line."""

    text = forms.CharField(
        label=_("文字"), max_length=LONGEST, required=False, widget=text_area(14), strip=True
    )


class WhyForm(forms.Form):
    """Why something is sent back."""

    why = forms.CharField(
        label=_("理由"),
        max_length=300,
        widget=text_area(3),
        error_messages={"required": _("请写明理由。")},
    )


class ExemplarForm(forms.Form):
    """A typical case as it is told; it can be changed, and it is kept or left out."""

    text = forms.CharField(label=_("案例"), max_length=2000, required=False, widget=text_area(6))


class AddExemplarForm(forms.Form):
    """A closed case by its number."""

    number = forms.CharField(
        label=_("投诉编号"),
        max_length=40,
        help_text=_("已办结的投诉；系统先隐去姓名、电话、车牌、地址和经营者，再由您确认。"),
        error_messages={"required": _("请填写投诉编号。")},
    )

    def told(self, actor: Actor) -> Told | None:
        """Return the case as a report may tell it; None, said at the field, for one that is not."""
        found = casework.told(self.cleaned_data["number"], actor)
        if found is None:
            self.add_error("number", _("没有这个编号的已办结投诉，或者您无权查看。"))
        return found


def _places() -> Any:
    yield PROVINCE, regions.name(PROVINCE)
    for prefecture, name in regions.options():
        yield prefecture, name
        for county, own in regions.options(prefecture):
            yield county, f"　{own}"
