"""The desk's pages of analyses: list, order, report with its checks, review, files, comparison."""

import pytest

from smart315.accounts.actors import Role
from smart315.casework.states import Stage
from smart315.insight import actions, queries
from smart315.insight.analyses.lifecycle import AnalysisState
from tests.given import NOON, accounts, analyses, casework, counting
from tests.web_desk.conftest import browser_of, listed, text_of


pytestmark = pytest.mark.django_db
LIST = "/desk/analyses/"
ORDER = {"kind": "national", "period": "2026", "region": analyses.PLACE, "basis": "accepted"}


@pytest.fixture(autouse=True)
def facts(settings, tmp_path):
    settings.FACTS = tmp_path / "facts"


@pytest.fixture(autouse=True)
def later(time_travel_to):
    time_travel_to(analyses.AT)


@pytest.fixture
def draft():
    return analyses.drafted()


@pytest.fixture
def writer(draft):
    return browser_of(analyses.analyst())


@pytest.fixture
def chief(draft):
    return browser_of(analyses.head())


def of(row, way=""):
    return f"{LIST}{row.pk}/{way}"


def stood(row):
    return queries.analysis(row.pk, analyses.analyst())


def say(browser, row, key, text):
    return browser.post(of(row, f"write/{key}/"), {"text": text}, follow=True)


def test_the_list_shows_period_place_version_and_state(writer, draft):
    page = text_of(writer.get(LIST))

    assert draft.title in page
    assert "起草中" in page
    assert "汇编报告" in page
    assert draft.title not in text_of(writer.get(f"{LIST}?state=published"))


def test_the_list_takes_as_many_queries_for_one_as_for_many(
    writer, draft, django_assert_max_num_queries
):
    analyses.drafted("2026Q3")
    analyses.drafted("2026Q4")

    with django_assert_max_num_queries(12):
        assert text_of(writer.get(LIST)).count("row-link") == 3


def test_an_empty_list_says_how_a_report_comes_about():
    counting.complaints()

    page = text_of(browser_of(analyses.analyst()).get(LIST))

    assert "没有报告" in page
    assert "系统按全国消协的体例汇编" in page


def test_strangers_read_what_is_published_and_nothing_else(draft):
    stranger = browser_of(analyses.analyst("630103"))
    assert stranger.get(of(draft)).status_code == 404
    assert stranger.get(of(draft, "file/pdf/")).status_code == 404
    assert draft.title not in text_of(stranger.get(LIST))

    actions.discard_analysis(analysis_id=draft.pk, by=analyses.analyst(), at=analyses.AT)
    published = analyses.published()

    page = text_of(stranger.get(of(published)))
    assert published.title in page
    for way in ("修改文字", "提交审核", "退回修改", ">更正<"):
        assert way not in page


def test_who_may_not_write_orders_and_edits_nothing(draft):
    officer = browser_of(accounts.li_min())

    assert officer.get(f"{LIST}new/").status_code == 403
    assert officer.get(of(draft, "write/overview/")).status_code == 403
    assert officer.post(of(draft, "again/")).status_code == 403
    assert officer.get(of(draft, "do/submit/")).status_code == 404


def test_the_page_marks_every_figure_that_agrees_and_draws_each_chart_with_its_table(writer, draft):
    page = text_of(writer.get(of(draft)))

    assert "figure-right" in page
    assert "figure-wrong" not in page
    assert draft.sha256 in page
    numbers = draft.frozen.data["numbers"].values()
    charts = [each for each in numbers if each["chart"]]
    assert page.count('<figure class="chart"') == len(charts)
    assert page.count("<caption>") == len(numbers)


def test_an_edited_figure_is_flagged_at_its_place_with_what_it_should_be(writer, draft):
    right = draft.texts["overview"]

    page = text_of(say(writer, draft, "overview", right.replace("消费者投诉", "消费者投诉9")))

    assert "figure-wrong" in page
    accepted = draft.frozen.table("totals").rows[0].cells["value"].text
    assert f"与数据快照不一致，应为 {accepted}" in page
    assert "有 1 处数字与数据快照不一致" in page
    refused = text_of(writer.post(of(draft, "do/submit/"), follow=True))
    assert "处数字与数据快照不一致" in refused
    assert stood(draft).state == AnalysisState.DRAFT
    assert "figure-wrong" not in text_of(say(writer, draft, "overview", right))


