"""How long a text message is, counted as the operators count, and which texts are too long.

One message of 70 characters costs one part; a longer one is cut into parts of 67, because each part
carries a header that says where it belongs (3GPP TS 23.040, 9.2.3.24.1: 140 octets, six of them the
header, two octets a character). Chinese operators count every message so, whatever its letters.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from smart315.messaging.templates import CHINESE, Template, places_of, registered, texts


WHOLE, PIECE = 70, 67
# The longest values of places that many texts share. An address counts as it is configured.
COMMON: Mapping[str, str] = {
    "number": "青消投〔2026〕630102-000123号",
    "title": "某" * 60,
    "due": "2026-09-01",
    "date": "2026-09-01",
    "day": "2026-09-01",
    "code": "A2B3C4D5E6",
    "minutes": "10",
    "count": "999",
    "days": "60",
    "name": "某" * 30,
    "organisation": "海西蒙古族藏族自治州消费者协会",
    "business": "某" * 30,
    "platform": "某" * 30,
    "amount": "1000000.00",
}
LANGUAGES = (CHINESE, "bo")


@dataclass(frozen=True)
class Length:
    """A text in one language with its longest values: characters with the sender, and parts."""

    language: str
    text: str
    characters: int
    parts: int
    limit: int

    @property
    def too_long(self) -> bool:
        """Tell whether it may cost more parts than its template allows."""
        return self.parts > self.limit


def size(text: str) -> int:
    """Return the characters that an operator counts: UTF-16 code units.

    >>> size("扎西"), size("བཀྲ"), size("😀")
    (2, 3, 2)
    """
    return len(text.encode("utf-16-le")) // 2


def parts(text: str) -> int:
    """Return how many parts a text costs.

    >>> parts("字" * 70), parts("字" * 71), parts("字" * 134), parts("字" * 135)
    (1, 2, 2, 3)
    """
    characters = size(text)
    return 1 if characters <= WHOLE else -(-characters // PIECE)


def signed(body: str) -> str:
    """Return the text as it arrives: behind the sender's name, which the provider puts there."""
    return f"【{settings.SMS_SIGN}】{body}"


def longest(template: Template) -> dict[str, str]:
    """Return the longest value of each place; raise ValueError for a place nobody declared."""
    known = {**COMMON, "url": f"{settings.BASE_URL}/track/", **template.samples}
    unknown = template.places - known.keys()
    if unknown:
        raise ValueError(
            f"message {template.name!r}: how long can {', '.join(sorted(unknown))} be? "
            "Give the longest value in `samples`."
        )
    return {name: known[name] for name in template.places}


def measured(template: Template, language: str, body: str = "") -> Length:
    """Measure a text, or other words for it, with the longest values of its places."""
    wording = body or texts(template, language)[1]
    text = signed(wording % longest(template))
    return Length(language, text, size(text), parts(text), template.parts)


def by_text_message(template: Template) -> bool:
    """Tell whether a template is written for text messages: those have no subject, or hurry."""
    return template.urgent or not str(template.subject)


def problems() -> list[str]:
    """Say what is wrong with the registered texts, in sentences; none when all are well."""
    found = []
    for template in registered():
        try:
            found += _problems(template)
        except ValueError as problem:
            found.append(str(problem))
    return found


def _problems(template: Template) -> list[str]:
    found = [
        f"message {template.name!r} has other places in {language} than in Chinese"
        for language in LANGUAGES[1:]
        if _places(template, language) != _places(template, CHINESE)
    ]
    if not by_text_message(template):
        return found
    lengths = (measured(template, language) for language in LANGUAGES)
    return found + [
        f"message {template.name!r} takes {each.parts} parts in {each.language}, "
        f"{each.limit} at most ({each.characters} characters)"
        for each in lengths
        if each.too_long
    ]


def _places(template: Template, language: str) -> frozenset[str]:
    subject, body = texts(template, language)
    return places_of(subject) | places_of(body)
