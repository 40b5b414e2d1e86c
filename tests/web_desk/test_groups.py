"""The list of groups, one group with reasons and copies, and what officers decide about it."""

import pytest

from smart315.accounts.actors import Role
from smart315.insight import actions
from smart315.insight.held import KEEPER
from smart315.insight.models import Decision, Group
from tests.given import NOON, accounts, casework
from tests.given.matters import CAR, CARDS, HEAT
from tests.insight.test_placing import file, together
from tests.web_desk.conftest import browser_of, text_of


pytestmark = pytest.mark.django_db
LIST = "/desk/groups/"


@pytest.fixture
def cards():
    casework.the_world()
    KEEPER.drop()
    found = file([CARDS[0], *CARDS])
    actions.place(at=NOON)
    return found


@pytest.fixture
def group(cards):
    return Group.objects.get()


@pytest.fixture
def officer():
    return browser_of(accounts.li_min())


def page_of(group):
    return f"{LIST}{group.pk}/"


def to(group, name):
    return f"{LIST}{group.pk}/do/{name}/"


def test_the_list_counts_complaints_people_and_copies(group, officer):
    page = text_of(officer.get(LIST))

    assert group.title in page
    assert "文字重复" in page
    assert "力健" in page
    assert group.title not in text_of(officer.get(f"{LIST}?show=copies&q=没有这样的"))
    assert group.title in text_of(officer.get(f"{LIST}?show=copies&q={group.title[:4]}"))


def test_an_empty_list_says_when_something_comes(officer):
    casework.the_world()

    assert "没有成组的投诉" in text_of(officer.get(LIST))


def test_list_and_page_take_as_many_queries_for_one_as_for_many(
    group, officer, django_assert_max_num_queries
):
    file([*HEAT, *CAR], first=20)
    actions.place(at=NOON)
    assert Group.objects.count() == 3

    with django_assert_max_num_queries(12):
        officer.get(LIST)
    with django_assert_max_num_queries(16):
        officer.get(page_of(group))


def test_a_group_shows_reasons_and_which_member_repeats_which(group, officer):
    page = text_of(officer.get(page_of(group)))

    assert "5 人，5 件投诉" in page
    assert "1 件与组内另一件文字相同" in page
    assert "与它文字重复的 1 件" in page
    assert "文字 100% 相同" in page
    assert "力健" in page
    assert "还没有人核对" in page


def test_an_officer_splits_confirms_and_takes_back(group, cards, officer):
    assert "拆出哪些投诉" in text_of(officer.get(to(group, "split")))
    refused = text_of(officer.post(to(group, "split"), {"complaints": [cards[3].pk]}))
    assert "请写明理由" in refused
    officer.post(to(group, "split"), {"complaints": [cards[3].pk], "why": "另一家店"})
    assert together() == {frozenset(each.pk for each in cards if each != cards[3])}

    officer.post(to(group, "confirm"), {"why": "逐件看过"})
    page = text_of(officer.get(page_of(group)))
    assert "已核对" in page
    assert "另一家店" in page
    split = Decision.objects.get(kind="split")
    assert "另一家店" in text_of(officer.get(f"{page_of(group)}undo/{split.pk}/"))
    officer.post(f"{page_of(group)}undo/{split.pk}/", {"why": "其实是同一家"})

    assert together() == {frozenset(each.pk for each in cards)}
    assert "其实是同一家" in text_of(officer.get(page_of(group)))


def test_a_group_is_merged_into_one_that_is_looked_for(group, officer):
    file(HEAT, first=20)
    actions.place(at=NOON)
    other = Group.objects.exclude(pk=group.pk).get()
    assert "没有找到其他的组" in text_of(officer.get(f"{to(other, 'merge')}?q=没有"))
    assert group.title in text_of(officer.get(f"{to(other, 'merge')}?q={group.title[:4]}"))

    officer.post(to(other, "merge"), {"into_id": group.pk, "why": "同一个老板"})

    assert Group.objects.get(ended_at=None).complaints == 8
    assert officer.get(page_of(other)).url == page_of(group)


def test_a_stranger_finds_no_group_and_whoever_only_reads_decides_nothing(group):
    stranger = browser_of(
        accounts.officer("城西受理", Role.INTAKE_OFFICER, accounts.county("630104"))
    )
    for address in (page_of(group), to(group, "split"), to(group, "nothing")):
        assert stranger.get(address).status_code == 404
    assert group.title not in text_of(stranger.get(LIST))
