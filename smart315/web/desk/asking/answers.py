"""The page of an answer: the table, its picture, and the links around it."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from smart315.accounts.actors import Actor
from smart315.accounts.queries import Organisation
from smart315.insight.queries import DIMENSIONS, MEASURES, names_of, pivot
from smart315.insight.questions import times
from smart315.insight.questions.pivot import Pivot
from smart315.insight.questions.question import Question
from smart315.kernel.verdicts import Refused
from smart315.web.desk.asking import charts, links
from smart315.web.desk.asking.forms import AskForm
from smart315.web.desk.asking.shown import shown
from smart315.web.desk.forms.fields import put
from smart315.web.templatetags.desk import Chip


EXAMPLES = (
    (
        gettext_lazy("各类性质投诉本季多少、解决多少"),
        Question(("accepted", "resolve_rate"), "nature"),
    ),
    (
        gettext_lazy("各月收到和受理的投诉"),
        Question(("received", "accepted"), "month", when="year", against=("year",)),
    ),
    (
        gettext_lazy("各县的性质构成"),
        Question(("accepted",), "county", "nature", when="year", sort="most"),
    ),
    (
        gettext_lazy("投诉最多的二十家经营者"),
        Question(("accepted", "resolve_rate"), "business", when="year", sort="most", top=20),
    ),
)


def around() -> dict[str, Any]:
    """Return what stands around the form whether or not something was asked."""
    return {
        "periods": [str(words) for words, _of in times.MOVING.values()],
        "examples": [Chip(str(words), links.to(question)) for words, question in EXAMPLES],
        "open_form": True,
    }


def answered(form: AskForm, actor: Actor, at: datetime) -> Pivot | None:
    """Return the answer; None when it is refused: the form says why."""
    if form.question is None:
        return None
    try:
        return pivot(form.question, scope=actor, at=at)
    except Refused as refusal:
        put(form, refusal)
        return None


def page(form: AskForm, actor: Actor, tree: list[Organisation], at: datetime) -> dict[str, Any]:
    """Return what the template shows of the answer; nothing when it is refused."""
    found = answered(form, actor, at)
    if found is None:
        return {}
    question = found.question
    return {
        "pivot": found,
        "table": shown(found, links.Cases(found, tree)),
        "chart": charts.chart(found),
        "title": title(question),
        "spans": _spans(question),
        "trail": [(_words(name, code), link) for name, code, link in links.without(question)],
        "files": [
            (end.upper(), f"{reverse('desk:ask_file', args=[end])}?{links.query(question)}")
            for end in ("csv", "xlsx")
        ],
        "place": next((each for each in tree if each.pk == question.place), None),
        "open_form": False,
    }


def title(question: Question) -> str:
    """Return what is asked in a few words."""
    measures = "、".join(str(MEASURES[name].title) for name in question.measures)
    by = "、".join(str(DIMENSIONS[x].title) for x in (question.rows, question.columns) if x)
    return _("%(measures)s：按%(by)s") % {"measures": measures, "by": by} if by else measures


def _words(name: str, code: str) -> str:
    words = {"name": DIMENSIONS[name].title, "code": names_of(name, [code])[code]}
    return _("%(name)s：%(code)s") % words


def _spans(question: Question) -> list[Chip]:
    return [
        Chip(str(words), links.to(question.at(name)), on=question.when == name)
        for name, (words, _of) in times.MOVING.items()
    ]
