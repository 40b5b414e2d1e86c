"""Some of what the last cases owe is really issued, so that a visitor has papers to look at."""

from datetime import timedelta

import pytest

from smart315.casework.models import Delivery, IssuedDocument, OwedDocument
from smart315.casework.states import Stage
from smart315.jobs.demo import papers
from smart315.jobs.demo.luck import dice
from smart315.jobs.demo.network import Network
from smart315.jobs.demo.pictures import pool
from smart315.jobs.demo.world import World
from tests.given import NOON
from tests.given.casework import a_complaint
from tests.given.kernel import CALENDAR_2026


pytestmark = pytest.mark.django_db


def test_the_last_cases_have_papers_that_were_delivered():
    for stage in (Stage.ACCEPTED, Stage.REJECTED):
        a_complaint(stage)
    later = NOON + timedelta(hours=1)
    world = World(Network(), [], pool(dice(1)), CALENDAR_2026, NOON, later)

    issued = papers.issue(world, later)

    assert issued == IssuedDocument.objects.count() == Delivery.objects.count() == 4
    assert not OwedDocument.objects.filter(issued_at=None).exists()
    assert papers.issue(world, later) == 0
