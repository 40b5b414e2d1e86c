"""`smart315 evaluate_text --train A.csv --test B.csv`: how well labels are suggested to texts."""

import csv
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from smart315.jobs import labelled
from smart315.jobs.commands import OperatorCommand
from smart315.kernel.verdicts import Refused
from smart315.signals import learning
from smart315.signals.classification import Classifier, Suggestion
from smart315.signals.judging import judged


class Command(OperatorCommand):
    """Learns from one file and is judged on the other; the database is not touched."""

    help = "Learn labels from a CSV of text,label and judge them on another."

    def declare(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--train", type=Path, required=True, help="CSV with text,label")
        parser.add_argument("--test", type=Path, required=True, help="CSV with text,label")
        parser.add_argument("--predictions", type=Path, help="CSV to write, a line for each text")

    def work(self, **options: Any) -> Mapping[str, Any]:
        """Learn, suggest and judge."""
        train, test = options["train"], options["test"]
        known, asked = labelled.read(train), labelled.read(test)
        if not asked.texts:
            raise Refused(_("%(file)s 里没有文本。") % {"file": test.name})
        classifier = _learnt(known, train)
        started = time.perf_counter()
        said = classifier.suggestions(asked.texts)
        spent = (time.perf_counter() - started) * 1000 / len(said)
        if options["predictions"]:
            _write(options["predictions"], asked.labels, said)
        outcome = {**_judged(asked.labels, said), "ms_per_text": round(spent, 3)}
        self._show(len(known.texts), outcome)
        return {"train": len(known.texts), "labels": len(classifier.labels), **outcome}

    def _show(self, known: int, outcome: Mapping[str, Any]) -> None:
        self.say(_("已从 %(count)s 条文本学习。") % {"count": known})
        for name, value in outcome.items():
            self.say(f"{name} {value}")


def _learnt(known: labelled.Labelled, path: Path) -> Classifier:
    try:
        return learning.learn(known.texts, known.labels)
    except learning.TooLittleToLearn:
        raise Refused(
            _("%(file)s 太少：至少要 20 条文本、两种 label。") % {"file": path.name}
        ) from None


def _said(suggestion: Suggestion) -> tuple[str, float]:
    """Return the label taken for the text and its probability: a text without words has one too."""
    return (suggestion.label, suggestion.probability) if suggestion.label else suggestion.others[0]


def _judged(labels: Sequence[str], said: Sequence[Suggestion]) -> dict[str, Any]:
    taken = [_said(each) for each in said]
    found = judged(
        np.array(labels),
        np.array([label for label, _chance in taken]),
        np.array([chance for _label, chance in taken]),
        np.array([each.trusted for each in said]),
    )
    return {
        "texts": found.texts,
        "macro_f1": round(found.macro_f1, 4),
        "accuracy": round(found.accuracy, 4),
        "ece": round(found.ece, 4),
        "trusted_share": round(found.trusted_share, 4),
        "trusted_accuracy": found.trusted_accuracy and round(found.trusted_accuracy, 4),
    }


def _write(path: Path, labels: Sequence[str], said: Sequence[Suggestion]) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["row", "label", "predicted", "probability", "trusted"])
            for number, (label, each) in enumerate(zip(labels, said, strict=True), start=1):
                taken, chance = _said(each)
                writer.writerow([number, label, taken, f"{chance:.4f}", int(each.trusted)])
    except OSError as error:
        raise Refused(
            _("写不了 %(file)s：%(why)s") % {"file": path, "why": error.strerror}
        ) from None
