"""A paper on the screen: its blocks named for the template, its kinds for the menu."""

from base64 import b64encode
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smart315.casework import letters
from smart315.casework.letters import Letter
from smart315.casework.queries import Case
from smart315.documents import seals
from smart315.documents.pdf import written_day
from smart315.documents.sheets import Sheet


@dataclass(frozen=True)
class Group:
    """Kinds of documents that belong together in the menu."""

    title: Promise
    kinds: list[Letter]


GROUPS = (
    (_("调查和调解"), ("D06", "D08c", "D08b", "D12")),
    (_("督办"), ("D15",)),
    (_("指导谈话"), ("D16", "D16b", "D16c")),
    (_("劝谕、改进和建议"), ("D17", "D17b", "D17c")),
    (_("反映、移送和支持起诉"), ("D18", "D19", "D20")),
    (_("当事人用空白文书"), ("D21", "D21f", "D21b", "D21c", "D21d", "D21e")),
)


def groups(case: Case) -> list[Group]:
    """Return the documents that the officer may write without owing them."""
    composed = {
        each.code: each for each in letters.letters() if each.composed and case.may_write(each.code)
    }
    named = {code for _title, codes in GROUPS for code in codes}
    rest = [each for code, each in composed.items() if code not in named]
    found = [
        Group(title, [composed[code] for code in codes if code in composed])
        for title, codes in GROUPS
    ]
    return [*(each for each in found if each.kinds), *([Group(_("其他"), rest)] if rest else [])]


def shown(sheet: Sheet | None, seal: bytes = b"") -> dict[str, Any] | None:
    """Return a sheet with its blocks named, as the template draws it, under the seal given."""
    if sheet is None:
        return None
    picture = b64encode(seals.on_screen(seal)).decode()
    return {
        "sheet": sheet,
        "dated": written_day(sheet.dated),
        "blocks": [(type(each).__name__.lower(), each) for each in sheet.blocks],
        "tibetan": shown(sheet.tibetan),
        "seal": f"data:image/png;base64,{picture}" if picture else "",
    }
