"""What papers say in words: answers of the assessment, reasons, the law; and how to join it."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from smart315.casework import cards, taxonomy
from smart315.insight.analyses.drafts import Paragraph
from smart315.insight.papers.material import Material


Write = Callable[[Material], Iterator[Paragraph]]
TOLD = 3  # how many rules of law a paper tells, how many questions a talk asks


def answer(name: str, lead: str = "") -> Write:
    """Return what writes an answer of the assessment, a paragraph a line."""

    def write(material: Material) -> Iterator[Paragraph]:
        lines = [each.strip() for each in material.said.get(name, "").splitlines() if each.strip()]
        for number, line in enumerate(lines):
            yield Paragraph(line if number else lead + line)

    return write


def in_turn(*writers: Write) -> Write:
    """Return what writes one after the other."""

    def write(material: Material) -> Iterator[Paragraph]:
        for each in writers:
            yield from each(material)

    return write


def lines(*texts: object) -> Write:
    """Return what writes these lines, whatever the incident."""

    def write(_material: Material) -> Iterator[Paragraph]:
        for each in texts:
            yield Paragraph(str(each))

    return write


def together(material: Material) -> Iterator[Paragraph]:
    """Say why the complaints are one matter."""
    if material.reasons:
        yield Paragraph(_("并为同一事件的理由：%(why)s。") % {"why": "；".join(material.reasons)})


def circumstances(material: Material) -> Iterator[Paragraph]:
    """Say what only officers know of: a business that is gone, the media."""
    if material.absconded:
        yield Paragraph(_("经营者已经停业或者失去联系，涉及消费者预付的资金。"))
    if material.in_media:
        yield Paragraph(_("事件已有媒体报道或者网络传播。"))


def rules(material: Material) -> Iterator[Paragraph]:
    """Tell the rules of law that fit the matter, in plain words, with their provisions."""
    for card in cards.plain_ones(material.matter, material.on, most=TOLD):
        basis = "、".join(str(each) for each in card.basis_on(material.on))
        yield Paragraph(_("%(said)s（%(basis)s）") % {"said": card.plain, "basis": basis})


def keep_ready(material: Material) -> list[str]:
    """Return what consumers of these goods or services, with this trouble, should keep."""
    codes = (material.matter.category, material.matter.nature)
    return list(
        dict.fromkeys(h for code in codes if taxonomy.known(code) for h in taxonomy.hints(code))
    )
