"""What was bought is found by looking through the list, or by a word."""

import pytest

from smart315.web.public.file import categories, suggestions
from tests.given import insight as given
from tests.web_public import walk


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("冰箱", "电冰箱"),
        ("新冰箱", "电冰箱"),
        ("汽车", "汽车及零部件"),
        ("G01-08", None),
        ("", None),
    ],
)
def test_a_word_finds_its_category(word, first):
    found = categories.search(word)

    assert (found[0].name if found else None) == first


def test_a_word_for_a_whole_class_finds_what_is_inside():
    assert {node.parent for node in categories.search("家用电子电器")} == {"G01"}


def test_the_list_leads_from_the_large_to_the_small(browser):
    level_1 = browser.get("/file/").content.decode()
    level_2 = browser.get("/file/?in=G01").content.decode()

    assert 'href="?in=G01"' in level_1
    assert 'value="G01-08"' in level_2
    assert "全部大类" in level_2


def test_a_word_that_is_found_offers_its_categories_at_once(browser):
    page = browser.get("/file/", {"q": "冰箱"}).content.decode()

    assert 'value="G01-08"' in page
    assert 'href="?in=G02"' not in page


def test_a_word_that_is_not_found_leaves_the_list(browser):
    page = browser.get("/file/", {"q": "不存在的东西xyz"}).content.decode()

    assert "没有找到" in page
    assert 'href="?in=G02"' in page


@pytest.mark.parametrize("inside", ["N03", "X99", "<script>"])
def test_what_is_no_category_is_not_opened(browser, inside):
    page = browser.get("/file/", {"in": inside})

    assert page.status_code == 200
    assert page.context["parent"] is None


def test_a_class_without_parts_is_chosen_at_once(browser):
    assert 'name="category_code" value="O99"' in " ".join(
        browser.get("/file/").content.decode().split()
    )


def test_a_changed_category_asks_its_own_questions_again(browser):
    walk.to_the_end(browser)

    walk.answer(browser, "what", category_code="S10-01", to="check")
    page = browser.get(walk.url("check")).content.decode()

    assert "“提交之前”的问题还没有答完" in page


def test_usual_natures_come_first(browser):
    walk.up_to(browser, "nature", what={"category_code": "S11-01"})

    shown = [node.code for node in browser.get(walk.url("nature")).context["natures"]]

    assert len(shown) == 10
    assert shown[0] != "N01"


def test_a_sentence_in_own_words_finds_what_like_complaints_were_about(browser):
    given.confirmed_cases()
    given.learnt()

    page = browser.get("/file/", {"q": "我的会员卡退不了余额"}).content.decode()

    assert "预付卡销售" in page
    assert suggestions.categories("卡") == []
