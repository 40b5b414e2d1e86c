"""A rise in one county about one kind of service is told by where, since when and how seldom."""

import random
from datetime import timedelta

import pytest

from smart315.accounts.actors import SYSTEM
from smart315.casework.actions import importing
from smart315.insight import actions, queries
from smart315.insight.actions import raising
from smart315.insight.models import ScanModel
from smart315.insight.states import Source
from tests.casework_exchange import files
from tests.given import NOON, accounts, parameters, regions


pytestmark = pytest.mark.django_db
KINDS = ("G01-08", "G02-01", "G03-07", "G09-01", "S01-01", "S05-01")
COUNTIES = ("630102", "630104", "632801", "632701")


@pytest.fixture(autouse=True)
def world():
    regions.load()
    parameters.the_register()
    accounts.county("630102")


def take(folder, rows):
    path = files.a_csv(folder, *rows)
    importing.import_file(path=path, mapping="canonical", by=SYSTEM, at=NOON)


def row(number, days_ago, county, kind, business=""):
    return files.a_row(
        external_id=f"N-{number}", received_on=f"{NOON.date() - timedelta(days=days_ago)}",
        region_code=county, category=kind, text=f"第{number}件投诉", business_name=business,
    )  # fmt: skip


def ordinary(days, rng):
    return [
        (day, rng.choice(COUNTIES), rng.choice(KINDS))
        for day in range(1, days)
        for _each in range(rng.choice((2, 3, 4, 5)))
    ]


def test_a_rise_is_found_where_it_is_and_only_once(tmp_path):
    rng = random.Random(101)  # noqa: S311 - ordinary days, not a secret
    rise = [(1 + each % 6, "632701", "S04-01") for each in range(18)]
    given = [*ordinary(260, rng), *rise]
    take(tmp_path, [row(number, *each) for number, each in enumerate(given)])

    (incident,) = actions.scan(at=NOON)

    assert incident.source == Source.ALARM
    assert (incident.found["place"], incident.found["kind"]) == ("632701", "S04-01")
    assert incident.found["observed"] == incident.complaints
    assert incident.complaints >= 15
    assert incident.found["expected"] < 2
    assert incident.found["recurrence_days"] > 60
    assert ScanModel.objects.count() == 1
    member = queries.incident(incident.pk, SYSTEM).members[0]
    assert any("预期" in why for why in member.row.why)
    assert actions.scan(at=NOON + timedelta(hours=1)) == []


def test_a_rise_at_one_business_names_it_and_holds_its_complaints_only(tmp_path):
    rng = random.Random(102)  # noqa: S311 - ordinary days, not a secret
    usual = [(*each, f"{each[1]}第{rng.randrange(6)}店") for each in ordinary(260, rng)]
    rise = [(1 + each % 6, "630102", "G02-01", "西宁新开张健身有限公司") for each in range(9)]
    take(tmp_path, [row(number, *each) for number, each in enumerate([*usual, *rise])])

    (incident,) = actions.scan(at=NOON)

    assert incident.respondent_name == "西宁新开张健身有限公司"
    assert "西宁新开张健身有限公司" in incident.title
    assert incident.complaints == incident.found["observed"] == 9
    assert incident.found["business"] == incident.respondent_name
    assert incident.found["around"][0]["observed"] > 9
    assert incident.found["recurrence_days"] > 60
    member = queries.incident(incident.pk, SYSTEM).members[0]
    assert member.row.why[0] == "同一经营者：西宁新开张健身有限公司"
    assert actions.scan(at=NOON + timedelta(hours=1)) == []
    assert ScanModel.objects.count() == 1


def test_a_model_that_knows_nothing_of_businesses_is_learnt_anew(tmp_path):
    rng = random.Random(103)  # noqa: S311 - ordinary days, not a secret
    take(tmp_path, [row(number, *each) for number, each in enumerate(ordinary(200, rng))])
    actions.scan(at=NOON)
    old = ScanModel.objects.get()
    old.values.pop("businesses")
    old.save()

    actions.scan(at=NOON + timedelta(days=1))

    assert ScanModel.objects.count() == 2


def test_a_young_store_tells_nothing(tmp_path):
    take(tmp_path, [row(each, 1 + each % 40, "630102", "S04-01") for each in range(80)])

    assert actions.scan(at=NOON) == []
    assert not ScanModel.objects.exists()


def test_an_empty_store_tells_nothing():
    assert actions.scan(at=NOON) == []


@pytest.mark.parametrize(
    ("days", "words"), [(45, "45天"), (400, "13个月"), (1500, "4年"), (60_000, "十年以上")]
)
def test_how_seldom_is_said_no_finer_than_the_past_can_tell(days, words):
    assert raising.seldom(days) == words
