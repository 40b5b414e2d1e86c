"""Print the parts of `docs/reference/api.md` that follow from the code.

`DJANGO_SETTINGS_MODULE=tests.settings python -m smart315.api.reference` writes them anew.
"""

from collections.abc import Iterator
from pathlib import Path

import django


BEGIN, END = "<!-- generated: {} -->", "<!-- end -->"
FILE = Path(__file__).resolve().parents[2] / "docs/reference/api.md"


def operations() -> Iterator[str]:
    """Yield a table of the operations."""
    from smart315.api.v1.api import description
    from smart315.api.views import deeds

    yield "| operation | what it does | request | answer |"
    yield "|---|---|---|---|"
    for each in deeds(description()):
        body = each.body.split(" ")[0] or "–"
        answer = each.answer.split(" ")[0] or "–"
        yield f"| `{each.method} {each.path}` | {each.words} | {body} | {answer} |"


def events() -> Iterator[str]:
    """Yield a table of the events."""
    from smart315.casework.events import FOLLOWS, LABELS, EventType

    yield "| event | 中文 | follows |"
    yield "|---|---|---|"
    for each in EventType:
        kinds = ", ".join(f"`{kind}`" for kind, event in FOLLOWS.items() if event is each)
        yield f"| `{each}` | {LABELS[each]} | {kinds or '–'} |"


PARTS = {"operations": operations, "events": events}


def written(text: str) -> str:
    """Return the document with its generated parts as the code has them now."""
    for name, lines in PARTS.items():
        begin = BEGIN.format(name)
        before, _, rest = text.partition(begin)
        after = rest.partition(END)[2]
        text = f"{before}{begin}\n{chr(10).join(lines())}\n{END}{after}"
    return text


if __name__ == "__main__":
    django.setup()
    FILE.write_text(written(FILE.read_text(encoding="utf-8")), encoding="utf-8")