def test_what_was_typed_stays_when_it_is_refused(writer, draft):
    long = "长" * 20_001

    answer = writer.post(of(draft, "write/advice/"), {"text": long})

    assert answer.status_code == 200
    assert long in text_of(answer)
    assert stood(draft).texts["advice"] == draft.texts["advice"]


def test_a_section_that_is_not_there_has_no_page(writer, draft):
    assert writer.get(of(draft, "write/weather/")).status_code == 404
    assert writer.get(of(draft, "do/burn/")).status_code == 404


def test_a_typical_case_is_changed_confirmed_left_out_and_added_by_its_number(writer, draft):
    first, second = queries.exemplars(draft)[:2]
    writer.post(of(draft, f"exemplars/{first.place}/"), {"text": "改过。", "decision": "keep"})
    writer.post(of(draft, f"exemplars/{second.place}/"), {"text": second.text, "decision": "drop"})

    page = text_of(writer.get(of(draft)))
    assert "改过。" in page
    assert "不采用" in page
    wrong = text_of(writer.post(of(draft, "exemplars/add/"), {"number": "QH-0"}))
    assert "没有这个编号的已办结投诉" in wrong
    assert "QH-0" in wrong


def test_review_is_for_another_person_and_a_return_wants_its_reason(writer, chief, draft):
    row = analyses.settled(draft)
    assert "已提交审核" in text_of(writer.post(of(row, "do/submit/"), follow=True))
    assert writer.get(of(row, "do/approve/")).status_code == 404

    page = text_of(chief.post(of(row, "do/return/"), {"why": " "}))
    assert "请写明理由" in page
    assert "请补充" in text_of(chief.post(of(row, "do/return/"), {"why": "请补充"}, follow=True))
    assert stood(row).state == AnalysisState.DRAFT
    assert "请补充" in text_of(writer.get(of(row)))


def test_the_way_from_review_to_publication_and_a_corrected_version(writer, chief, draft):
    row = analyses.settled(draft)
    writer.post(of(row, "do/submit/"))
    chief.post(of(row, "do/approve/"))
    assert "已发布" in text_of(chief.post(of(row, "do/publish/"), follow=True))

    page = text_of(writer.get(of(row)))
    assert "修改文字" not in page
    assert ">更正<" in page
    form = writer.get(f"{LIST}new/?kind=national&period=2026&region={analyses.PLACE}")
    assert 'value="2026"' in text_of(form)
    refused = text_of(writer.post(f"{LIST}new/", ORDER))
    assert "更正须写明理由" in refused
    assert 'value="2026"' in refused

    casework.a_complaint(Stage.ACCEPTED, at=NOON, phone="13897018888", nature_code="N03")
    answer = writer.post(f"{LIST}new/", {**ORDER, "reason": "补录"})
    actions.compile_ordered(compiled=queries.compiled, at=analyses.AT)
    page = text_of(writer.get(answer.url, follow=True))
    assert "第 2 版" in page
    assert "补录" in page
    second = queries.analyses(analyses.analyst())[0]
    compared = text_of(writer.get(of(second, f"compare/{row.pk}/")))
    assert "没有变化" in compared
    assert "质量" in compared
    assert writer.get(of(second, f"compare/{second.pk}/")).status_code == 404


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"period": "2026Q5"}, "“2026Q5”不是期间"),
        ({"period": ""}, "请填写期间"),
        ({"region": "440100"}, "440100"),
        ({"region": "630103"}, "该地区的投诉分析报告由当地消协"),
    ],
)
def test_an_order_that_cannot_be_is_refused_at_its_field_and_keeps_what_was_typed(
    draft, changes, says
):
    page = text_of(browser_of(analyses.analyst()).post(f"{LIST}new/", {**ORDER, **changes}))

    assert says in page
    assert f'value="{({**ORDER, **changes})["period"]}"' in page or not changes.get("period", "x")


@pytest.mark.parametrize("ending", ["pdf", "docx", "html", "xlsx", "json"])
def test_each_file_of_a_draft_and_of_a_publication_is_handed_out(ending, draft, writer):
    assert writer.get(of(draft, f"file/{ending}/")).status_code == 200
    assert writer.get(of(draft, "file/exe/")).status_code == 404


