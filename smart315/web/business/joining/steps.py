"""How far an application has come, in the words of the handbook (EN-05)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smart315.businesses.queries import Application
from smart315.businesses.states import ApplicationState, DeclineReason, ReturnReason


A = ApplicationState
WAY = (
    (_("申请"), A.APPLIED),
    (_("核验"), A.VERIFIED),
    (_("签约"), A.SIGNED),
    (_("启用"), A.ACTIVATED),
)
REACHED = {
    A.APPLIED: 1, A.RETURNED: 1, A.VERIFIED: 2, A.SIGNED: 3, A.ACTIVATED: 4,
    A.DECLINED: 1, A.WITHDRAWN: 1,
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One step of the way, done or not."""

    words: str | Promise
    done: bool


def of(application: Application) -> list[Step]:
    """Return the four steps."""
    reached = REACHED[ApplicationState(application.state)]
    return [Step(words, place < reached) for place, (words, _state) in enumerate(WAY)]


def reasons(application: Application) -> list[str]:
    """Return in words why it came back or was declined."""
    labels = dict(ReturnReason.choices) | dict(DeclineReason.choices)
    return [str(labels.get(each, each)) for each in application.reasons]
