"""What the wording of a case suggests, as a sentence beside the field, and the cards of models."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from smart315.casework import taxonomy
from smart315.casework.queries import Complaint
from smart315.insight import queries as insight
from smart315.insight.queries import Suggested, TextModel
from smart315.insight.subjects import Subject


@dataclass(frozen=True)
class Label:
    """One label of a model with its cases and how well it was found."""

    code: str
    name: str
    texts: int
    f1: float | None


@dataclass(frozen=True)
class Card:
    """A model, the labels in words, and whether it is in use."""

    model: TextModel
    current: bool
    labels: list[Label]


def add_hints(fields: Mapping[str, forms.Field], complaint: Complaint) -> None:
    """Put the suggestions beside the fields of nature and category; the officer decides."""
    text = f"{complaint.title}\n{complaint.facts}"
    for subject in Subject:
        said = insight.suggested(subject, text)
        if said:
            fields[f"{subject}_code"].help_text = sentence(said)


def sentence(said: Suggested) -> str:
    """Return a suggestion in words."""
    parts = {
        "name": name_of(said.code),
        "chance": round(said.probability * 100),
        "words": "、".join(said.words[:4]),
    }
    if not said.words:
        return _("按正文建议：%(name)s（%(chance)s%%）。") % parts
    return _("按正文建议：%(name)s（%(chance)s%%），因为提到%(words)s。") % parts


def cards(subject: Subject) -> list[Card]:
    """Return the cards of all models of a subject, the newest first."""
    current = insight.in_use(subject)
    return [Card(each, each == current, _labels(each.card)) for each in insight.models(subject)]


def name_of(code: str) -> str:
    """Return the name of a nature or category; the code itself where the taxonomy has lost it."""
    return " › ".join(node.name for node in taxonomy.path(code)) if taxonomy.known(code) else code


def _labels(card: dict[str, Any]) -> list[Label]:
    scores = card["held_back"]["f1_by_label"]
    return [
        Label(code, name_of(code), texts, scores.get(code))
        for code, texts in sorted(card["labels"].items(), key=lambda pair: -pair[1])
    ]
