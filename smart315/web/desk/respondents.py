"""Which entries of the register a case may mean beside the one it has, and why."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from smart315.businesses import queries as businesses
from smart315.businesses.merge_states import MergeState
from smart315.businesses.queries import Asked, Business, Candidate
from smart315.businesses.reasons import in_words
from smart315.casework.queries import Case


SHOWN = 3
LISTED = 8
OPEN = frozenset({MergeState.SUGGESTED, MergeState.PROPOSED})


@dataclass(frozen=True)
class Double:
    """An entry that may be the one that is meant; `merge` where the two stand side by side."""

    business: Business
    score: float
    reasons: list[str]
    merge: int | None = None


def doubles(case: Case) -> list[Double]:
    """Return what may be the same business; for a name alone, what the resolver finds now."""
    if case.business is not None:
        about = sorted(businesses.merges_about(case.business.pk), key=lambda each: -each.score)
        return [
            Double(
                each.survivor if each.merged_id == case.business.pk else each.merged,
                each.score,
                in_words(each.reasons),
                each.pk,
            )
            for each in about
            if each.state in OPEN
        ][:SHOWN]
    if not case.may_correct or not case.complaint.respondent_name.strip():
        return []
    likely = businesses.likely(_asked(case, case.complaint.respondent_name), limit=SHOWN)
    return [Double(each.business, each.score, list(each.reasons)) for each in likely]


def meant(case: Case, name: str) -> tuple[list[Candidate], dict[int, str]]:
    """Return whom a name may mean, and of those the resolver found, how surely and why."""
    if not name:
        return [], {}
    likely = businesses.likely(_asked(case, name), limit=LISTED)
    told = _("相似度%(score)s：%(reasons)s")
    why = {
        each.business.pk: told % {"score": f"{each.score:.2f}", "reasons": "、".join(each.reasons)}
        for each in likely
    }
    found = businesses.look_up(name)
    known = {each.id for each in found}
    more = [businesses.candidate(each.business) for each in likely if each.business.pk not in known]
    return [*found, *more], why


def _asked(case: Case, name: str) -> Asked:
    own = name == case.complaint.respondent_name
    code = case.complaint.respondent_uscc if own else ""
    return Asked(name, code, place=case.complaint.region_id or "")
