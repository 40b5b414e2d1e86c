"""An officer looks a group over in a browser: splits it, merges it back, confirms it."""

from datetime import timedelta

import pytest

from smart315.accounts.actors import Role
from smart315.insight import actions
from smart315.insight.held import KEEPER
from smart315.insight.models import Group
from tests.given import accounts, casework
from tests.given.matters import CARDS, HEAT
from tests.insight.test_placing import file
from tests.journeys.signing_in import at_the_desk, now


@pytest.fixture
def groups(transactional_db, settings):
    settings.DEMO = True
    casework.the_world()
    KEEPER.drop()
    file([CARDS[0], *CARDS, *HEAT])
    actions.place(at=now() + timedelta(hours=1))
    KEEPER.drop()


def press(page, name):
    page.locator("main form[method=post]").get_by_role("button", name=name, exact=True).click()


def test_a_group_is_split_merged_and_confirmed(groups, desk, look):
    at_the_desk(desk, accounts.officer("万能", (Role.INTAKE_OFFICER, Role.HEAD)))
    desk.goto(f"{desk.url.split('/desk')[0]}/desk/groups/")
    look(desk, "groups")
    desk.locator("main table a").filter(has_text="健身").first.click()
    look(desk, "group")

    main = desk.locator("main")
    main.get_by_role("link", name="拆分", exact=True).click()
    main.get_by_role("checkbox").nth(2).check()
    press(desk, "拆分")
    look(desk, "group-split-refused")
    main.locator("[name=why]").fill("另一家分店的事")
    press(desk, "拆分")
    look(desk, "group-split")
    assert "4 件投诉" in main.inner_text()

    main.get_by_role("link", name="并入另一组").click()
    main.get_by_label("另一组标题中的字").fill("暖气")
    main.get_by_role("button", name="查找").click()
    main.get_by_role("radio").first.check()
    look(desk, "group-merge")
    main.locator("[name=why]").fill("同一物业")
    press(desk, "并入另一组")
    assert "7 件投诉" in main.inner_text()

    main.get_by_role("link", name="撤销").first.click()
    main.locator("[name=why]").fill("看错了")
    press(desk, "撤销“合并”")
    main.get_by_role("link", name="核对无误").click()
    main.locator("[name=why]").fill("逐件看过")
    press(desk, "核对无误")
    look(desk, "group-confirmed")

    assert "已核对" in main.inner_text()
    assert Group.objects.filter(ended_at=None).count() == 2
