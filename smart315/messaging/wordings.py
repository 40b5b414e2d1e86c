"""Which words a message is sent in: the association's own, else those delivered."""

from collections.abc import Mapping
from dataclasses import dataclass

from smart315.messaging.models import Wording
from smart315.messaging.templates import CHINESE, Template, texts


@dataclass(frozen=True)
class Words:
    """A text with its places, and the name under which the SMS provider has approved it."""

    subject: str
    body: str
    provider_code: str = ""

    def filled(self, context: Mapping[str, str]) -> tuple[str, str]:
        """Return subject and body with their places filled in."""
        return self.subject % context, self.body % context


@dataclass(frozen=True)
class Wordings:
    """Every own wording in force, by template and language."""

    own: Mapping[tuple[str, str], Words]

    def of(self, template: Template, language: str) -> Words:
        """Return the words for a reader: own ones, the delivered ones, Chinese at last."""
        language = language or CHINESE
        if (template.name, language) in self.own:
            return self.own[template.name, language]
        delivered = Words(*texts(template, language))
        chinese = self.own.get((template.name, CHINESE))
        if chinese is not None and delivered == Words(*texts(template, CHINESE)):
            return chinese
        return delivered


def in_force() -> Wordings:
    """Read the own wordings: one query."""
    newest: dict[tuple[str, str], Wording] = {}
    for row in Wording.objects.order_by("version"):
        newest[row.template, row.language] = row
    return Wordings(
        {
            key: Words(row.subject, row.body, row.provider_code)
            for key, row in newest.items()
            if row.body
        }
    )
