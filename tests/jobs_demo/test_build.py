"""The demonstration is made by lawful moves, once, and is all there or not at all."""

import json
from collections import Counter
from io import StringIO

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.db import transaction

from smart315.audit import queries as audit
from smart315.casework.models import Complaint, Evidence, Party
from smart315.casework.states import Stage
from smart315.documents import actions as documents
from smart315.jobs.demo import build, signins
from smart315.jobs.management.commands import demo_data
from smart315.messaging import queries as messages
from tests.given import NOON, parameters, regions


COMPLAINTS, SEED = 60, 7


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("demonstration")


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, folder):
    """Built once for all tests here, which only look at it."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr("django.conf.settings.DATA", folder)
        patch.setattr("django.conf.settings.DEMO", True)
        store = FileSystemStorage(location=str(folder / "files"))
        patch.setattr(documents, "default_storage", store)
        regions.load()
        parameters.the_register()
        yield build.build(at=NOON, seed=SEED, complaints=COMPLAINTS, say=lambda _text: None)
        transaction.set_rollback(True)


# On one worker: the year is built once.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration")]


def test_a_year_stands_in_many_stages_and_the_record_of_it_is_intact(built):
    stages = Counter(Complaint.objects.values_list("stage", flat=True))

    assert built.complaints == COMPLAINTS == Complaint.objects.count()
    assert {Stage.ARCHIVED, Stage.SUBMITTED, Stage.INVESTIGATING} <= stages.keys()
    assert len(stages) >= 8
    assert audit.verify().ok


def test_complaints_come_in_their_order_and_none_from_the_future(built):
    received = list(Complaint.objects.order_by("pk").values_list("received_at", flat=True))

    assert received == sorted(received)
    assert received[-1] <= NOON


def test_nobody_is_owed_a_message_of_the_past(built):
    assert messages.waiting(NOON) == 0
    assert not messages.failed()


def test_every_telephone_is_an_invented_one(built):
    assert all(each.phone.startswith("1380000") for each in Party.objects.all())


def test_some_bring_pictures_and_papers(built):
    kinds = set(Evidence.objects.values_list("file__media_type", flat=True))

    assert "image/jpeg" in kinds


def test_whoever_can_sign_in_is_written_down_with_their_place(built, folder):
    people = signins.read()

    assert {each.username for each in people} >= {"sheng-fuze", "chengdong-shouli", "gaoyuanhong"}
    assert (folder / signins.FILE).stat().st_mode & 0o077 == 0
    assert "城东区消费者协会" in signins.table(people)


def test_a_second_run_changes_nothing_and_says_so(built):
    out, err = StringIO(), StringIO()

    call_command(demo_data.Command(), "--json", stdout=out, stderr=err)

    outcome = json.loads(out.getvalue())
    assert outcome["fresh"] is False
    assert outcome["complaints"] == COMPLAINTS == Complaint.objects.count()
    assert "nothing was changed" in err.getvalue()
    assert "chengdong-shouli" in err.getvalue()
