"""What the wording of a complaint suggests, by the model in use."""

from dataclasses import dataclass

from smart315.insight import promoted
from smart315.insight.models import TextModel
from smart315.insight.subjects import Subject
from smart315.signals import reasons


@dataclass(frozen=True)
class Suggested:
    """The likeliest code with its probability and the words that decided; never a decision.

    `trusted`: suggestions of such a probability were right in 97 of 100 cases.
    """

    code: str
    probability: float
    trusted: bool
    words: tuple[str, ...]
    others: tuple[tuple[str, float], ...]
    version: int


def models(subject: Subject) -> list[TextModel]:
    """Return all models of a subject, the newest first."""
    return list(TextModel.objects.filter(subject=subject).order_by("-version"))


def model(model_id: int) -> TextModel | None:
    """Return one model."""
    return TextModel.objects.filter(pk=model_id).first()


def in_use(subject: Subject) -> TextModel | None:
    """Return the model whose suggestions are shown."""
    return promoted.in_use(subject)


def suggested(subject: Subject, text: str) -> Suggested | None:
    """Return what a text suggests; None without a model, or for a text that says nothing."""
    row = promoted.in_use(subject)
    if row is None:
        return None
    learnt = promoted.learnt_by(row)
    (said,) = learnt.suggestions([text])
    if said.label is None:
        return None
    words = reasons.reasons(learnt, text, said.label, said.others[0][0])
    return Suggested(
        said.label,
        said.probability,
        said.trusted,
        tuple(word for word, _score in words),
        said.others,
        row.version,
    )
