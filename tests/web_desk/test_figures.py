"""The figures of one's own scope: each derived a second way, and each leads to its cases."""

import csv
import re
from io import StringIO

import pytest
from django.utils.timezone import localdate

from smart315.accounts.actors import SYSTEM, Role
from smart315.casework.codes import Channel
from smart315.casework.models import Complaint
from smart315.casework.queries import COUNTED
from smart315.insight.queries import MEASURES, Unit, measured
from smart315.measures.periods import Period
from tests.given import NOON, accounts, casework, counting
from tests.insight.test_measures import ONE_BY_ONE
from tests.web_desk.conftest import browser_of, listed, text_of


pytestmark = pytest.mark.django_db
BOARD = "/desk/figures/"
HERE = f"{BOARD}?period=2026Q3"
QUARTER = Period.read("2026Q3")


@pytest.fixture(autouse=True)
def facts(settings, tmp_path):
    settings.FACTS = tmp_path / "facts"


@pytest.fixture
def officer(time_travel_to):
    counting.complaints()
    time_travel_to(counting.LATER)
    return browser_of(accounts.li_min())


def within(row, measure):
    moment = getattr(row, measure.dated.replace("_on", "_at"))
    return moment is not None and localdate(moment) in QUARTER


def test_every_tile_is_what_the_rows_add_up_to(officer):
    page = officer.get(HERE)

    rows = list(Complaint.objects.all())
    for figure in page.context["board"].figures:
        _day, adds = ONE_BY_ONE[figure.measure.name]
        each = [adds(row) for row in rows if within(row, figure.measure)]
        assert figure.now.numerator == sum(n for n, _of in each), figure.measure.name


def test_every_figure_that_leads_to_cases_leads_to_as_many(officer):
    page = officer.get(f"{BOARD}?period=2026")

    tiles = {tile.name: tile for tile in page.context["tiles"]}
    figures = {each.measure.name: each for each in page.context["board"].figures}
    opened = [name for name, tile in tiles.items() if tile.cases]
    assert {"accepted", "received", "resolved", "resolve_rate", "close_on_time"} <= set(opened)
    for name in opened:
        if MEASURES[name].unit in {Unit.CASES, Unit.SHARE}:
            assert listed(officer, tiles[name].cases) == figures[name].now.numerator, name
    for line in page.context["steps"]:
        assert listed(officer, line.cases) == line.count if line.cases else not line.count
    for section in page.context["sections"]:
        assert sum(line.count for line in section.lines) == figures["accepted"].now.numerator
        for line in section.lines:
            if line.cases:
                assert listed(officer, line.cases) == line.count, line


def test_every_measure_of_the_catalogue_names_its_cases_or_counts_people():
    assert set(MEASURES) - set(COUNTED) == {"visits_consults", "people", "satisfaction"}


def test_a_table_is_handed_out_with_the_same_figures(officer):
    page = officer.get(HERE)

    for section in page.context["sections"]:
        answer = officer.get(f"{BOARD}tables/{section.name}/?period=2026Q3")
        rows = list(csv.reader(StringIO(text_of(answer).removeprefix("\ufeff"))))
        assert answer["Content-Type"].startswith("text/csv")
        assert {(row[0], int(row[2])) for row in rows[1:]} == {
            (line.code, line.count) for line in section.lines
        }
    assert officer.get(f"{BOARD}tables/colour/?period=2026Q3").status_code == 404


def test_the_months_add_up_and_the_first_is_marked_as_begun_amid(officer):
    months = officer.get(f"{BOARD}?period=2026").context["board"].months

    accepted = [row for row in Complaint.objects.all() if row.accepted_at]
    for each in months:
        within_it = [row for row in accepted if f"{localdate(row.accepted_at):%Y-%m}" == each.code]
        assert each.row.numerator == len(within_it), each.code
    assert [each.whole for each in months[:2]] == [localdate(NOON).day == 1, True]


def test_a_quarter_that_is_not_over_says_so(officer, time_travel_to):
    assert "本期未完" not in text_of(officer.get(HERE))

    time_travel_to(NOON)

    assert "本期未完" in text_of(officer.get(HERE))


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("period=spring", "“spring”不是期间"),
        ("period=2026Q3&region=440100", "“440100”不是市州或者县的代码"),
        ("period=2026Q3&category=Z99", "没有“Z99”这一商品服务类别"),
        ("period=2026Q3&place=99999", "没有这个单位"),
    ],
)
def test_a_link_that_means_nothing_says_what_can_be_written(officer, asked, says):
    page = officer.get(f"{BOARD}?{asked}")

    assert page.status_code == 200
    assert says in text_of(page)
    assert "tiles" not in page.context


