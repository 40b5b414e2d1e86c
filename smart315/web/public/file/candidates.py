"""Businesses of the register that may be meant by what was typed."""

from dataclasses import dataclass

from smart315.businesses import queries as businesses
from smart315.businesses.queries import Candidate


SHOWN = 8
SHORTEST_CODE = 6


@dataclass(frozen=True)
class Asked:
    """The candidates for a text, and which of them is chosen: a number, "none" or nothing."""

    text: str
    found: list[Candidate]
    chosen: str


def for_text(name: str, uscc: str = "", region: str = "", chosen: str = "") -> Asked:
    """Look a name and a code up, the code first: it means one business only."""
    by_code = businesses.look_up(uscc, SHOWN) if len(uscc.strip()) >= SHORTEST_CODE else []
    by_name = businesses.look_up(name, SHOWN, region) if name.strip() else []
    found = list({each.id: each for each in [*by_code, *by_name]}.values())[:SHOWN]
    offered = {"none", *(str(each.id) for each in found)}
    return Asked(name.strip(), found, chosen if chosen in offered else "")
