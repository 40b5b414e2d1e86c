"""A platform's queue, many deeds at once, keys and endpoints: in the portal and at the desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from smart315.accounts import actions as account_actions
from smart315.businesses.models import Member
from smart315.casework import actions as casework_actions, queries
from smart315.casework.models import Answer
from smart315.messaging.webhooks.models import Delivery, Endpoint
from smart315.partners.models import Key, Shop
from tests.given import NOON, accounts, casework, partners


@pytest.fixture(autouse=True)
def _this_machine(settings):
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]


@pytest.fixture
def platform(shop):
    return partners.a_platform()


@pytest.fixture
def browser(platform):
    """马云飞, who manages the platform."""
    made = Client()
    made.force_login(Member.objects.get(business=platform).user)
    return made


def queue_of(platform, deed=""):
    return f"/portal/platforms/{platform.pk}/{deed}"


def access_of(platform, page=""):
    return f"/portal/access/{platform.pk}/{page}"


def test_the_queue_shows_the_shops_complaints_and_leads_there(browser, platform):
    complaint = partners.a_green_complaint(platform)

    page = browser.get(queue_of(platform)).content.decode()

    assert complaint.number in page
    assert complaint.title not in page
    assert queue_of(platform) in browser.get("/portal/").content.decode()
    assert browser.get(f"{queue_of(platform)}?shop=99999").content.decode().count("owed") == 0


def test_the_number_of_queries_does_not_grow_with_the_queue(
    browser, platform, django_assert_max_num_queries
):
    for _ in range(4):
        partners.a_green_complaint(platform)
    browser.get(queue_of(platform))

    with django_assert_max_num_queries(11):
        browser.get(queue_of(platform))


def test_many_are_opened_and_answered_at_once_and_each_says_what_came_of_it(browser, platform):
    some = [partners.a_green_complaint(platform).pk for _ in range(2)]
    page = browser.post(queue_of(platform, "open/"), {"complaint": some})
    assert "2 件已办，0 件没有办成" in page.content.decode()
    sealed = partners.a_green_complaint(platform).pk

    asked = browser.post(queue_of(platform, "answer/"), {"complaint": [*some, sealed]})
    assert "统一答复 3 件" in asked.content.decode()
    assert not Answer.objects.exists()
    empty = browser.post(queue_of(platform, "answer/"), {"complaint": some, "code": ""})
    assert "请选择一项答复。" in empty.content.decode()
    answer = {"code": "refund", "amount": "10", "promised_on": NOON.date().isoformat()}
    done = browser.post(queue_of(platform, "answer/"), {"complaint": [*some, sealed], **answer})

    assert "2 件已办，1 件没有办成" in done.content.decode()
    assert "请先打开投诉" in done.content.decode()
    assert Answer.objects.count() == 2


def test_the_table_holds_numbers_and_dates_and_no_person(browser, platform):
    complaint = partners.a_green_complaint(platform)

    table = browser.get(queue_of(platform, "table/")).content.decode("utf-8-sig")

    assert complaint.number in table
    assert "周" not in table
    assert complaint.title not in table


def test_the_queue_of_a_platform_is_nobody_elses(portal, platform):
    for deed in ("", "table/"):
        assert portal.get(queue_of(platform, deed)).status_code == 404
    assert portal.post(queue_of(platform, "open/")).status_code == 404
    assert portal.get(access_of(platform)).status_code == 404
    assert portal.post(access_of(platform, "keys/new/")).status_code == 404


def test_a_key_is_shown_once_and_revoked(browser, platform):
    form = {"name": "订单系统", "scopes": ["read", "answer"]}
    shown = browser.post(access_of(platform, "keys/new/"), form)
    key = Key.objects.get()

    assert "s315_live_" in shown.content.decode()
    assert shown["Cache-Control"] == "no-store"
    page = browser.get(access_of(platform)).content.decode()
    assert key.prefix in page
    assert shown.context["secret"] not in page
    browser.post(access_of(platform, f"keys/{key.pk}/revoke/"))
    assert "已撤销" in browser.get(access_of(platform)).content.decode()
    wrong = browser.post(access_of(platform, "keys/new/"), {"name": "", "until": "2020-01-01"})
    assert "请至少选择一项权限。" in wrong.content.decode()


def test_an_agent_sees_keys_and_makes_none(browser, platform):
    Member.objects.filter(business=platform).update(role="agent")

    assert "新建密钥" not in browser.get(access_of(platform)).content.decode()
    assert browser.get(access_of(platform, "keys/new/")).status_code == 404


def test_an_endpoint_is_set_tried_rotated_and_stopped(browser, platform):
    url = "http://127.0.0.1:9/hooks"
    shown = browser.post(access_of(platform, "endpoints/new/"), {"url": url})
    endpoint = Endpoint.objects.get()
    assert "whsec_" in shown.content.decode()
    again = browser.post(access_of(platform, "endpoints/new/"), {"url": "http://10.0.0.1/"})
    assert "内部网络" in again.content.decode()

    at = access_of(platform, f"endpoints/{endpoint.pk}/")
    browser.post(f"{at}test/")
    assert "endpoint.test" in browser.get(access_of(platform, "deliveries/")).content.decode()
    assert "whsec_" in browser.post(f"{at}rotate/").content.decode()
    Delivery.objects.update(state="dead", ended_at=NOON)
    browser.post(access_of(platform, "deliveries/again/"), {"delivery": Delivery.objects.get().pk})
    assert Delivery.objects.get().state == "pending"
    browser.post(f"{at}stop/")
    assert url not in browser.get(access_of(platform)).content.decode()
    assert browser.post(f"{at}stop/").status_code == 404


def test_a_platform_names_its_contacts(browser, platform):
    wrong = {"step": "legal", "name": "马云飞", "email": "nonsense"}
    assert (
        "正确的电子邮箱" in browser.post(access_of(platform, "contacts/"), wrong).content.decode()
    )
    right = wrong | {"email": "legal@platform.example"}
    assert browser.post(access_of(platform, "contacts/"), right).status_code == 302
    assert "法务：马云飞" in browser.get(access_of(platform)).content.decode()


def test_shops_are_linked_one_by_one_and_by_a_table(platform):
    desk = Client()
    somebody = accounts.user_of(accounts.head())
    account_actions.enrol_totp(user=somebody, secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", at=NOON)
    desk.force_login(somebody)
    at = f"/desk/businesses/{platform.pk}/platform/"
    table = "名称,统一社会信用代码,店铺编号\n雪山文创店,,A-1\n河湟特产店,,A-2\n"
    desk.post(f"{at}table/", {"table": SimpleUploadedFile("shops.csv", table.encode())})
    assert Shop.objects.filter(until=None).count() == 3
    page = desk.post(f"{at}shops/", {"shop": "没有这家店"}).content.decode()
    assert "请填写代码" in page
    bad = SimpleUploadedFile("shops.csv", "店名\nx\n".encode())
    assert "没有“名称”一列" in desk.post(f"{at}table/", {"table": bad}).content.decode()
    gone = Shop.objects.get(code="A-1").business_id
    desk.post(f"{at}shops/{gone}/remove/")
    assert Shop.objects.filter(until=None).count() == 2
    assert "河湟特产店" in desk.get(at).content.decode()
    assert desk.get(f"/desk/businesses/{platform.pk}/access/").status_code == 200


def settled_in_advance(platform, browser):
    """A complaint in which the platform offered 先行赔付 in the portal and the consumer agreed."""
    complaint = partners.a_green_complaint(platform)
    here = f"/portal/complaints/{complaint.pk}/"
    browser.post(f"{here}open/")
    offer = {"code": "refund", "amount": "88", "promised_on": NOON.date().isoformat()}
    browser.post(f"{here}answer/", offer | {"in_advance": "on"})
    (answer,) = complaint.answers.all()
    casework_actions.take_offer(
        complaint_id=complaint.pk,
        answer_id=answer.pk,
        by=casework.zhou_ying(complaint),
        at=NOON,
    )
    return complaint, here


def test_a_platform_offers_and_pays_in_advance_and_everybody_sees_it_as_such(
    browser, portal, platform
):
    complaint, here = settled_in_advance(platform, browser)
    paid = {"note": "原路退回。", "advance_amount": "88", "advance_on": NOON.date().isoformat()}
    # The shop's own people record what the shop did, not what the platform pays.
    assert "advance_amount" not in portal.get(here).content.decode()

    browser.post(f"{here}performed/", paid)

    agreement = complaint.agreements.get()
    assert (agreement.in_advance, agreement.advance_fen) == (True, 8800)
    seen = queries.case(complaint.pk, accounts.li_min(), at=NOON)
    assert seen.agreement.advance_on == NOON.date()
    page = browser.get(here).content.decode()
    assert f"平台 {NOON.date()} 已付" in page
    assert "平台称已于" in complaint.entries.order_by("pk").last().note


def test_many_are_recorded_as_paid_in_advance_each_with_what_was_agreed(browser, platform):
    some = [settled_in_advance(platform, browser)[0] for _ in range(2)]
    waiting = partners.a_green_complaint(platform)
    ids = {"complaint": [each.pk for each in [*some, waiting]]}

    asked = browser.post(queue_of(platform, "pay/"), ids).content.decode()
    assert "登记先行赔付 2 件" in asked
    assert "advance_on" in asked
    # Who only looked goes back without paying.
    assert f'<a class="btn btn-plain" href="{queue_of(platform)}">返回</a>' in asked
    told = {"note": "由赔付账户退回。", "advance_on": NOON.date().isoformat()}
    done = browser.post(queue_of(platform, "pay/"), ids | told).content.decode()

    assert "2 件已办，0 件没有办成" in done
    assert {each.agreements.get().advance_fen for each in some} == {8800}


def test_what_is_settled_is_left_out_of_what_is_answered_together(browser, platform):
    settled, _offers = settled_in_advance(platform, browser)
    waiting = partners.a_green_complaint(platform)

    both = browser.post(queue_of(platform, "answer/"), {"complaint": [settled.pk, waiting.pk]})
    alone = browser.post(queue_of(platform, "answer/"), {"complaint": [settled.pk]}, follow=True)

    page = both.content.decode()
    assert "统一答复 1 件" in page
    assert waiting.number in page
    assert settled.number not in page
    assert "不用再答复；请按约定履行。" in alone.content.decode()
