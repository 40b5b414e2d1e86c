"""The list of complaints: scope, filters, order, and pages that neither lose nor double a row."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from smart315.accounts.actors import Role
from smart315.casework import actions, queries
from smart315.casework.codes import Channel
from smart315.casework.models import Complaint
from smart315.casework.queries import Filters
from smart315.casework.states import ENDED, Stage
from tests.given import NOON, SHANGHAI, accounts, businesses, regions
from tests.given.casework import (
    PHONE,
    a_complaint,
    filed,
    reloaded,
    the_shop,
    zhao_lei,
    zhou_ying,
)


pytestmark = pytest.mark.usefixtures("_world")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
BOUNDED = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def listed(actor=None, *, at=NOON, **filters):
    page = queries.listing(actor or accounts.li_min(), Filters(**filters), at=at)
    return [row.id for row in page.rows]


def due(complaint, moment):
    """Let the complaint be due at the moment, as its clocks would make it."""
    key = "accept.decide" if moment else ""
    Complaint.objects.filter(pk=complaint.pk).update(next_due_at=moment, next_due_key=key)


def test_a_line_says_what_an_officer_needs_and_masks_the_person():
    complaint = a_complaint(Stage.INVESTIGATING, channel=Channel.WEB)

    (row,) = queries.listing(accounts.li_min(), Filters(), at=NOON).rows

    assert (row.id, row.number, row.title) == (complaint.pk, complaint.number, complaint.title)
    assert (row.stage, row.stage_label) == (Stage.INVESTIGATING, "调查中")
    assert row.respondent_name == complaint.respondent_name
    assert row.complainant.startswith("周")
    assert "颖" not in row.complainant
    assert (row.organisation_name, row.officer_name) == ("城东区消费者协会", "李敏")
    assert (row.category_name, row.nature_name) == ("服装鞋帽类", "质量")
    assert row.channel_label == "网上"
    assert row.amount_fen == 29_900
    assert (row.due_key, row.due_title, row.level) == ("mediation.limit", "终结调解", "green")
    assert row.due_at == reloaded(complaint).next_due_at
    assert not row.pending_approval
    assert not row.supervised
    assert not row.provisional


def test_a_proposal_that_waits_is_seen_in_the_list():
    complaint = filed()
    actions.reject(
        complaint_id=complaint.pk, code="R01", reason="无权。", by=accounts.li_min(), at=NOON
    )

    (row,) = queries.listing(accounts.head(), Filters(), at=NOON).rows

    assert row.pending_approval


def test_an_ended_complaint_has_no_colour():
    a_complaint(Stage.ARCHIVED)

    (row,) = queries.listing(accounts.li_min(), Filters(), at=NOON).rows

    assert (row.due_at, row.due_key, row.due_title, row.level) == (None, "", "", "")


def test_everybody_sees_their_own_and_what_lies_below():
    here, there = filed(), filed(respondent_region_code="630104")
    accounts.county("630104")
    west = filed(respondent_region_code="630104")
    shown = a_complaint(Stage.NEGOTIATING)

    assert set(listed(accounts.li_min())) == {here.pk, shown.pk}
    assert set(listed(accounts.wang_qiang())) == {west.pk}
    assert set(listed(accounts.chen_jing())) == {here.pk, there.pk, west.pk, shown.pk}
    assert listed(accounts.head("630202")) == []
    assert listed(zhou_ying(here)) == [here.pk]
    assert listed(zhao_lei()) == [shown.pk]


def test_what_was_handed_on_stays_in_the_list_unless_only_the_own_is_wanted():
    complaint = a_complaint(Stage.TRANSFERRED)

    assert listed(accounts.li_min()) == [complaint.pk]
    assert listed(accounts.li_min(), own=True) == []
    assert listed(accounts.wang_qiang(), own=True) == [complaint.pk]
    assert listed(accounts.chen_jing(), own=True) == []


def test_one_organisation_and_what_lies_below_it():
    accounts.county("630104")
    here, west = filed(), filed(respondent_region_code="630104")
    head = accounts.chen_jing()

    assert listed(head, organisation=accounts.county().pk) == [here.pk]
    assert set(listed(head, organisation=accounts.prefecture().pk)) == {here.pk, west.pk}
    # Not even by writing another number into the link.
    assert listed(accounts.li_min(), organisation=accounts.county("630104").pk) == []
    assert listed(accounts.li_min(), organisation=987_654) == []


def test_a_stage_or_a_group_of_stages():
    at_each = {
        stage: a_complaint(stage).pk
        for stage in (
            Stage.SUBMITTED,
            Stage.ACCEPTED,
            Stage.REOPENED,
            Stage.TERMINATED,
            Stage.TRANSFERRED,
            Stage.CLOSED,
            Stage.ARCHIVED,
        )
    }
    both = accounts.chen_jing()

    for stage, pk in at_each.items():
        assert listed(both, stage=stage) == [pk]
    open_ = {pk for stage, pk in at_each.items() if stage not in ENDED}
    assert set(listed(both, stage="open")) == open_
    assert set(listed(both, stage="to_assign")) == {
        at_each[Stage.ACCEPTED],
        at_each[Stage.REOPENED],
    }
    assert listed(both, stage="to_close") == [at_each[Stage.TERMINATED]]
    assert listed(both, stage="to_sign") == [at_each[Stage.TRANSFERRED]]
    assert listed(both, stage="to_call") == [at_each[Stage.CLOSED]]
    assert len(listed(both, stage="no-such-stage")) == len(at_each)


def test_what_is_late_due_today_or_this_week():
    moments = {
        "late": NOON - HOUR,
        "tonight": NOON.replace(hour=23, minute=59, second=59),
        "tomorrow": NOON + DAY,
        "in six days": NOON + 6 * DAY,
        "in seven days": NOON.replace(hour=0) + 7 * DAY,
        "never": None,
    }
    ids = {name: filed().pk for name in moments}
    for name, moment in moments.items():
        due(Complaint(pk=ids[name]), moment)

    def names(**filters):
        return [name for pk in listed(**filters) for name in ids if ids[name] == pk]

    assert names(due="overdue") == ["late"]
    assert names(due="today") == ["tonight"]
    assert names(due="week") == ["tonight", "tomorrow", "in six days"]
    assert names() == [*list(moments)[:-1], "never"]
    assert names(due="overdue", stage="accepted") == []


def test_mine_are_those_given_to_me_that_are_not_over():
    mine = a_complaint(Stage.MEDIATING)
    filed()
    over = a_complaint(Stage.CLOSED)

    assert listed(mine=True) == [mine.pk]
    assert over.pk in listed()
    assert listed(accounts.head(), mine=True) == []


def test_a_category_holds_its_kinds_and_no_neighbour():
    clothes = filed(category_code="G02")
    down = filed(category_code="G02-01")
    food = filed(category_code="G03")

    assert set(listed(category="G02")) == {clothes.pk, down.pk}
    assert listed(category="G02-01") == [down.pk]
    assert listed(category="G03") == [food.pk]
    assert listed(category="G0") == []


def test_nature_channel_and_business():
    other = businesses.a_business("海东河湟里超市有限公司")
    contract = filed(nature_code="N02")
    by_phone = filed(channel=Channel.PHONE, by=accounts.li_min())
    elsewhere = filed(business_id=other.pk)

    assert listed(nature="N02") == [contract.pk]
    assert listed(channel="phone") == [by_phone.pk]
    assert listed(business=other.pk) == [elsewhere.pk]
    assert set(listed(business=the_shop().pk)) == {contract.pk, by_phone.pk}


def test_received_from_one_local_day_to_another():
    first = filed(at=datetime(2026, 9, 1, 0, 0, tzinfo=SHANGHAI))
    last = filed(at=datetime(2026, 9, 2, 23, 59, 59, tzinfo=SHANGHAI))
    filed(at=datetime(2026, 9, 3, 0, 0, tzinfo=SHANGHAI))
    filed(at=datetime(2026, 8, 31, 23, 59, tzinfo=SHANGHAI))

    found = listed(received_from=date(2026, 9, 1), received_to=date(2026, 9, 2))

    assert set(found) == {first.pk, last.pk}


def test_the_newest_first_when_asked_by_receipt():
    old, new = filed(at=NOON - DAY), filed(at=NOON)
    same = filed(at=NOON)

    assert listed(order="received") == [same.pk, new.pk, old.pk]


@pytest.mark.parametrize("typed", ["{number}", "{plain}", " 3 ", "000003"])
def test_a_number_finds_its_complaint(typed):
    filed()
    filed()
    third = filed()
    number = third.number
    plain = number.replace("〔", "[").replace("〕", "]")

    assert listed(q=typed.format(number=number, plain=plain)) == [third.pk]


def test_digits_that_no_complaint_bears_are_looked_for_in_the_text():
    first = filed(facts="订单尾号000003，商家拒绝退款。")
    actions.index_words(at=NOON)

    assert listed(q="000003") == [first.pk]

    filed()
    third = filed()
    assert listed(q="000003") == [third.pk]


def test_a_phone_finds_its_complaints_in_any_spelling():
    mine = filed()
    filed(phone="13997005678")

    assert listed(q=PHONE) == [mine.pk]
    assert listed(q="138-9700-1234") == [mine.pk]
    assert listed(q="+86 138 9700 1234") == [mine.pk]


def test_those_who_see_no_telephones_find_nothing_by_one():
    # Who may not see it could otherwise try numbers until one is found.
    filed()
    analyst = accounts.officer("分析员", Role.ANALYST)

    assert listed(analyst, q=PHONE) == []


def test_similar_complaints_are_those_of_the_same_person_about_the_same_business():
    first, again = filed(), filed()
    filed(phone="13997005678")
    filed(respondent_name="海东河湟里超市有限公司")
    over = a_complaint(Stage.CLOSED)

    rows = queries.similar_open(first.pk, accounts.li_min(), at=NOON)

    assert [row.id for row in rows] == [again.pk]
    assert over.pk not in [row.id for row in rows]
    for stranger in (zhou_ying(first), zhao_lei(), accounts.wang_qiang()):
        assert queries.similar_open(first.pk, stranger, at=NOON) == []


@given(
    dues=st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=12, max_size=12),
    size=st.integers(1, 13),
    order=st.sampled_from(["due", "received"]),
)
@BOUNDED
def test_leafing_forth_and_back_neither_loses_nor_doubles_a_line(dozen, dues, size, order):
    for pk, days in zip(dozen, dues, strict=True):
        moment = NOON + days * DAY if days is not None else None
        received = NOON + (days or 0) * DAY
        due(Complaint(pk=pk), moment)
        Complaint.objects.filter(pk=pk).update(received_at=received)
    officer = accounts.li_min()
    filters = Filters(order=order)

    forth: list[list[int]] = []
    after = ""
    while True:
        page = queries.listing(officer, filters, at=NOON, after=after, size=size)
        assert bool(page.previous) == bool(forth)
        forth.append([row.id for row in page.rows])
        if not page.following:
            break
        after = page.following
    back = [forth[-1]]
    while page.previous:
        page = queries.listing(officer, filters, at=NOON, after=page.previous, size=size)
        assert page.following
        back.append([row.id for row in page.rows])

    flat = [pk for some in forth for pk in some]
    assert sorted(flat) == sorted(dozen)
    assert flat == listed(order=order)
    assert all(len(some) == size for some in forth[:-1])
    # Back from the last page in full pages; together they are the same lines in the same order.
    assert [pk for some in reversed(back) for pk in some] == flat


@pytest.fixture
def dozen(_world):
    return [filed().pk for _ in range(12)]


def test_a_line_that_appears_meanwhile_does_not_shift_the_next_page(dozen):
    officer = accounts.li_min()
    first = queries.listing(officer, Filters(), at=NOON, size=5)
    newest = filed(at=NOON - 30 * DAY)

    second = queries.listing(officer, Filters(), at=NOON, size=20, after=first.following)

    seen = [row.id for row in first.rows + second.rows]
    assert sorted(seen) == sorted(dozen)
    assert newest.pk not in seen


@pytest.mark.parametrize("broken", ["x", "!!!!", "W10", "bnVsbA", "WyJub3QgYSBkYXRlIiwgMSwgMF0"])
def test_a_broken_link_begins_at_the_beginning(dozen, broken):
    page = queries.listing(accounts.li_min(), Filters(), at=NOON, size=5, after=broken)

    assert [row.id for row in page.rows] == dozen[:5]


def test_an_empty_list_has_no_pages():
    page = queries.listing(accounts.li_min(), Filters(), at=NOON)

    assert (page.rows, page.following, page.previous) == ([], "", "")


def test_a_township_whose_code_ends_like_a_prefectures_is_a_township():
    regions.load()
    here = filed(respondent_region_code="630102100")
    filed(respondent_region_code="630102001", phone="13897010002")

    assert listed(region="630102100") == [here.pk]
    assert len(listed(region="630100")) == len(listed(region="630102")) == 2
