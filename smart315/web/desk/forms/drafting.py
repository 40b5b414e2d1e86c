"""The editor of an agreement: its text, and its obligations row by row."""

from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext, gettext_lazy as _

from smart315.casework import queries
from smart315.casework.actions import Content
from smart315.casework.clarity import ACT, MONEY, Row
from smart315.casework.codes import OFFERS, AnswerCode
from smart315.casework.queries import Case, Writing
from smart315.web.desk.forms.fields import DayField, YuanField, text_area


LONG_TEXT = 5000
MOST_ROWS, SPARE = 200, 2
KINDS = ((MONEY, _("付款")), (ACT, _("行为")))


class TextForm(forms.Form):
    """What the law wants in an agreement (人民调解法 §29).

    A draft may leave anything open, the fixed text nothing: no field is called optional.
    """

    unmarked = True
    code = forms.ChoiceField(label=_("协议内容"), required=False)
    facts = forms.CharField(
        label=_("主要事实"), max_length=LONG_TEXT, required=False, widget=text_area(4)
    )
    dispute = forms.CharField(
        label=_("争议事项"), max_length=LONG_TEXT, required=False, widget=text_area(2)
    )
    liability = forms.CharField(
        label=_("各方责任"), max_length=LONG_TEXT, required=False, widget=text_area(2)
    )
    total = YuanField(
        label=_("总金额（元）"), required=False, help_text=_("应当等于下面各期付款的合计。")
    )
    extra = YuanField(label=_("其中增加赔偿（元）"), required=False)
    other = forms.CharField(
        label=_("其他约定"), max_length=LONG_TEXT, required=False, widget=text_area(2)
    )
    oral = forms.BooleanField(
        label=_("口头协议"),
        required=False,
        help_text=_("双方认为不需要制作协议书的，登记内容即可（《人民调解法》第二十八条）。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offers = [(each.value, each.label) for each in AnswerCode if each in OFFERS]
        self.fields["code"].choices = [("", gettext("请选择")), *offers]  # type: ignore[attr-defined]


class RowForm(forms.Form):
    """One obligation."""

    unmarked = True
    kind = forms.ChoiceField(label=_("种类"), choices=KINDS)
    party_id = forms.TypedChoiceField(
        label=_("属于谁的附件"), coerce=int, empty_value=None, required=False
    )
    payer = forms.CharField(label=_("由谁履行"), max_length=80, required=False)
    payee = forms.CharField(label=_("向谁履行"), max_length=80, required=False)
    amount = YuanField(label=_("金额（元）"), required=False)
    due_on = DayField(label=_("日期"), required=False)
    method = forms.CharField(label=_("方式"), max_length=120, required=False)
    act = forms.CharField(label=_("做什么"), max_length=300, required=False)
    measure = forms.CharField(label=_("怎样算做到"), max_length=200, required=False)

    def __init__(self, *args: Any, people: list[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.empty_permitted, self.use_required_attribute = True, False
        if people:
            self.fields["party_id"].choices = [("", gettext("全体")), *people]  # type: ignore[attr-defined]
        else:
            del self.fields["party_id"]

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was written into the row."""
        data = self.cleaned_data
        return not any(data.get(name) for name in self.fields if name not in {"kind", "party_id"})

    def row(self) -> Row:
        """Return the obligation as written."""
        data = dict(self.cleaned_data)
        return Row(amount_fen=data.pop("amount") or 0, **data)


RowSet = formset_factory(RowForm, extra=SPARE, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


def begun(case: Case, written: Writing | None) -> tuple[TextForm, Any]:
    """Return the editor as it stands: the text in hand, or what the case says."""
    if written is None:
        initial: dict[str, Any] = {"facts": case.complaint.facts, "dispute": case.complaint.title}
        rows: list[dict[str, Any]] = _first_rows(case)
    else:
        text = written.text
        names = ("code", "facts", "dispute", "liability", "other", "oral")
        initial = {name: getattr(text, name) for name in names}
        initial |= {"total": text.total_fen, "extra": text.extra_fen}
        rows = [_initial(each) for each in written.rows]
    return TextForm(initial=initial), RowSet(initial=rows, form_kwargs={"people": people(case)})


def sent(case: Case, data: Any) -> tuple[TextForm, Any]:
    """Return the editor as it was sent."""
    return TextForm(data), RowSet(data, form_kwargs={"people": people(case)})


def content(form: TextForm, rows: Any) -> Content:
    """Return what was written as one value."""
    data = dict(form.cleaned_data)
    return Content(
        total_fen=data.pop("total") or 0,
        extra_fen=data.pop("extra") or 0,
        rows=tuple(each.row() for each in rows if not each.is_blank),
        **data,
    )


def people(case: Case) -> list[tuple[Any, str]]:
    """Return the people of a joint complaint, each of whom has an annex; none otherwise."""
    if not case.complaint.is_joint:
        return []
    return [(each.pk, each.name) for each in queries.persons_of(case.complaint.pk, case.actor)]


def _first_rows(case: Case) -> list[dict[str, Any]]:
    """Return one row a person of a joint complaint, with what each asked for."""
    if not case.complaint.is_joint:
        return [{"kind": MONEY, "payer": case.complaint.respondent_name}]
    return [
        {
            "kind": MONEY,
            "payer": case.complaint.respondent_name,
            "payee": each.name,
            "party_id": each.pk,
            "amount": each.claim_fen,
        }
        for each in queries.persons_of(case.complaint.pk, case.actor)
    ]


def _initial(each: Any) -> dict[str, Any]:
    names = ("kind", "party_id", "payer", "payee", "due_on", "method", "act", "measure")
    return {name: getattr(each, name) for name in names} | {"amount": each.amount_fen or None}
