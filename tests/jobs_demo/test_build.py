"""The demonstration is made by lawful moves, once, and is all there or not at all."""

import json
from collections import Counter
from io import StringIO

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.db import transaction

from smart315.audit import queries as audit
from smart315.businesses.models import Application, Break
from smart315.casework.codes import Outcome
from smart315.casework.models import (
    Agreement,
    Assignment,
    Complaint,
    Confirmation,
    Deputy,
    Evidence,
    IssuedDocument,
    Panel,
    Party,
    RoutingRule,
    Supervision,
)
from smart315.casework.parts import Part, PartState
from smart315.casework.states import Stage
from smart315.documents import actions as documents, queries as files
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
        for module in (documents, files):
            patch.setattr(module, "default_storage", store)
        regions.load()
        parameters.the_register()
        yield build.build(at=NOON, seed=SEED, complaints=COMPLAINTS, say=lambda _text: None)
        transaction.set_rollback(True)


# On one worker: the year is built once.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration")]


def test_a_year_stands_in_many_stages_and_the_record_of_it_is_intact(built):
    stages = Counter(Complaint.objects.values_list("stage", flat=True))

    assert built.complaints == COMPLAINTS == Complaint.objects.real().count()
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
    sandbox = Party.objects.filter(complaint__sandbox=True)
    people = [each.phone for each in Party.objects.exclude(pk__in=sandbox)]
    people += [each.contact_phone for each in Application.objects.all()]

    assert all(each.phone == "" for each in sandbox)
    assert all(each.startswith("1380000") for each in people)


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
    assert outcome["complaints"] == COMPLAINTS == Complaint.objects.real().count()
    assert "nothing was changed" in err.getvalue()
    assert "chengdong-shouli" in err.getvalue()


def test_a_platform_answers_for_its_shops_in_advance_and_misses_some(built):
    covered = Complaint.objects.real().exclude(covered_by=None)
    paid = Agreement.objects.filter(complaint__in=covered).exclude(advance_on=None)

    assert {Stage.NEGOTIATING, Stage.SETTLED} <= set(covered.values_list("stage", flat=True))
    assert paid.exclude(performed_at=None).exists()
    assert paid.filter(performed_at=None).exists()
    assert covered.exclude(pledge_missed_at=None).exists()
    assert Complaint.objects.filter(sandbox=True, covered_by__isnull=False).count() == 5


def test_seven_people_complain_together_and_two_speak_for_them(built):
    joint = Complaint.objects.get(is_joint=True)

    assert joint.stage == Stage.MEDIATING
    assert joint.parties.count() == 7
    assert joint.parties.filter(represents=True).count() == 2
    assert Complaint.objects.filter(joined_to=joint, outcome=Outcome.DUPLICATE).count() == 6


def test_a_committee_hears_a_case_and_a_court_has_confirmed_an_agreement(built):
    assert Panel.objects.get().members.count() == 3
    states = Counter(Confirmation.objects.values_list("state", flat=True))
    assert states == {"filed": 1, "confirmed": 1}


def test_associations_help_one_another_and_watch_over_one_another(built):
    helps = Assignment.objects.filter(part=Part.ASSIST)

    # So few cases as here leave some places without any in hand.
    assert {PartState.OFFERED, PartState.SIGNED} == set(helps.values_list("state", flat=True))
    assert Supervision.objects.filter(by_itself=False).exists()
    assert Deputy.objects.count() == 2
    assert RoutingRule.objects.count() == 2


def test_letters_bear_the_seal_where_there_is_one(built):
    sealed = IssuedDocument.objects.filter(complaint__organisation__name="城东区消费者协会")

    assert sealed.exclude(seal=None).exists()
    assert IssuedDocument.objects.filter(seal=None).exists()


def test_a_business_is_closed_today_and_another_will_be(built):
    begun = Break.objects.filter(over_at=None).values_list("begun_at", flat=True)

    assert len(begun) == 2
    assert sum(each is not None for each in begun) == 1
