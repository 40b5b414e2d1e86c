"""What is asked about a name, what the register holds, and what is answered."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from smart315.signals.names.parts import Parts


class Kind(IntEnum):
    """What a name is to the business that bears it."""

    NAME = 0
    ALIAS = 1
    BRAND = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a business; a business has several entries with the same id.

    `code` is the 统一社会信用代码, `phone` anything that is equal for equal numbers (a keyed hash
    too), `place` the code of the division (GB/T 2260); what is unknown is left empty.
    """

    id: int
    name: str
    code: str = ""
    phone: str = ""
    place: str = ""
    kind: Kind = Kind.NAME


@dataclass(frozen=True, slots=True)
class Asked:
    """A name as written, with what else is known of the business; `place` is the business's."""

    name: str
    code: str = ""
    phone: str = ""
    place: str = ""


class Reason(StrEnum):
    """What speaks for or against a candidate."""

    CODE_AGREES = "code_agrees"
    CODE_DIFFERS = "code_differs"
    PHONE_AGREES = "phone_agrees"
    SAME_CORE = "same_core"
    SAME_MARK = "same_mark"  # the same but for the trades
    ONE_CHARACTER = "one_character"  # of the core is wrong, missing or too many
    SIMILAR = "similar"
    ALIAS = "alias"
    BRAND = "brand"
    SAME_BRANCH = "same_branch"
    BRANCH_OF = "branch_of"  # a branch was written, the candidate is the business
    OTHER_BRANCH = "other_branch"  # the candidate is a branch that was not written
    SERVICE_DESK = "service_desk"
    SHOP = "shop"
    PLACE_AGREES = "place_agrees"
    PLACE_DIFFERS = "place_differs"
    FORM_DIFFERS = "form_differs"


class Why(StrEnum):
    """Why a name was decided, or why it was not."""

    CODE = "code"
    NAME = "name"
    PHONE = "phone"
    SPELLING = "spelling"
    SEVERAL = "several"
    DOUBTFUL = "doubtful"  # nobody bears just this name, or something speaks against who does
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A business that may be meant; `core` is that of the name by which it was found."""

    id: int
    core: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The one business that is meant, or None; the candidates, the likeliest first."""

    id: int | None
    why: Why
    candidates: tuple[Candidate, ...]
    read: Parts
