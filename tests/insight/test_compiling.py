"""Every figure of an analysis, derived a second time from the complaints themselves."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from smart315.casework.models import Complaint, Party
from smart315.casework.states import Stage
from smart315.insight import actions, queries
from smart315.insight.models import Member
from smart315.kernel.verdicts import Refused
from tests.given import NOON, accounts, casework, counting, regions
from tests.insight.test_incidents import complaints as alike


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("facts")]
AT = counting.LATER


def compiled(period="2026", **words):
    return queries.compiled(queries.order(period, **words), at=AT)


def counts(snapshot, key, column="count"):
    table = snapshot.table(key)
    return {each.code: each.cells[column].value for each in table.rows if each.cells[column].value}


def accepted(first=None, after=None):
    return [
        each
        for each in Complaint.objects.exclude(accepted_at=None)
        if first is None or first <= localdate(each.accepted_at) < after
    ]


@pytest.fixture
def counted():
    return counting.complaints()


@pytest.mark.parametrize("period", ["2026", "2026H2", "2026Q3", "2026Q4", "2026-09"])
def test_every_table_follows_from_the_complaints_themselves(counted, period):
    order = queries.order(period)
    snapshot = queries.compiled(order, at=AT)
    rows = accepted(order.period.first, order.period.after)

    assert counts(snapshot, "nature") == Counter(e.nature_code for e in rows if e.nature_code)
    assert counts(snapshot, "goods") == Counter(
        each.category_code[:3] for each in rows if each.category_code.startswith("G")
    )
    assert counts(snapshot, "services") == Counter(
        each.category_code[:3] for each in rows if each.category_code.startswith("S")
    )
    assert counts(snapshot, "services_top") == Counter(
        e.category_code for e in rows if e.category_code.startswith("S") and "-" in e.category_code
    )
    sides = Counter(each.category_code[:1] for each in rows if each.category_code)
    assert counts(snapshot, "kinds") == {
        side: sides[letter]
        for side, letter in (("goods", "G"), ("services", "S"), ("other", "O"))
        if sides[letter]
    }


def test_every_indicator_follows_from_the_complaints_themselves(counted):
    snapshot, rows = compiled(), accepted()
    solved = [each for each in rows if each.outcome in {"settled", "mediated"}]

    cells = {each.code: each.cells["value"] for each in snapshot.table("totals").rows}
    assert cells["accepted"].value == len(rows)
    assert cells["resolved"].value == len(solved)
    rate = cells["resolve_rate"]
    assert (rate.numerator, rate.denominator) == (len(solved), len(rows))
    # What is open again may be repaid otherwise: it counts when it is closed.
    recovered = sum(each.recovered_fen or 0 for each in rows if each.closed_at)
    assert cells["recovered_loss"].numerator == recovered


def test_a_place_counts_what_lies_in_it_and_no_more(counted):
    whole = counts(compiled(), "nature")

    assert counts(compiled(region="630102"), "nature") == whole
    assert counts(compiled(region="630200"), "nature") == {}


def test_the_same_facts_and_order_give_the_same_hash_and_others_another(counted):
    one = compiled()

    assert compiled().sha256 == one.sha256
    assert compiled(convention="hunan").sha256 != one.sha256
    casework.a_complaint(Stage.ACCEPTED, at=NOON + timedelta(hours=3), phone="13897019999")
    assert compiled().sha256 != one.sha256


def test_every_sentence_cites_cells_that_say_what_it_says(counted):
    snapshot = compiled()
    cells = {
        f"{table.key}/{row.code}/{key}": cell.text.lstrip("↑↓")
        for table in snapshot.tables
        for row in table.rows
        for key, cell in row.cells.items()
    }

    cited = [
        (each.text[one.start : one.end], cells[str(one.source)])
        for paragraphs in snapshot.drafts.values()
        for each in paragraphs
        for one in each.references
    ]
    assert cited
    assert [pair for pair in cited if pair[0] != pair[1]] == []


def test_nothing_personal_stands_in_a_snapshot(counted):
    text = compiled().text

    for party in Party.objects.all():
        assert party.name not in text
        assert party.phone not in text
    for each in counted:
        assert each.respondent_name not in text
        assert each.number not in text


def test_a_confirmed_incident_is_a_hot_spot_and_a_suspected_one_is_none():
    casework.the_world()
    alike(5)
    (incident,) = actions.detect(at=NOON + timedelta(days=1))
    assert counts(compiled("2026Q3"), "hotspots", "people") == {}

    actions.confirm(incident_id=incident.pk, by=accounts.head(), at=NOON + timedelta(days=1))
    snapshot = compiled("2026Q3")

    assert counts(snapshot, "hotspots", "people") == {str(incident.pk): 5}
    assert counts(snapshot, "hotspots", "complaints") == {str(incident.pk): 5}
    assert counts(compiled("2026Q4"), "hotspots", "people") == {}
    assert incident.respondent_name not in snapshot.drafted["hotspots"]


def test_typical_cases_were_closed_in_the_period_and_solved(counted):
    snapshot = compiled()

    cases = [each["case"] for each in snapshot.data["exemplars"]]
    rows = Complaint.objects.in_bulk(cases)
    assert cases
    assert {each.outcome for each in rows.values()} <= {"settled", "mediated"}
    assert compiled("2025").data["exemplars"] == []


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"period": "2026Q5"}, "period"),
        ({"region": "999999"}, "region"),
        ({"level": "county"}, "region"),
        ({"level": "county", "region": "630100"}, "level"),
        ({"region": "630102001"}, "region"),
        ({"kind": "weekly"}, "kind"),
        ({"basis": "closed"}, "basis"),
        ({"convention": "banker"}, "convention"),
        ({"places": 9}, "places"),
    ],
)
def test_an_order_that_cannot_be_is_refused_by_its_field(words, field):
    asked = {"period": "2026", **words}

    with pytest.raises(Refused) as refused:
        queries.order(asked.pop("period"), **asked)

    assert refused.value.field == field


def test_without_a_word_the_registers_convention_holds(counted):
    casework.a_rule("analysis.rounding", "hunan")
    casework.a_rule("analysis.places", 1)

    order = queries.order("2026", on=AT.date())

    assert (order.convention.name, order.convention.places) == ("hunan", 1)


STREET, TOWNSHIP = "630102001", "630102100"  # 东关大街街道, 乐家湾镇


def test_the_rural_report_tells_cases_of_townships_alone():
    casework.the_world()
    regions.load()
    told = "在村里的商店买的化肥用了没有效果，要求退款。"
    for place, phone in ((STREET, "13897010001"), (TOWNSHIP, "13897010002")):
        casework.a_complaint(
            Stage.CLOSED, phone=phone, respondent_region_code=place, facts=told * 2
        )

    (case,) = [each["case"] for each in compiled(kind="rural").data["exemplars"]]

    assert Complaint.objects.get(pk=case).region_id == TOWNSHIP
    both = Complaint.objects.filter(region_id__in=[STREET, TOWNSHIP])
    assert both.count() == 2


def test_a_hot_spot_of_the_rural_report_counts_what_came_from_townships_alone():
    casework.the_world()
    regions.load()
    alike(5)
    (incident,) = actions.detect(at=NOON + timedelta(days=1))
    actions.confirm(incident_id=incident.pk, by=accounts.head(), at=NOON + timedelta(days=1))
    assert counts(compiled("2026Q3", kind="rural"), "hotspots", "people") == {}

    rows = [each.complaint_id for each in Member.objects.filter(incident=incident)][:3]
    Complaint.objects.filter(pk__in=rows).update(region_id=TOWNSHIP)

    assert counts(compiled("2026Q3", kind="rural"), "hotspots", "complaints") == {
        str(incident.pk): 3
    }
    assert counts(compiled("2026Q3"), "hotspots", "complaints") == {str(incident.pk): 5}
