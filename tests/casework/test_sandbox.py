"""What a sandbox invented behaves as real and counts as none."""

from datetime import timedelta

import pytest

from smart315.accounts import actors
from smart315.casework import actions, conduct, jurisdiction
from smart315.casework.models import Complaint, Supervision
from smart315.casework.states import Stage
from tests.given import NOON, accounts, partners


DAY = timedelta(days=1)


@pytest.fixture
def platform(db):
    return partners.a_platform()


@pytest.fixture
def trial(platform):
    return actors.partner(platform.pk, key_id=1, label="x", sandbox=True)


@pytest.fixture
def invented(platform):
    return actions.file_in_sandbox(business_id=platform.pk, by=actors.SYSTEM, at=NOON)


def _does(complaint, trial, *deeds):
    for deed in deeds:
        complaint = actions.act_in_sandbox(complaint_id=complaint.pk, deed=deed, by=trial, at=NOON)
    return complaint


def test_a_promise_kept_in_a_trial_makes_nobodys_record_better(platform, invented, trial):
    actions.open_by_business(complaint_id=invented.pk, by=trial, at=NOON)
    actions.answer(
        complaint_id=invented.pk,
        code="refund",
        amount_fen=59_900,
        promised_on=NOON.date(),
        text="",
        by=trial,
        at=NOON,
    )
    assert _does(invented, trial, "take", "confirm").stage == Stage.CLOSED

    told = conduct.measured(platform.pk, at=NOON + 30 * DAY)

    assert (told.judged, told.due, told.kept, told.days) == (0, 0, 0, None)


def test_a_trial_that_runs_late_is_no_superiors_business(invented, trial):
    late = _does(invented, trial, "opt_out")
    # Wherever it lies: a county has somebody above it who reminds.
    Complaint.objects.filter(pk=late.pk).update(organisation=accounts.county())

    while actions.watch(at=NOON + 60 * DAY):
        pass

    assert not Supervision.objects.exists()


def test_a_trial_is_no_part_of_the_work_by_which_cases_are_routed(invented, trial):
    late = _does(invented, trial, "opt_out")
    assert late.organisation_id

    assert jurisdiction._load(late.organisation_id) == 0
