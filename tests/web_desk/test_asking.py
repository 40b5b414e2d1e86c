"""Questions of one's own: what they come to, what each cell opens, and what is refused."""

import csv
import re
from io import BytesIO, StringIO

import pytest
from django.utils.timezone import localdate
from openpyxl import load_workbook

from smart315.accounts.actors import Role
from smart315.casework.models import Complaint
from smart315.insight.queries import DIMENSIONS, MEASURES, Unit
from smart315.measures.periods import Period
from tests.given import NOON, accounts, businesses, casework, counting
from tests.web_desk.conftest import browser_of, listed, text_of


pytestmark = pytest.mark.django_db
ASK = "/desk/ask/"
YEAR = f"{ASK}?period=2026&measure=accepted"


@pytest.fixture(autouse=True)
def facts(settings, tmp_path):
    settings.FACTS = tmp_path / "facts"


@pytest.fixture
def officer(time_travel_to):
    counting.complaints()
    time_travel_to(counting.LATER)
    return browser_of(accounts.li_min())


def lines_of(page):
    return page.context["table"].lines


def plain(text):
    return text.replace(",", "")


def test_a_bare_page_offers_examples_and_complains_of_nothing(officer):
    page = officer.get(ASK)

    assert "从一个例子开始" in text_of(page)
    assert "需要改正" not in text_of(page)
    for each in page.context["examples"]:
        assert "pivot" in officer.get(each.url).context, each.words


@pytest.mark.parametrize("rows", sorted(DIMENSIONS))
def test_every_cell_that_opens_cases_opens_as_many(officer, rows):
    measures = "&".join(f"measure={name}" for name in ("received", "accepted", "resolve_rate"))

    page = officer.get(f"{ASK}?period=2026&{measures}&rows={rows}&parts=1")

    opened = 0
    for line in lines_of(page):
        for place, cell in enumerate(line.cells):
            if not cell.cases:
                continue
            opened += 1
            expected = plain(cell.value) if place < 2 else plain(cell.behind).partition("÷")[0]
            assert listed(officer, cell.cases) == int(expected), (line.title, cell)
    assert opened >= 3


@pytest.mark.parametrize(
    "narrowed",
    [
        "rows=nature&columns=month",
        "rows=county&columns=category&prefecture=630100",
        "rows=subcategory&category=S04",
        "rows=month&nature=N02&stage=accepted",
        "rows=channel&columns=outcome&from=2026-06-10&to=2026-08-20&period=",
        "rows=day&columns=month&quarter=2026Q3",
    ],
)
def test_cells_of_two_dimensions_and_filters_open_as_many(officer, narrowed):
    page = officer.get(
        f"{ASK}?measure=received&period=2026&{narrowed}".replace("2026&from", "2026")
    )

    assert "table" in page.context, page.context["form"].errors
    for line in lines_of(page):
        for cell in line.cells:
            if cell.cases:
                assert listed(officer, cell.cases) == int(plain(cell.value)), (line.title, cell)


def test_what_no_list_shows_opens_none(officer):
    page = officer.get(f"{YEAR}&rows=kind&nature=N01&nature=N02&measure=people")
    rest = officer.get(f"{YEAR}&rows=nature&top=1")

    assert not any(cell.cases for line in lines_of(page) for cell in line.cells)
    assert [line.title for line in lines_of(rest)][1].startswith("其他")
    assert lines_of(rest)[1].cells[0].cases == ""


def test_an_organisation_with_others_below_opens_no_list_of_all_of_them(officer):
    above = browser_of(accounts.chen_jing())

    lines = lines_of(above.get(f"{ASK}?period=2026&measure=received&rows=organisation"))

    (county, _whole) = lines
    assert listed(above, county.cells[0].cases) == int(county.cells[0].value)


def test_every_row_leads_one_step_down_and_a_chip_leads_back(officer):
    page = officer.get(f"{YEAR}&rows=category")

    line = next(each for each in lines_of(page) if each.cells[0].value == "2")
    below = officer.get(line.deeper)
    assert below.context["pivot"].question.rows == "subcategory"
    assert lines_of(below)[-1].cells[0].value == "2"
    ((words, back),) = below.context["trail"]
    assert words.startswith("商品服务大类：")
    assert officer.get(back).context["pivot"].question.where == {}


def test_each_measure_opens_its_definition(officer):
    page = text_of(officer.get(f"{YEAR}&measure=resolve_rate"))

    assert 'href="/desk/figures/accepted/"' in page
    assert 'href="/desk/figures/resolve_rate/"' in page


def test_a_rate_bears_its_interval_and_on_demand_its_parts_everywhere(officer):
    plainly = officer.get(f"{ASK}?period=2026&measure=resolve_rate&rows=nature&columns=month")
    parts = officer.get(f"{ASK}?period=2026&measure=resolve_rate&rows=nature&columns=month&parts=1")

    assert "95%区间" in lines_of(plainly)[0].cells[-1].behind
    assert lines_of(plainly)[0].cells[0].behind == ""
    assert any("÷" in cell.behind for cell in lines_of(parts)[0].cells[:-1])


