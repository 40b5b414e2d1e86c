"""`smart315 message_templates`: the texts of the platform, as an SMS provider wants to see them."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from smart315.jobs.commands import OperatorCommand
from smart315.messaging import lengths, templates
from smart315.messaging.carriers.aliyun import IN_THE_TEXT


class Command(OperatorCommand):
    """Prints each text with the name under which SMART315_SMS takes its code."""

    help = "Print every text message for approval by the SMS provider."

    def work(self, **_options: Any) -> Mapping[str, Any]:
        """Print one text a line: name, parts, words."""
        found = [
            (f"{each.name}:{language}" if language != templates.CHINESE else each.name, length)
            for each in templates.registered()
            if lengths.by_text_message(each)
            for language in lengths.LANGUAGES
            if (length := as_provider_text(each, language)) is not None
        ]
        for name, (words, parts) in found:
            self.say(f"{name}\t{parts}\t{words}")
        return {"texts": {name: words for name, (words, _parts) in found}}


def as_provider_text(template: templates.Template, language: str) -> tuple[str, int] | None:
    """Return a text with `${name}` for its places, and its parts; None when it is the Chinese."""
    body = templates.texts(template, language)[1]
    if language != templates.CHINESE and body == templates.texts(template, templates.CHINESE)[1]:
        return None
    fixed = {"url": f"{settings.BASE_URL}/track/"}
    places = {
        name: fixed[name] if name in IN_THE_TEXT else f"${{{name}}}"
        for name in templates.places_of(body)
    }
    return body % places, lengths.measured(template, language).parts
