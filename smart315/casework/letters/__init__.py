"""Which document each move obliges the association to issue, and what each of them says.

`tables` names the documents and the moves that owe them; a function under `@sheet("D03")` writes
one of them; `build` is the way to any. Handbook §2.8.
"""

from smart315.casework.letters import (
    appraisal as appraisal,
    blanks as blanks,
    closing as closing,
    composed as composed,
    inquiry as inquiry,
    intake as intake,
    mediation as mediation,
    minutes as minutes,
    routing as routing,
    settling as settling,
)
from smart315.casework.letters.inquiry import link_page
from smart315.casework.letters.registry import (
    Build,
    Free,
    Letter,
    Occasion,
    build,
    letter,
    letters,
    require_words,
    sheet,
    with_drafts,
)
from smart315.casework.letters.settling import annexed
from smart315.casework.letters.tables import DOCUMENTS, OTHER_ROUTES, TITLES


__all__ = [
    "DOCUMENTS",
    "OTHER_ROUTES",
    "TITLES",
    "Build",
    "Free",
    "Letter",
    "Occasion",
    "annexed",
    "build",
    "letter",
    "letters",
    "link_page",
    "require_words",
    "sheet",
    "with_drafts",
]
