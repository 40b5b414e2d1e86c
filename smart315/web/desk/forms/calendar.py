"""The official notice of a year and single days, as somebody types them from the paper."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from smart315.web.desk.forms.fields import DayField, text_area


LINE = re.compile(
    r"(\d{4}-\d{1,2}-\d{1,2})(?:\s*(?:至|到|~|—|–)\s*(\d{4}-\d{1,2}-\d{1,2}))?\s+(\S.*)"
)
ONE_DAY = timedelta(days=1)
LONGEST = 20


class DaysField(forms.CharField):
    """One line a holiday: 2027-02-06 至 2027-02-12 春节; cleaned to days with names."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", text_area(8, spellcheck="false"))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """Return {day: name}; raise ValidationError that names the line."""
        days: dict[date, str] = {}
        for number, line in enumerate(super().clean(value).splitlines(), start=1):
            if line.strip():
                days.update(_days_of(line.strip(), number))
        return days


class YearForm(forms.Form):
    """The State Council's notice: days off, weekend days worked in exchange, where it stands."""

    source = forms.CharField(
        label=_("通知名称或文号"),
        max_length=200,
        help_text=_("例如：国务院办公厅关于2027年部分节假日安排的通知"),
    )
    holidays = DaysField(
        label=_("放假"), help_text=_("每行一个节日：2027-02-06 至 2027-02-12 春节")
    )
    makeup_workdays = DaysField(
        label=_("调休上班"), required=False, help_text=_("每行一天：2027-02-20 春节")
    )


class DayForm(forms.Form):
    """One day that differs from the week, for the country or for a place and all below it."""

    day = DayField(label=_("日期"))
    is_workday = forms.ChoiceField(
        label=_("当天"), choices=(("off", _("放假")), ("worked", _("上班"))), initial="off"
    )
    region_code = forms.CharField(
        label=_("行政区划代码"),
        required=False,
        max_length=12,
        help_text=_("少数民族习惯节日填当地代码，例如 632300；全国统一的留空。"),
    )
    name = forms.CharField(label=_("节日名称"), max_length=40)
    source = forms.CharField(label=_("依据"), max_length=200)

    def arguments(self) -> dict[str, Any]:
        """Return what `parameters.actions.set_day` takes besides who and when."""
        return {**self.cleaned_data, "is_workday": self.cleaned_data["is_workday"] == "worked"}


def _days_of(line: str, number: int) -> Iterator[tuple[date, str]]:
    written = LINE.fullmatch(line)
    first = _day(written[1]) if written else None
    last = _day(written[2]) if written and written[2] else first
    if written is None or first is None or last is None or not 0 <= (last - first).days < LONGEST:
        raise ValidationError(
            gettext("第%(number)s行“%(line)s”不能读：请写成“2027-02-06 至 2027-02-12 春节”。")
            % {"number": number, "line": line[:40]}
        )
    for step in range((last - first).days + 1):
        yield first + step * ONE_DAY, written[3].strip()


def _day(text: str) -> date | None:
    year, month, day = map(int, text.split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        return None
