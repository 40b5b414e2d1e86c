"""Whether a committee is lawfully composed (人民调解法 §8-9). Pure; the numbers are the law's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _


# 人民调解法 §8: three to nine members; §9: three years.
FEWEST, MOST = 3, 9
YEARS = 3


@dataclass(frozen=True)
class Seat:
    """One member as written down; `user_id` for those with an account."""

    name: str
    workplace: str = ""
    skill: str = ""
    user_id: int | None = None
    chair: bool = False


@dataclass(frozen=True)
class Roster:
    """Who is to serve, and what the committee declares of them as a whole."""

    seats: Sequence[Seat]
    women: int
    smaller_groups: bool
    multi_ethnic: bool


def problems(roster: Roster) -> list[str]:
    """Return every reason why the roster is not lawful, each with its article.

    >>> problems(Roster([Seat(n, chair=n == "a") for n in "abc"], 1, False, False))
    []
    """
    found = []
    count = len(roster.seats)
    names = [seat.name.strip() for seat in roster.seats]
    if not FEWEST <= count <= MOST:
        words = {"count": count, "fewest": FEWEST, "most": MOST}
        found.append(
            _("委员应为%(fewest)s至%(most)s人，现为%(count)s人（《人民调解法》第八条）。") % words
        )
    if sum(seat.chair for seat in roster.seats) != 1:
        found.append(_("应当设主任一人（《人民调解法》第八条）。"))
    if not 1 <= roster.women <= max(count, 1):
        found.append(_("应当有妇女成员，人数不超过委员总数（《人民调解法》第八条）。"))
    if roster.multi_ethnic and not roster.smaller_groups:
        found.append(_("多民族居住的地区应当有人数较少民族的成员（《人民调解法》第八条）。"))
    if not all(names) or len(set(names)) != count:
        found.append(_("每名委员请写明姓名，不能重复。"))
    return found


def last_day(begins_on: date) -> date:
    """Return the last day of a term of three years."""
    try:
        return begins_on.replace(year=begins_on.year + YEARS)
    except ValueError:
        # The 29th of February has no namesake three years later.
        return begins_on.replace(year=begins_on.year + YEARS, day=28)
