"""The register of message texts: what each says, and what it must be told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import override

from smart315.messaging.states import Topic


PLACEHOLDER = re.compile(r"%(?:\((?P<name>[a-z][a-z0-9_]*)\)s|(?P<other>.))", re.DOTALL)
CHINESE = "zh-hans"

Text = str | Promise


@dataclass(frozen=True)
class Template:
    """A message text with named places, e.g. `您的投诉%(number)s已受理。`.

    `urgent` is for a message that its reader is waiting for, such as a one-time code: it keeps to
    no quiet hours, no cap and no opt-out, and goes first. `alone` is for one that may not be
    bundled with others, because it says what stands nowhere else. `parts` is the most that it may
    cost as a text message; `samples` are the longest values of places that `lengths.COMMON` does
    not know.
    """

    name: str
    subject: Text
    body: Text
    urgent: bool = False
    alone: bool = False
    topic: Topic = Topic.CASES
    parts: int = 2
    samples: Mapping[str, str] = field(default_factory=dict, hash=False, compare=False)

    @property
    def places(self) -> frozenset[str]:
        """Return the names to be filled in; raise ValueError for a place without a name."""
        return places_of(str(self.subject)) | places_of(str(self.body))


_REGISTER: dict[str, Template] = {}


def register(template: Template) -> Template:
    """Add a text to the register and return it.

    Raises ValueError for a second text of the same name. The places are checked when a message is
    owed, because texts are registered before translations can be read.
    """
    if _REGISTER.setdefault(template.name, template) is not template:
        raise ValueError(f"message template {template.name!r} is registered twice")
    return template


def named(name: str) -> Template:
    """Return a registered text; raise LookupError when there is none."""
    try:
        return _REGISTER[name]
    except KeyError:
        raise LookupError(f"no message template is called {name!r}") from None


def registered() -> tuple[Template, ...]:
    """Return every text, in the order of its name."""
    return tuple(_REGISTER[name] for name in sorted(_REGISTER))


def check(template: Template, context: Mapping[str, str]) -> None:
    """Raise ValueError when the context leaves a place of the text empty."""
    missing = template.places - context.keys()
    if missing:
        raise ValueError(f"message {template.name!r} also needs {', '.join(sorted(missing))}")


def render(template: Template, context: Mapping[str, str]) -> tuple[str, str]:
    """Return subject and body in the language that is active now."""
    return str(template.subject) % context, str(template.body) % context


def texts(template: Template, language: str) -> tuple[str, str]:
    """Return subject and body with their places, as delivered; Chinese where there is no other."""
    with override(language or CHINESE):
        return str(template.subject), str(template.body)


def places_of(text: str) -> frozenset[str]:
    """Return the names of a text's places; raise ValueError for a place without a name."""
    found = set()
    for match in PLACEHOLDER.finditer(text):
        if match["other"] not in {None, "%"}:
            raise ValueError(f"a place without a name in {text!r}: write %(name)s")
        if match["name"]:
            found.add(match["name"])
    if text.replace("%%", "").count("%") != len(PLACEHOLDER.findall(text.replace("%%", ""))):
        raise ValueError(f"a per cent sign that begins nothing in {text!r}: write %%")
    return frozenset(found)
