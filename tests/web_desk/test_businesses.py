"""The register of businesses: found, entered once, let in, answered for by people."""

from datetime import timedelta

import pytest
from django.urls import reverse

from smart315.accounts.actors import Role
from smart315.businesses import queries
from smart315.businesses.states import State
from tests.given import NOON, accounts, businesses, casework as given
from tests.web_desk.conftest import PASSWORD, browser_of, text_of


pytestmark = pytest.mark.django_db
LIST = "/desk/businesses/"


def page_of(business):
    return reverse("desk:business", args=[business.pk])


@pytest.fixture
def keeper():
    given.the_world()
    return browser_of(accounts.li_min())


def test_a_business_is_found_by_a_part_of_its_name(keeper):
    shop = businesses.a_business()

    page = keeper.get(f"{LIST}?q=高原红")
    piece = keeper.get(f"{LIST}?q=高原红", headers={"HX-Request": "true"})

    assert page_of(shop) in text_of(page)
    assert page_of(shop) in text_of(piece)
    assert "<html" not in text_of(piece)
    assert "登记簿中没有找到" in text_of(keeper.get(f"{LIST}?q=无此企业啊"))


def test_its_page_shows_what_was_complained_about_within_reach(keeper):
    complaint = given.a_complaint(at=NOON - timedelta(hours=1))

    mine = text_of(keeper.get(page_of(complaint.business)))
    theirs = text_of(browser_of(accounts.wang_qiang()).get(page_of(complaint.business)))

    assert complaint.title in mine
    assert complaint.title not in theirs
    assert "没有对它的投诉" in theirs


def test_a_doubtful_code_is_pointed_out_once_then_taken(keeper):
    typed = {"name": "西宁新店", "uscc": "91630100MA752XXXX0", "kind": "company"}

    warned = keeper.post(reverse("desk:register_business"), typed)
    entered = keeper.post(reverse("desk:register_business"), {**typed, "seen": typed["uscc"]})

    assert "请核对" in text_of(warned)
    assert queries.resolve("西宁新店") is not None
    assert entered.url == page_of(queries.resolve("西宁新店"))


def test_a_place_may_be_named_and_a_wrong_one_is_refused(keeper):
    accounts.region("630102")
    typed = {"name": "西宁新店", "kind": "company", "region": "城东区"}

    wrong = keeper.post(reverse("desk:register_business"), {**typed, "region": "没有的地方"})
    keeper.post(reverse("desk:register_business"), typed)

    assert wrong.context["form"].errors["region"]
    assert "西宁新店" in text_of(wrong)
    entered = queries.resolve("西宁新店")
    assert entered is not None
    assert entered.region_id == "630102"


def test_it_joins_pauses_and_leaves_and_each_only_when_lawful(keeper):
    shop = businesses.a_business()

    def press(name):
        address = reverse("desk:business", args=[shop.pk]) + f"{name}/"
        return text_of(keeper.post(address, {"reason": "店铺装修。"}, follow=True))

    assert "承诺书" in press("join")
    businesses.a_pledge(shop)
    assert "已办理入驻" in press("join")
    assert "已暂停接收" in press("pause")
    assert "已办理退出" in press("leave")
    assert "不能再办理入驻" in press("join")
    shop.refresh_from_db()
    assert shop.state == State.LEFT
    unknown = reverse("desk:business_move", args=[shop.pk, "abolish"])
    assert keeper.post(unknown).status_code == 404


def test_another_name_is_added(keeper):
    shop = businesses.a_business()
    add = reverse("desk:add_alias", args=[shop.pk])

    empty = keeper.post(add, {"name": "", "kind": "brand"})
    keeper.post(add, {"name": "雪域红", "kind": "brand"})

    assert empty.context["form"].errors["name"]
    assert "雪域红" in text_of(keeper.get(page_of(shop)))


def test_a_new_member_chooses_the_password_by_a_link_shown_once(keeper, client):
    shop = businesses.a_business(joined=True)

    shown = keeper.post(
        reverse("desk:add_member", args=[shop.pk]),
        {"account": "new", "username": "zhao", "display_name": "赵磊", "role": "manager"},
    )
    link = shown.context["link"]
    form = client.get(link, follow=True)
    done = client.post(
        form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD}, follow=True
    )

    assert shown["Cache-Control"] == "no-store"
    assert [each.user.username for each in queries.members(shop.pk)] == ["zhao"]
    assert "密码已设置" in text_of(done)
    assert queries.members(shop.pk)[0].user.check_password(PASSWORD)
    assert "链接已失效" in text_of(client.get(link, follow=True))


def test_a_member_without_a_password_can_be_given_another_link_one_in_use_cannot(keeper):
    shop = businesses.a_business(joined=True)
    fresh = businesses.a_member(shop)
    fresh.set_unusable_password()
    fresh.save()
    again = reverse("desk:member_link", args=[shop.pk, fresh.pk])

    shown = keeper.post(again)
    fresh.set_password(PASSWORD)
    fresh.save()
    refused = keeper.post(again, follow=True)

    assert "password/reset/key" in text_of(shown)
    assert "只有系统管理员" in text_of(refused)


def test_somebody_with_an_account_is_added_staff_excepted(keeper):
    shop, other = businesses.a_business(joined=True), businesses.a_business("西宁另一家店")
    known = businesses.a_member(shop)
    add = reverse("desk:add_member", args=[other.pk])

    keeper.post(add, {"account": "known", "username": known.username, "role": "agent"})
    staff = keeper.post(add, {"account": "known", "username": "李敏", "role": "agent"})
    nobody = keeper.post(add, {"account": "known", "username": "谁也不是", "role": "agent"})

    assert [each.user for each in queries.members(other.pk)] == [known]
    assert "工作人员" in "".join(staff.context["form"].errors["username"])
    assert nobody.context["form"].errors["username"]


def test_a_name_that_is_taken_opens_no_second_account(keeper):
    shop = businesses.a_business(joined=True)
    businesses.a_member(shop)

    answer = keeper.post(
        reverse("desk:add_member", args=[shop.pk]),
        {"account": "new", "username": "zhaolei", "display_name": "别人", "role": "agent"},
    )

    assert "已被使用" in "".join(answer.context["form"].errors["username"])
    assert len(queries.members(shop.pk)) == 1


def test_a_member_is_removed(keeper):
    shop = businesses.a_business(joined=True)
    member = businesses.a_member(shop)

    keeper.post(reverse("desk:remove_member", args=[shop.pk, member.pk]))

    assert queries.members(shop.pk) == []


def test_who_only_reads_changes_nothing_and_sees_no_telephone(keeper):
    shop = businesses.a_business(phone="0971-5551234")
    reader = browser_of(accounts.officer("马红", Role.MEDIATOR))

    page = text_of(reader.get(page_of(shop)))

    assert "0971-5551234" not in page
    assert reverse("desk:business_move", args=[shop.pk, "join"]) not in page
    assert reader.post(reverse("desk:business_move", args=[shop.pk, "join"])).status_code == 403
    assert reader.get(reverse("desk:register_business")).status_code == 403


def test_there_is_no_page_of_a_business_that_does_not_exist(keeper):
    assert keeper.get(reverse("desk:business", args=[999])).status_code == 404
