"""Before anything is written: another road may be the right one, and this one closes 12315's."""

import pytest

from smart315.casework import taxonomy
from smart315.web.public.file import before, roads
from tests.web_public import walk


HOSPITAL = {"what": {"category_code": "S10-01"}}


def _wall(browser):
    """Return the name of the first question about a wall."""
    page = browser.get(walk.url("before")).context["form"]
    return page.questions()[0].name


def test_the_reader_is_told_that_one_road_closes_the_other(browser):
    walk.up_to(browser, "before")

    page = browser.get(walk.url("before")).content.decode()

    assert "12315不再受理同一件事" in page
    assert "已经受理的，消协也不再受理" in page


@pytest.mark.parametrize("channel", ["regulator", "court", "arbitration", "association"])
def test_a_case_that_is_open_elsewhere_stops_here_and_keeps_the_way_back(browser, channel):
    walk.up_to(browser, "before")

    answered = walk.answer(
        browser, "before", prior_channel=channel, prior_state="open", prior_detail="8月20日提出"
    )
    page = browser.get(answered.url).content.decode()

    assert answered.url == "/file/other-road/"
    assert "返回修改回答" in page
    assert f'href="{walk.url("before")}"' in page


def test_12315_is_named_with_its_number(browser):
    walk.up_to(browser, "before")
    walk.answer(
        browser, "before", prior_channel="regulator", prior_state="open", prior_detail="8月20日"
    )

    assert 'href="tel:12315"' in browser.get("/file/other-road/").content.decode()


def test_a_case_that_was_declined_elsewhere_may_be_filed_here(browser):
    walk.up_to(browser, "before")

    answered = walk.answer(
        browser,
        "before",
        prior_channel="regulator",
        prior_state="refused",
        prior_detail="8月20日提出，不予受理",
    )

    assert answered.url == walk.url("business")


@pytest.mark.parametrize("missing", ["prior_state", "prior_detail"])
def test_what_became_of_the_other_road_must_be_said(browser, missing):
    walk.up_to(browser, "before")
    said = {"prior_channel": "court", "prior_state": "refused", "prior_detail": "撤诉了"}

    page = walk.answer(browser, "before", **(said | {missing: ""}))

    assert page.context["form"].errors[missing]
    assert f"id_{missing}" in page.content.decode()


def test_a_wall_that_describes_the_case_leads_to_its_road(browser):
    walk.up_to(browser, "before", **HOSPITAL)

    answered = walk.answer(browser, "before", **{_wall(browser): "yes"})
    page = browser.get(answered.url).content.decode()

    assert "卫生健康部门" in page
    assert 'href="tel:12345"' in page


def test_a_wall_that_does_not_describe_the_case_lets_through(browser):
    walk.up_to(browser, "before", **HOSPITAL)

    assert walk.answer(browser, "before", **{_wall(browser): "no"}).url == walk.url("business")


def test_a_wall_must_be_answered(browser):
    walk.up_to(browser, "before", **HOSPITAL)

    page = walk.answer(browser, "before")

    assert "请选择是不是这种情况" in page.content.decode()


def test_what_to_have_ready_is_listed(browser):
    walk.up_to(browser, "before")

    page = browser.get(walk.url("before")).content.decode()

    for hint in taxonomy.hints("N03"):
        assert hint in page


def test_advice_that_blocks_nothing_is_only_said(browser):
    walk.up_to(browser, "before", nature={"nature_code": "N05"})

    page = browser.get(walk.url("before")).content.decode()

    assert "拨打120" in page
    assert 'href="tel:120"' in page


def test_the_other_road_is_not_shown_to_somebody_whose_case_belongs_here(browser):
    walk.up_to(browser, "business")

    assert browser.get("/file/other-road/").url == walk.url("before")


def test_every_road_has_a_name_and_most_a_number():
    for code in taxonomy.tree.tree().nodes:
        for wall in taxonomy.walls(code):
            road = roads.of_wall(wall)
            assert road.name
            assert "（" not in road.name


def test_a_wall_is_asked_again_when_its_words_change():
    wall = next(iter(w for w in taxonomy.walls("S10-01") if w.blocking))
    other = type(wall)(wall.text + "。", wall.road, blocking=True)

    assert set(before.BeforeForm(walls=[wall]).walls) != set(before.BeforeForm(walls=[other]).walls)