def test_comparisons_stand_beside_the_whole(officer):
    page = officer.get(f"{ASK}?period=2026Q3&measure=received&rows=nature&against=before")

    table = page.context["table"]
    assert [each.title for each in table.heads] == ["收到投诉件数", "环比"]
    days = [localdate(each.received_at) for each in Complaint.objects.all()]
    now, before = (sum(day in Period.read(x) for day in days) for x in ("2026Q3", "2026Q2"))
    assert table.lines[-1].cells[0].value == str(now)
    expected = "—" if not before else f"{abs(now - before) * 100 / before:.2f}%"
    assert table.lines[-1].cells[1].value.lstrip("↑↓") == expected


def test_the_files_hold_the_same_figures_and_numbers_are_numbers(officer):
    link = f"{YEAR}&measure=resolve_rate&rows=nature&against=year"
    page = officer.get(link)

    csv_file, xlsx_file = (officer.get(url) for _ending, url in page.context["files"])

    rows = list(csv.reader(StringIO(text_of(csv_file).removeprefix("\ufeff"))))
    sheet = [list(row) for row in load_workbook(BytesIO(xlsx_file.content)).active.values]
    assert rows[0][:4] == ["代码", "投诉性质", "受理投诉件数（件）", "同比"]
    assert len(rows) == len(sheet) == len(lines_of(page)) + 1
    for row, cells, line in zip(rows[1:], sheet[1:], lines_of(page), strict=True):
        assert int(row[2]) == cells[2] == int(plain(line.cells[0].value))
        assert isinstance(cells[2], int)


def test_a_name_that_looks_like_a_formula_stays_a_name_in_a_file(time_travel_to):
    counting.complaints()
    shop = businesses.a_business(name="=HYPERLINK(1)")
    casework.a_complaint(at=NOON, phone="13897019999", business_id=shop.pk)
    time_travel_to(counting.LATER)
    browser = browser_of(accounts.li_min())

    answer = browser.get(f"{ASK}file/csv/?period=2026&measure=received&rows=business")

    assert "'=HYPERLINK(1)" in text_of(answer)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("period=2026", "请选择一到三项指标"),
        ("measure=accepted&measure=received&measure=people&measure=resolved", "最多看三项指标"),
        ("measure=colour", "没有“colour”这项指标"),
        ("measure=accepted&rows=colour", "不能按“colour”分组"),
        ("measure=accepted&period=spring", "“spring”不是期间"),
        ("measure=accepted&from=2026-13-01", "日期"),
        ("measure=accepted&place=99999", "没有这个单位，或者您不能查看它的数字"),
        ("measure=accepted&top=9999", "最多看前200行"),
        ("measure=accepted&business=abc", "“abc”不是被投诉经营者的取值"),
    ],
)
def test_a_link_that_means_nothing_says_what_to_change(officer, asked, says):
    page = officer.get(f"{ASK}?{asked}")

    assert page.status_code == 200
    assert says in text_of(page)
    assert "pivot" not in page.context
    assert officer.get(f"{ASK}file/csv/?{asked}").status_code == 404


def test_the_form_keeps_what_was_asked(officer):
    page = text_of(
        officer.get(f"{YEAR}&rows=nature&nature=N01&business=7&top=5&from=&to=&period=上月")
    )

    assert re.search(r'value="N01" id="[^"]+" checked', page)
    assert '<input type="hidden" name="business" value="7">' in page
    assert 'value="上月"' in page


def test_a_span_of_days_stands_in_its_two_fields(officer):
    page = officer.get(f"{ASK}?measure=received&period=2026-07-01..2026-07-20")

    assert page.context["form"]["from"].value() == "2026-07-01"
    assert page.context["pivot"].period.code == "2026-07-01..2026-07-20"


def test_nothing_found_says_so_and_an_unfinished_period_too(officer):
    assert "没有符合条件的投诉" in text_of(officer.get(f"{ASK}?measure=received&period=1999"))
    assert "本期未完" in text_of(officer.get(f"{ASK}?measure=received&period=本月"))


def test_somebody_elsewhere_counts_nothing_here_by_the_same_link(officer):
    other = browser_of(accounts.wang_qiang())

    assert other.get(f"{YEAR}&rows=nature").context["pivot"].empty


def test_strangers_and_people_without_complaints_are_kept_out(client, officer):
    assert client.get(ASK).status_code == 302
    admin = browser_of(accounts.officer("管理员", Role.SYSTEM_ADMIN))
    assert admin.get(ASK).status_code == 403
    assert admin.get(f"{ASK}file/csv/?measure=accepted").status_code == 403


def test_an_answer_takes_few_statements(officer, django_assert_max_num_queries):
    link = f"{YEAR}&rows=nature&columns=month&against=year&against=before"
    officer.get(link)

    with django_assert_max_num_queries(30):
        officer.get(link)


def test_each_measure_can_be_asked(officer):
    for name, measure in MEASURES.items():
        page = officer.get(f"{ASK}?period=2026&measure={name}")
        cell = lines_of(page)[-1].cells[0]
        if measure.unit in {Unit.CASES, Unit.SHARE} and cell.cases:
            figure = page.context["pivot"].cell(measure, page.context["pivot"].rows[-1])
            assert listed(officer, cell.cases) == figure.numerator, name
