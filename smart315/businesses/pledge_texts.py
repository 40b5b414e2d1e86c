"""The texts that businesses sign: one version of each kind at a time, older ones stay in the rows.

A changed text is a new file with a new version; what was signed is kept word for word.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources

from smart315.businesses.states import PledgeKind


VERSIONS = {PledgeKind.DIRECT: "direct-2026-1", PledgeKind.GREEN: "green-2026-1"}
WITH_ADVANCE = "消费者提出的诉求合理而一时难以分清责任的，先行赔付，再依法向有关责任方追偿。"
WITHOUT_ADVANCE = "属于本经营者责任的，依法及时退款、更换、修理或者赔偿，不得故意拖延或者无理拒绝。"


@dataclass(frozen=True)
class Terms:
    """What a business fills into the text: hours from receipt, and whether it pays in advance."""

    respond_hours: int
    solve_hours: int
    advance_compensation: bool = False


def current_version(kind: str) -> str:
    """Return the version that is signed now."""
    return VERSIONS[PledgeKind(kind)]


def wording(kind: str, terms: Terms) -> str:
    """Return the whole text as it would be signed today with these terms."""
    advance = WITH_ADVANCE if terms.advance_compensation else WITHOUT_ADVANCE
    return _template(current_version(kind)).format(
        respond_hours=terms.respond_hours,
        solve_hours=terms.solve_hours,
        advance_compensation=advance,
    )


@cache
def _template(version: str) -> str:
    file = resources.files("smart315.businesses").joinpath(f"data/pledges/{version}.txt")
    return file.read_text(encoding="utf-8").strip()
