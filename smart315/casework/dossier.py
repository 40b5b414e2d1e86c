"""The dossier in the ministry's order (司法部人民调解文书格式, 2010-12; handbook §2.8). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Place:
    """One place of the order: what belongs there, and whether the dossier is complete without."""

    key: str
    title: Promise
    required: bool = False


ORDER = (
    Place("cover", _("卷宗封面")),
    Place("index", _("卷内目录")),
    Place("application", _("人民调解申请书或者受理登记表"), required=True),
    Place("rights", _("权利义务告知书"), required=True),
    Place("identity", _("当事人身份证明"), required=True),
    Place("authority", _("授权委托书、代表人推选书")),
    Place("inquiry", _("调查记录")),
    Place("evidence", _("证据材料")),
    Place("minutes", _("调解记录"), required=True),
    Place("agreement", _("调解协议书或者口头协议登记表"), required=True),
    Place("performance", _("履行凭证")),
    Place("follow_up", _("回访记录")),
    Place("court", _("司法确认材料")),
    Place("remarks", _("情况说明")),
    Place("back", _("封底"), required=True),
)
# Made with the dossier itself, so never missing.
ALWAYS = frozenset({"cover", "index", "back"})


@dataclass(frozen=True)
class Leaf:
    """One paper: its name, its day, and the evidence that it is, if it is a stored file."""

    title: str
    on: str = ""
    evidence_id: int | None = None


@dataclass(frozen=True)
class Section:
    """One place with the papers that are there."""

    number: int
    place: Place
    leaves: Sequence[Leaf] = field(default_factory=tuple)

    @property
    def missing(self) -> bool:
        """Tell whether a paper that must be there is not."""
        return self.place.required and self.place.key not in ALWAYS and not self.leaves


def arranged(found: Mapping[str, Sequence[Leaf]]) -> list[Section]:
    """Return every place in the ministry's order with what belongs there.

    >>> [each.number for each in arranged({}) if each.missing]
    [3, 4, 5, 9, 10]
    """
    return [
        Section(number, place, tuple(found.get(place.key, ())))
        for number, place in enumerate(ORDER, start=1)
    ]


def missing(sections: Sequence[Section]) -> list[str]:
    """Return the titles of what must still be put in."""
    return [str(each.place.title) for each in sections if each.missing]
