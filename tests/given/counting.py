"""A few months of complaints, each brought where it stands by lawful moves."""

from datetime import timedelta
from typing import Any

from smart315.casework.models import Complaint
from smart315.casework.states import Stage
from tests.given import NOON, casework, regions
from tests.given.remembered import remembered


DAY = timedelta(days=1)
LATER = NOON + 300 * DAY
STORIES: tuple[tuple[Stage, dict[str, Any]], ...] = (
    (Stage.SUBMITTED, {}),
    (Stage.ACCEPTED, {"nature_code": "N02", "category_code": "S04-01"}),
    (Stage.REJECTED, {"category_code": "G09-01"}),
    (Stage.CONSULT, {}),
    (Stage.SETTLED, {"amount_fen": 120_000, "nature_code": "N01"}),
    (Stage.MEDIATING, {"respondent_region_code": "630102001"}),
    (Stage.TERMINATED, {"nature_code": "N04", "category_code": "S04-01"}),
    (Stage.CLOSED, {"category_code": "G02-01"}),
    (Stage.FOLLOWED_UP, {"nature_code": "N05"}),
    (Stage.REOPENED, {}),
    (Stage.ARCHIVED, {"category_code": "S01-01"}),
)


def complaints() -> list[Complaint]:
    """Return one complaint of each story, filed nine days apart by as many people."""
    remembered("the complaints that are counted", _build)
    return list(Complaint.objects.order_by("pk"))


def _build() -> None:
    casework.the_world()
    regions.load()
    for place, (stage, changes) in enumerate(STORIES):
        at = NOON + 9 * place * DAY
        casework.a_complaint(stage, at=at, phone=f"1389701{place:04}", **changes)
