"""What the heads of an answer are called, on pages, in files and in mail alike."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _, gettext_lazy

from smart315.insight.catalogue import DIMENSIONS, MEASURES
from smart315.insight.questions.pivot import Heading, Of, Pivot
from smart315.insight.questions.question import Against, Question


COMPARED: Mapping[str, Any] = {
    Against.YEAR.value: gettext_lazy("同比"),
    Against.BEFORE.value: gettext_lazy("环比"),
}


def heading(head: Heading, pivot: Pivot) -> str:
    """Return what a row or a column is called."""
    if head.key is Of.REST:
        return _("其他%(count)s项") % {"count": pivot.rest}
    return _("全部") if head.key is Of.WHOLE else head.title


def asked(question: Question) -> str:
    """Return what is asked in a few words."""
    measures = "、".join(str(MEASURES[name].title) for name in question.measures)
    by = "、".join(str(DIMENSIONS[x].title) for x in (question.rows, question.columns) if x)
    return _("%(measures)s：按%(by)s") % {"measures": measures, "by": by} if by else measures