def test_a_board_goes_down_to_a_county_and_a_kind(officer):
    page = officer.get(f"{HERE}&region=630100&category=S04")

    expected = [
        row for row in Complaint.objects.all()
        if within(row, MEASURES["accepted"]) and row.category_code.startswith("S04")
    ]  # fmt: skip
    assert page.context["board"].figures[1].now.numerator == len(expected)
    assert {each.name for each in page.context["sections"]} >= {"county", "subcategory"}


def test_somebody_elsewhere_counts_nothing_here(officer):
    other = browser_of(accounts.wang_qiang())

    figures = other.get(HERE).context["board"].figures

    assert {each.now.numerator for each in figures} == {0}


def test_a_station_counts_what_it_took_part_in_and_its_figure_leads_there(time_travel_to):
    station = accounts.station()
    clerk = accounts.officer("代录员", Role.STATION_CLERK, station)
    casework.filed(by=clerk, channel=Channel.STATION)
    casework.filed(by=accounts.li_min(), channel=Channel.VISIT, phone="13897010002")
    time_travel_to(counting.LATER)

    browser = browser_of(clerk)
    page = browser.get(HERE)

    (received,) = [each for each in page.context["tiles"] if each.name == "received"]
    (figure,) = [e for e in page.context["board"].figures if e.measure.name == "received"]
    assert figure.now.numerator == listed(browser, received.cases) == 1


def test_a_board_takes_few_statements(officer, django_assert_max_num_queries):
    officer.get(HERE)

    with django_assert_max_num_queries(45):
        officer.get(HERE)


def test_every_measure_has_a_page_that_says_what_it_is(officer):
    for name, measure in MEASURES.items():
        page = text_of(officer.get(f"{BOARD}{name}/"))
        assert str(measure.definition) in page
    assert officer.get(f"{BOARD}colour/").status_code == 404


def test_a_board_without_a_complaint_says_so(time_travel_to):
    casework.the_world()

    page = text_of(browser_of(accounts.li_min()).get(HERE))

    assert "还没有受理过投诉" in page
    assert "本期没有受理投诉" in page


def test_a_prefecture_counts_what_lies_below_it(officer):
    above = browser_of(accounts.officer("省会", Role.ANALYST, accounts.province()))
    county = accounts.county()

    whole = above.get(HERE).context["board"].figures[0].now.numerator
    narrowed = above.get(f"{HERE}&place={county.pk}").context["board"].figures[0].now.numerator

    system = measured("received", QUARTER, scope=SYSTEM, at=counting.LATER)
    assert whole == narrowed == system.total.numerator


def test_no_chart_needs_a_script(officer):
    page = text_of(officer.get(HERE))

    assert page.count("<svg") > len(officer.get(HERE).context["sections"])
    assert not re.search(r"<script(?![^>]*src=)[^>]*>", page.replace("defer", ""))


def test_the_map_counts_every_county_and_stands_with_its_table(officer):
    page = officer.get(HERE)

    rows = [row for row in Complaint.objects.all() if within(row, MEASURES["accepted"])]
    counts = {each.outline.code: each.count for each in page.context["map"].areas}
    assert len(counts) == 45
    for code, count in counts.items():
        assert count == sum((row.region_id or "").startswith(code) for row in rows), code
    listed_ones = {line.code: line.count for line in page.context["counties"].lines}
    assert {code: count for code, count in counts.items() if count} == {
        code: count for code, count in listed_ones.items() if code and count
    }
    assert "各县（市、区）的件数" in text_of(page)


def test_a_prefecture_shows_its_own_counties_and_the_page_stays_small(officer):
    whole = officer.get(HERE)
    page = officer.get(f"{HERE}&region=630100")

    assert len(page.context["map"].areas) == 7
    assert "map" not in officer.get(f"{HERE}&region=630102").context
    picture = re.search(r'<div class="card-body county-map">.*?</div>', text_of(whole), re.DOTALL)
    assert picture is not None
    assert len(picture[0].encode()) < 60_000
