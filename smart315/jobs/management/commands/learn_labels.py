"""`smart315 learn_labels`: learn nature and category from confirmed cases."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM
from smart315.engine.choosing import spreading
from smart315.insight import actions
from smart315.insight.actions import Learnt
from smart315.insight.subjects import Subject
from smart315.jobs import schema
from smart315.jobs.commands import OperatorCommand
from smart315.kernel.spreading import Spread
from smart315.kernel.verdicts import Refused


class Command(OperatorCommand):
    """Learns both subjects, or one; a model goes into use only if it is better."""

    help = "Learn nature and category from confirmed cases; promote what is better."

    def declare(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--subject", choices=[each.value for each in Subject])

    def work(self, **options: Any) -> Mapping[str, Any]:
        """Learn; a subject with too few cases is told of and left out."""
        schema.require_migrated()
        asked = [Subject(options["subject"])] if options["subject"] else list(Subject)
        with spreading(settings.ENGINE) as spread:
            return {subject.value: self._learnt(subject, spread) for subject in asked}

    def _learnt(self, subject: Subject, spread: Spread) -> Mapping[str, Any]:
        try:
            learnt = actions.learn(subject=subject, by=SYSTEM, at=timezone.now(), spread=spread)
        except Refused as refusal:
            self.say(f"{subject.label}：{refusal}")
            return {"learnt": False, "why": str(refusal)}
        self.say(_said(learnt))
        return {
            "learnt": True,
            "version": learnt.version,
            "promoted": learnt.promoted,
            **learnt.card,
        }


def _said(learnt: Learnt) -> str:
    result = learnt.card["held_back"]
    words = {
        "subject": learnt.subject.label,
        "version": learnt.version,
        "texts": learnt.card["texts"],
        "held": result["texts"],
        "f1": result["macro_f1"],
        "state": _("已启用") if learnt.promoted else _("不优于现用的，未启用"),
    }
    return (
        _("%(subject)s：第%(version)s版，学习%(texts)s件，留出%(held)s件上宏F1 %(f1)s，%(state)s。")
        % words
    )
