"""What comes in, one complaint at a time, and what is answered about it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime


DAY = 86_400.0  # seconds


@dataclass(frozen=True)
class Facts:
    """What is known of a complaint beside its text; whatever is unknown is left empty.

    Business, place and product say whom it is about, `issues` what is wrong (fault codes, a
    category). The person is never a reason to join two complaints; it is counted.
    """

    business: str = ""
    place: str = ""
    product: str = ""
    issues: tuple[str, ...] = ()
    person: str = ""


@dataclass(frozen=True)
class Complaint:
    """A complaint as it arrives. A moment without a zone is read as UTC."""

    id: int
    text: str
    moment: datetime
    title: str = ""
    facts: Facts = field(default_factory=Facts)

    @property
    def day(self) -> float:
        """The moment in days since 1970."""
        moment = self.moment if self.moment.tzinfo else self.moment.replace(tzinfo=UTC)
        return moment.timestamp() / DAY


@dataclass(frozen=True)
class Reason:
    """One thing that a complaint shares with its group, and its share of their likeness.

    `kind` is "words", "name" (words of a name of a place, business or product), or the name of a
    fact. The weights of all that is shared sum to at most one.
    """

    kind: str
    shared: str
    weight: float


@dataclass(frozen=True)
class Placed:
    """Where a complaint was put.

    `likeness` to the group at that time is None for the first of a group. `copy_of` is the
    earliest complaint of the group that this one copies, word for word or nearly so. `joined` are
    other groups that became part of this one because the complaint was like both.
    """

    complaint: int
    group: int
    likeness: float | None
    reasons: tuple[Reason, ...]
    copy_of: int | None
    joined: tuple[int, ...] = ()


@dataclass(frozen=True)
class Group:
    """A group as it stands. `people` are distinct persons; see `counting.people` for unknown ones.

    `central` is the member most like the group as a whole: its title may stand for the group.
    """

    id: int
    members: tuple[int, ...]
    first: datetime
    last: datetime
    people: int
    copies: int
    central: int

    @property
    def size(self) -> int:
        """How many complaints there are, copies included."""
        return len(self.members)
