"""The register of rules and the calendar: for all to read, for the province to set."""

from datetime import date

import pytest
from django.urls import reverse

from smart315.accounts.actors import Role
from smart315.kernel.workdays import Limit, Unit
from smart315.parameters import queries
from smart315.parameters.register import DECLARED
from tests.given import NOON, accounts, casework as given
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
LIST = "/desk/rules/"
TODAY = "2026-09-01"


@pytest.fixture
def reader():
    given.the_world()
    return browser_of(accounts.li_min())


@pytest.fixture
def keeper(reader):
    return browser_of(accounts.officer("安全管理员", Role.SECURITY_ADMIN, accounts.province()))


def rule(key):
    return reverse("desk:rule", args=[key])


def set_rule(key):
    return reverse("desk:set_rule", args=[key])


def test_every_declared_rule_is_there_with_value_and_basis(reader):
    page = text_of(reader.get(LIST))

    assert all(key in page for key in DECLARED)
    assert "7 个工作日" in page
    assert "50000.00元" in page
    assert "法定" in page


def test_a_rule_shows_its_history_and_no_button_to_who_may_not(reader):
    page = text_of(reader.get(rule("accept.decide")))

    assert "2014-03-15" in page
    assert set_rule("accept.decide") not in page
    assert reader.get(set_rule("accept.decide")).status_code == 403
    assert reader.get(rule("no.such")).status_code == 404


def test_the_province_sets_a_limit_from_a_day_on(keeper):
    typed = {"length": "5", "unit": "workdays", "basis": "青消协〔2026〕8号"}

    early = keeper.post(set_rule("accept.decide"), {**typed, "effective_from": "2026-08-01"})
    keeper.post(set_rule("accept.decide"), {**typed, "effective_from": "2026-10-01"})

    assert "不能早于今天" in text_of(early)
    assert "青消协〔2026〕8号" in text_of(early)
    assert queries.limit("accept.decide", date(2026, 10, 8)) == Limit(5, Unit.WORKDAYS)
    assert queries.limit("accept.decide", NOON.date()) == Limit(7, Unit.WORKDAYS)
    assert "自 2026-10-01 起：5 个工作日" in text_of(keeper.get(LIST))


SHAPES = [
    ("clock.levels", {"value": "60, 80，100"}, [60, 80, 100]),
    ("deadline.roll_weekend", {"value": "no"}, False),
    ("abuse.repeat_min", {"value": "8"}, 8),
    ("office.close", {"value": "17:30"}, "17:30"),
    (
        "followup.ratio",
        {"part_resolved": "90", "part_others": "30"},
        {"resolved": 90, "others": 30},
    ),
]


@pytest.mark.parametrize(("key", "typed", "value"), SHAPES)
def test_each_shape_of_value_has_fields_that_fit(keeper, key, typed, value):
    shown = keeper.get(set_rule(key))
    keeper.post(set_rule(key), {**typed, "basis": "省消协制度", "effective_from": TODAY})

    assert set(typed) <= set(shown.context["form"].fields)
    assert queries.value(key, NOON.date()) == value


def test_what_is_no_row_of_numbers_is_refused_at_its_field(keeper):
    answer = keeper.post(
        set_rule("clock.levels"),
        {"value": "七成", "basis": "省消协制度", "effective_from": TODAY},
    )

    assert "请填写整数" in "".join(answer.context["form"].errors["value"])


def test_a_statutory_rule_is_set_by_nobody(keeper):
    page = text_of(keeper.get(rule("judicial.confirm")))
    answer = keeper.post(
        set_rule("judicial.confirm"),
        {"length": "60", "unit": "days", "basis": "x", "effective_from": TODAY},
    )

    assert set_rule("judicial.confirm") not in page
    assert "不能修改" in text_of(answer)


def test_an_administrator_of_a_county_sets_nothing(reader):
    county = browser_of(accounts.officer("县安全员", Role.SECURITY_ADMIN, accounts.county()))

    answer = county.post(
        set_rule("accept.decide"),
        {"length": "5", "unit": "workdays", "basis": "x", "effective_from": TODAY},
    )

    assert "只有省级安全管理员" in text_of(answer)
    assert queries.limit("accept.decide", NOON.date()) == Limit(7, Unit.WORKDAYS)


def test_the_calendar_shows_days_off_and_days_worked_in_exchange(reader):
    page = text_of(reader.get(reverse("desk:calendar")))

    assert "已有正式通知" in page
    assert "国庆节放假" in page
    assert "国庆节上班" in page


def test_a_year_without_a_notice_says_so(reader):
    assert "还没有正式放假通知" in text_of(reader.get(reverse("desk:calendar_of", args=[2027])))
    assert "日历中没有这一年" in text_of(reader.get(reverse("desk:calendar_of", args=[2040])))


NOTICE = {
    "source": "国务院办公厅关于2027年部分节假日安排的通知",
    "holidays": "2027-01-01 至 2027-01-03 元旦\n\n2027-02-05 到 2027-02-11 春节",
    "makeup_workdays": "2027-02-20 春节",
}


def test_a_notice_is_typed_in_as_it_stands_on_paper(keeper):
    answer = keeper.post(reverse("desk:announce_year", args=[2027]), NOTICE, follow=True)

    calendar = queries.calendar()
    assert "已有正式通知" in text_of(answer)
    assert not calendar.is_workday(date(2027, 2, 9))
    assert calendar.is_workday(date(2027, 2, 20))


WRONG = [
    ("holidays", "2027年元旦三天", "第1行"),
    ("holidays", "2027-02-30 春节", "第1行"),
    ("holidays", "2027-02-11 至 2027-02-05 春节", "第1行"),
    ("makeup_workdays", "2027-02-20", "第1行"),
]


@pytest.mark.parametrize(("field", "text", "reason"), WRONG)
def test_a_line_that_cannot_be_read_is_named_and_the_rest_stays(keeper, field, text, reason):
    answer = keeper.post(reverse("desk:announce_year", args=[2027]), {**NOTICE, field: text})

    assert reason in "".join(answer.context["form"].errors[field])
    assert NOTICE["source"] in text_of(answer)


def test_a_worked_day_in_the_week_is_refused_by_the_register(keeper):
    typed = {**NOTICE, "makeup_workdays": "2027-02-22 春节"}

    answer = keeper.post(reverse("desk:announce_year", args=[2027]), typed)

    assert "应当是周末" in text_of(answer)


def test_a_local_festival_counts_only_there(keeper):
    accounts.region("632300")
    typed = {"is_workday": "off", "name": "州庆", "source": "州政府通知", "day": "2026-12-22"}

    keeper.post(reverse("desk:set_day"), {**typed, "region_code": "632300"})
    wrong = keeper.post(reverse("desk:set_day"), {**typed, "region_code": "999999"})

    assert not queries.calendar("632300").is_workday(date(2026, 12, 22))
    assert queries.calendar("630100").is_workday(date(2026, 12, 22))
    assert "没有这个行政区划代码" in text_of(wrong)
    shown = reverse("desk:calendar_of", args=[2026]) + "?region=632300"
    assert "州庆放假" in text_of(keeper.get(shown))
