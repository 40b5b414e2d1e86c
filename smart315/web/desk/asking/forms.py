"""The form above an answer; it sends a link, and reads it as every other reader of a question."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from smart315.accounts.queries import Organisation
from smart315.insight.queries import DIMENSIONS
from smart315.insight.questions import reading, times
from smart315.insight.questions.question import Against, Question, Sort
from smart315.kernel.verdicts import Refused
from smart315.measures.periods import UnknownPeriod
from smart315.web.desk.asking import choices
from smart315.web.desk.asking.boxes import Boxes, Choice
from smart315.web.desk.forms.fields import DayField, LongSelect, put


AGAINST = [
    (Against.YEAR.value, gettext_lazy("同比（与上年同期比）")),
    (Against.BEFORE.value, gettext_lazy("环比（与上一期比）")),
]
SORTS = [
    (Sort.CODE.value, gettext_lazy("按项目")),
    (Sort.MOST.value, gettext_lazy("按第一项指标，从高到低")),
    (Sort.LEAST.value, gettext_lazy("按第一项指标，从低到高")),
]


class AskForm(forms.Form):
    """Measures, dimensions, time, comparison, filters, order."""

    unmarked = True  # nearly everything may be left empty

    measure = Boxes(label=gettext_lazy("指标（一到三项）"))
    rows = Choice(label=gettext_lazy("行"), widget=LongSelect)
    columns = Choice(label=gettext_lazy("列"), widget=LongSelect)
    period = forms.CharField(
        label=gettext_lazy("期间"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"list": "periods", "autocomplete": "off"}),
        help_text=gettext_lazy("如 2026、2026H1、2026Q3、2026-05，或者本月、上月、本季、本年。"),
    )
    against = Boxes(label=gettext_lazy("比较"), choices=AGAINST)
    place = Choice(label=gettext_lazy("办理单位（含下级）或者服务站"), widget=LongSelect)
    sort = Choice(label=gettext_lazy("行的顺序"), widget=LongSelect, choices=SORTS)
    top = forms.CharField(
        label=gettext_lazy("只看前几行"),
        required=False,
        widget=forms.NumberInput(attrs={"min": "1", "max": "200", "inputmode": "numeric"}),
        help_text=gettext_lazy("其余合为“其他”；比率按分子、分母重新计算。"),
    )
    parts = forms.BooleanField(label=gettext_lazy("显示分子、分母"), required=False)

    def __init__(self, data: QueryDict, *, tree: list[Organisation]) -> None:
        super().__init__(_shown(data) if data else None)
        self.asked = data
        self.question: Question | None = None
        self.fields["from"] = DayField(label=_("或者从"), required=False)
        self.fields["to"] = DayField(label=_("到"), required=False)
        for name in choices.LISTS:
            self.fields[name] = Boxes(label=DIMENSIONS[name].title, choices=choices.of(name))
        several = choices.dimensions(_("不分"))
        for name, offered in {
            "measure": choices.measures(),
            "rows": several,
            "columns": several,
            "place": choices.places(tree),
        }.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Read the question from the address itself: what the form does not offer counts too."""
        if self.errors:
            return
        try:
            self.question = reading.read(dict(self.asked.lists()))
        except Refused as refusal:
            put(self, refusal)

    @property
    def filters(self) -> list[tuple[Any, int]]:
        """Return the boxes of each filter with how many are ticked."""
        return [(self[name], len(self.asked.getlist(name))) for name in choices.LISTS]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Return the codes that no box shows, as hidden fields."""
        others = DIMENSIONS.keys() - choices.LISTS.keys()
        return [(name, code) for name in sorted(others) for code in self.asked.getlist(name)]


def _shown(data: QueryDict) -> QueryDict:
    """Return what the fields show: a period in the word that people use, a span as two days."""
    shown = data.copy()
    try:
        when = times.canonical(data.get("period", ""))
    except UnknownPeriod:
        return shown
    if data.get("from") or data.get("to"):
        return shown
    first, between, last = when.partition(times.BETWEEN)
    if between:
        shown["period"], shown["from"], shown["to"] = "", first, last
    else:
        shown["period"] = times.words(when)
    return shown