def test_a_published_file_is_the_kept_one_whatever_is_printed_now(monkeypatch):
    row = analyses.published()
    browser = browser_of(analyses.head())
    kept = b"".join(browser.get(of(row, "file/json/")))

    monkeypatch.setattr(queries, "file", None)

    assert b"".join(browser.get(of(row, "file/json/"))) == kept
    assert kept.decode() == row.snapshot


def test_who_waits_reads_the_steps_and_then_the_report(draft, writer):
    answer = writer.post(f"{LIST}new/", {**ORDER, "period": "2026Q3"})
    page = writer.get(answer.url)

    assert page["Refresh"] == "2"
    for step in queries.Step:
        assert str(step.label) in text_of(page)
    assert "2026Q3" in text_of(writer.get(LIST))
    assert "Refresh" not in writer.get(f"{answer.url}?still=1")
    assert browser_of(accounts.li_min()).get(answer.url).status_code == 403
    assert browser_of(analyses.analyst("630103")).get(answer.url).status_code == 404

    actions.compile_ordered(compiled=queries.compiled, at=analyses.AT)

    done = writer.get(answer.url, follow=True)
    assert "已汇编，请核对文字和典型案例" in text_of(done)
    assert "2026年第三季度" in text_of(done)


def test_who_waits_too_long_reads_whom_to_ask(draft, writer, time_travel_to):
    answer = writer.post(f"{LIST}new/", {**ORDER, "period": "2026Q3"})
    assert "后台程序可能没有运行" not in text_of(writer.get(answer.url))

    time_travel_to(analyses.AT.replace(minute=5))

    assert "后台程序可能没有运行" in text_of(writer.get(answer.url))


def test_what_could_not_be_compiled_says_why_and_leads_back_to_the_form(draft, writer):
    answer = writer.post(f"{LIST}new/", {**ORDER, "period": "2026Q3"})
    analyses.drafted("2026Q3")
    actions.compile_ordered(compiled=queries.compiled, at=analyses.AT)

    page = writer.get(answer.url)

    assert "Refresh" not in page
    assert "正在起草或者审核" in text_of(page)
    assert f"period=2026Q3&amp;region={analyses.PLACE}" in text_of(page)


def test_fresh_figures_under_a_draft_are_waited_for_on_the_same_page(writer, draft):
    answer = writer.post(of(draft, "again/"))
    actions.compile_ordered(compiled=queries.compiled, at=analyses.AT)

    page = text_of(writer.get(answer.url, follow=True))

    assert "已按现在的数据重新汇编" in page
    assert draft.title in page


def test_an_approver_of_the_place_reviews_and_a_publisher_publishes(draft):
    row = analyses.settled(draft)
    actions.submit_analysis(analysis_id=row.pk, by=analyses.analyst(), at=analyses.AT)
    approver = browser_of(accounts.officer("韩梅", Role.APPROVER, accounts.county()))
    publisher = browser_of(accounts.officer("马兰", Role.PUBLISHER, accounts.county()))

    assert publisher.get(of(row, "do/approve/")).status_code == 404
    approver.post(of(row, "do/approve/"))
    assert approver.get(of(row, "do/publish/")).status_code == 404
    publisher.post(of(row, "do/publish/"))

    assert stood(row).state == AnalysisState.PUBLISHED


def test_every_figure_that_opens_its_complaints_opens_as_many(chief, draft):
    sections = chief.get(of(draft)).context["sections"]

    opened = [
        (int(cell.text), cell.cases)
        for section in sections
        for figure in section.figures
        for line in figure.rows
        for cell in line.cells
        if cell.cases and cell.text.isdigit()
    ]
    assert len(opened) > 8
    for count, link in opened:
        assert listed(chief, link) == count, link


def test_every_indicator_and_table_leads_to_what_is_counted_in_it(chief, draft):
    sections = chief.get(of(draft)).context["sections"]

    leads = [each.definition for s in sections for f in s.figures for each in (f, *f.rows)]
    assert len({each for each in leads if each}) > 5
    for link in filter(None, leads):
        assert chief.get(link).status_code == 200


def test_who_may_not_read_all_that_was_counted_opens_nothing():
    row = analyses.published()
    stranger = browser_of(analyses.analyst("630103"))

    page = stranger.get(of(row))

    assert not page.context["opens"]
    cells = [
        c for s in page.context["sections"] for f in s.figures for r in f.rows for c in r.cells
    ]
    assert not any(each.cases for each in cells)
