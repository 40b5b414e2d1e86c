"""The consumer's own verdict on how it ended."""

from datetime import timedelta

import pytest

from smart315.accounts.actors import SYSTEM
from smart315.audit import queries as audit
from smart315.casework import actions, queries
from smart315.casework.models import Judgement
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from tests.given import NOON, accounts
from tests.given.casework import a_complaint, filed, reloaded, zhao_lei, zhou_ying


pytestmark = pytest.mark.usefixtures("_world")
DAY = timedelta(days=1)
KNOWN = {
    Stage.SETTLED,
    Stage.PERFORMED,
    Stage.DEFAULTED,
    Stage.TERMINATED,
    Stage.REJECTED,
    Stage.CLOSED,
    Stage.FOLLOWED_UP,
}


def judge(complaint, *, resolved="partly", satisfaction=3, comment=" 还行 ", by=None):
    return actions.judge(
        complaint_id=complaint.pk,
        resolved=resolved,
        satisfaction=satisfaction,
        comment=comment,
        by=by or zhou_ying(complaint),
        at=complaint.stage_at + DAY,
    )


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.DRAFT])
def test_a_consumer_judges_once_the_outcome_is_known(stage):
    complaint = a_complaint(stage)

    if stage in KNOWN:
        judge(complaint)
        made = Judgement.objects.get()
        assert (made.resolved, made.satisfaction, made.comment) == ("partly", 3, "还行")
        assert audit.history(complaint.stream)[-1].kind == "complaint.judged"
        assert queries.case(complaint.pk, accounts.li_min(), at=NOON).judgement == made
    else:
        with pytest.raises(Refused):
            judge(complaint)
        assert not Judgement.objects.exists()
    assert reloaded(complaint).stage == stage


def test_a_later_verdict_takes_the_place_of_the_earlier_one():
    complaint = a_complaint(Stage.CLOSED)
    judge(complaint)

    judge(complaint, resolved="no", satisfaction=1, comment="又坏了")

    made = Judgement.objects.get()
    assert (made.resolved, made.satisfaction, made.comment) == ("no", 1, "又坏了")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"resolved": "maybe"}, "resolved"),
        ({"satisfaction": 0}, "satisfaction"),
        ({"satisfaction": 6}, "satisfaction"),
    ],
)
def test_a_verdict_is_within_its_scale(changes, field):
    complaint = a_complaint(Stage.CLOSED)

    with pytest.raises(Refused) as refused:
        judge(complaint, **changes)

    assert refused.value.field == field


def test_nobody_judges_for_the_consumer():
    complaint = a_complaint(Stage.SETTLED)

    for by in (accounts.li_min(), zhao_lei(), zhou_ying(filed()), SYSTEM):
        with pytest.raises(Refused):
            judge(complaint, by=by)
