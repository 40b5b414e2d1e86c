"""What an analysis says in the end, and whether its figures are those of its snapshot; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from smart315.insight.analyses.checking import Fault, Finding, checked
from smart315.insight.analyses.drafts import Paragraph
from smart315.insight.analyses.snapshots import Snapshot


EXEMPLARS = "exemplars"
# What must be put right before anybody reviews it; other findings are for the writer to look at.
GRAVE = frozenset({Fault.DIFFERS, Fault.DIRECTION})


@dataclass(frozen=True)
class Exemplar:
    """A typical case as it stands: `kept` is None until an editor has decided."""

    place: str
    case: int
    text: str
    kept: bool | None


def whole(paragraphs: tuple[Paragraph, ...]) -> Paragraph:
    """Return the paragraphs of a section as one text, a paragraph a line."""
    text, found = "", []
    for number, each in enumerate(paragraphs):
        text += "\n" * bool(number)
        shift = len(text)
        found += [
            replace(one, start=one.start + shift, end=one.end + shift) for one in each.references
        ]
        text += each.text
    return Paragraph(text, tuple(found))


def findings(snapshot: Snapshot, texts: Mapping[str, str]) -> dict[str, list[Finding]]:
    """Return what became of every figure, by section; typical cases have figures of their own."""
    return {
        key: checked(texts.get(key, ""), whole(paragraphs), snapshot.tables)
        for key, paragraphs in snapshot.drafts.items()
        if key != EXEMPLARS
    }


def faults(snapshot: Snapshot, texts: Mapping[str, str]) -> list[tuple[str, Finding]]:
    """Return the figures that are wrong, with their section."""
    return [
        (key, each)
        for key, found in findings(snapshot, texts).items()
        for each in found
        if each.fault in GRAVE
    ]


def exemplars(snapshot: Snapshot, decided: Mapping[str, Any]) -> Iterator[Exemplar]:
    """Yield the typical cases: those chosen by rule, then those that an editor added."""
    chosen = {str(n): each for n, each in enumerate(snapshot.data["exemplars"])}
    for place in [*chosen, *(each for each in decided if each not in chosen)]:
        one, said = chosen.get(place, {}), decided.get(place, {})
        text = said.get("text") or one.get("text", "")
        case = said.get("case") or one.get("case", 0)
        yield Exemplar(place, case, text, said.get("kept"))


def final(
    snapshot: Snapshot, texts: Mapping[str, str], decided: Mapping[str, Any]
) -> dict[str, str]:
    """Return the texts to be printed: typical cases that were left out are not among them."""
    told = [each.text for each in exemplars(snapshot, decided) if each.kept is not False]
    found = {**snapshot.drafted, **texts}
    if EXEMPLARS in found:
        found[EXEMPLARS] = "\n".join(told)
    return found
