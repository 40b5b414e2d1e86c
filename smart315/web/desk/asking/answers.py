"""The page of an answer: the table, its picture, and the links around it."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from smart315.accounts.actors import Actor
from smart315.accounts.queries import Organisation
from smart315.insight.queries import DIMENSIONS, SavedQuestion, names_of, pivot, saved_question
from smart315.insight.questions import times, words
from smart315.insight.questions.pivot import Pivot
from smart315.insight.questions.question import Question
from smart315.kernel.verdicts import Refused
from smart315.web.access import ActorRequest
from smart315.web.desk.asking import charts, links
from smart315.web.desk.asking.cases import Cases
from smart315.web.desk.asking.forms import AskForm
from smart315.web.desk.asking.shown import shown
from smart315.web.desk.forms.fields import optional_int, put
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


def around(request: ActorRequest) -> dict[str, Any]:
    """Return what stands around the form whether or not something was asked."""
    return {
        "periods": [str(said) for said, _of in times.MOVING.values()],
        "examples": [Chip(str(said), links.to(question)) for said, question in EXAMPLES],
        "open_form": True,
        "saved": _saved(request),
        "query": request.GET.urlencode(),
    }


def _saved(request: ActorRequest) -> SavedQuestion | None:
    """Return the kept question that the address comes from, where whoever asks may read it."""
    key = optional_int(request.GET.get("saved", ""))
    return saved_question(request.actor, key) if key else None


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
        "table": shown(found, Cases(found, tree)),
        "chart": charts.chart(found),
        "title": words.asked(question),
        "spans": _spans(question),
        "trail": [(_words(name, code), link) for name, code, link in links.without(question)],
        "files": [
            (end.upper(), f"{reverse('desk:ask_file', args=[end])}?{links.query(question)}")
            for end in ("csv", "xlsx")
        ],
        "query": links.query(question),
        "place": next((each for each in tree if each.pk == question.place), None),
        "open_form": False,
    }


def _words(name: str, code: str) -> str:
    said = {"name": DIMENSIONS[name].title, "code": names_of(name, [code])[code]}
    return _("%(name)s：%(code)s") % said


def _spans(question: Question) -> list[Chip]:
    return [
        Chip(str(said), links.to(question.at(name)), on=question.when == name)
        for name, (said, _of) in times.MOVING.items()
    ]
