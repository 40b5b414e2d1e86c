"""Mine, my unit's, below me: figures as links that can be shared."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smart315.casework.queries import Scope


@dataclass(frozen=True)
class Cell:
    """One figure with the link to what was counted."""

    words: str | Promise
    count: int
    link: str


@dataclass(frozen=True)
class Circle:
    """One line of the table."""

    words: str | Promise
    cells: list[Cell]


NAMES = {"mine": _("我承办的"), "unit": _("本单位的"), "below": _("下级的")}
LINKS = {"mine": "mine=1", "unit": "own=1", "below": "below=1"}
CELLS = (
    ("open", _("在办"), "stage=open"),
    ("overdue", _("已逾期"), "stage=open&due=overdue"),
    ("week", _("7天内到期"), "stage=open&due=week"),
    ("to_sign", _("待签收"), "stage=to_sign"),
    ("supervised", _("督办中"), "stage=open&supervised=1"),
)


def circles(scopes: list[Scope]) -> list[Circle]:
    """Return the lines of the table."""
    return [
        Circle(
            NAMES[each.name],
            [
                Cell(words, getattr(each, name), f"{link}&{LINKS[each.name]}")
                for name, words, link in CELLS
            ],
        )
        for each in scopes
    ]
