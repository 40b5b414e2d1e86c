"""A platform reads what concerns it: the list in the order of change, and nothing of others."""

from datetime import timedelta

import pytest

from smart315.casework.models import Complaint
from smart315.casework.states import Stage
from smart315.partners.states import Scope
from tests.given import NOON, businesses, casework, partners


HOUR = timedelta(hours=1)


def test_a_platform_reads_the_complaints_about_its_shops(partner, complaint):
    (row,) = partner.get("/complaints").json()["complaints"]

    assert row["id"] == complaint.pk
    assert row["business"]["name"] == casework.SHOP
    assert row["platform"]["name"] == partners.PLATFORM
    assert row["stage"] == "negotiating"
    assert row["due_key"] == "negotiate.respond"


def test_before_it_is_opened_a_complaint_says_only_that_it_is_there(partner, complaint):
    (row,) = partner.get("/complaints").json()["complaints"]
    assert (row["title"], row["opened_at"]) == (None, None)

    sealed = partner.get(f"/complaints/{complaint.pk}")
    assert sealed.status_code == 409
    assert complaint.facts not in sealed.content.decode()
    assert sealed["Content-Type"] == "application/problem+json"

    assert partner.post(f"/complaints/{complaint.pk}/open").status_code == 200
    read = partner.get(f"/complaints/{complaint.pk}").json()
    assert read["facts"] == complaint.facts
    assert read["complainant"] == "周*"
    assert "phone" not in str(read)
    assert "13" + "8" not in str(read)


def test_the_shop_itself_reads_it_too_and_another_business_does_not(platform, complaint):
    shop = partners.a_partner(complaint.business)
    other = partners.a_partner(businesses.a_business("西宁另一家百货有限公司", joined=True))

    assert len(shop.get("/complaints").json()["complaints"]) == 1
    assert other.get("/complaints").json()["complaints"] == []
    assert other.get(f"/complaints/{complaint.pk}").status_code == 404


def test_the_list_loses_and_doubles_nothing_over_its_pages(partner, platform):
    filed = [
        partners.a_green_complaint(platform, at=NOON + (7 - number) * HOUR).pk
        for number in range(7)
    ]
    seen: list[int] = []
    cursor: str | None = ""
    while cursor is not None:
        page = partner.get("/complaints", size=3, cursor=cursor).json()
        seen += [each["id"] for each in page["complaints"]]
        cursor = page["next_cursor"]

    assert seen == filed[::-1]


def test_what_changed_since_can_be_asked_for(partner, platform, noon):
    old = partners.a_green_complaint(platform)
    noon.shift(HOUR)
    partners.a_green_complaint(platform, at=NOON + HOUR)
    noon.shift(HOUR)
    partner.post(f"/complaints/{old.pk}/open")

    rows = partner.get("/complaints", updated_since=(NOON + 2 * HOUR).isoformat()).json()
    assert [each["id"] for each in rows["complaints"]] == [old.pk]
    ids = [each["id"] for each in partner.get("/complaints").json()["complaints"]]
    assert ids[-1] == old.pk


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"stage": "negotiating"}, 1),
        ({"stage": "settled"}, 0),
        ({"opened": "false"}, 1),
        ({"opened": "true"}, 0),
        ({"shop": 999999}, 0),
        ({"number": "nothing"}, 0),
        ({"received_since": "2100-01-01T00:00:00Z"}, 0),
    ],
)
def test_the_list_is_narrowed(partner, complaint, query, found):
    assert len(partner.get("/complaints", **query).json()["complaints"]) == found


def test_the_list_asks_a_constant_number_of_queries(
    partner, platform, django_assert_max_num_queries
):
    for _ in range(3):
        partners.a_green_complaint(platform)
    partner.get("/complaints")

    with django_assert_max_num_queries(3):
        assert len(partner.get("/complaints").json()["complaints"]) == 3


def test_a_wrong_question_is_answered_in_chinese_at_the_field(partner):
    answer = partner.get("/complaints", stage="nonsense", size=0)

    problem = answer.json()
    assert answer.status_code == 422
    assert {each["field"]: each["message"] for each in problem["errors"]} == {
        "stage": "不在可选的范围内。",
        "size": "数值太小。",
    }
    assert partner.get("/complaints", cursor="nonsense").json()["errors"][0]["field"] == "cursor"


def test_without_a_key_that_works_nothing_opens(client, platform, noon):
    assert client.get("/api/v1/complaints").status_code == 401
    wrong = client.get("/api/v1/complaints", headers={"Authorization": "Bearer s315_live_no"})
    assert wrong.status_code == 401
    assert wrong["WWW-Authenticate"] == "Bearer"

    partner = partners.a_partner(platform, expires_at=NOON + HOUR)
    assert partner.get("/account").status_code == 200
    noon.shift(HOUR)
    assert partner.get("/account").status_code == 401


def test_a_key_opens_what_its_scopes_name(platform, complaint):
    reader = partners.a_partner(platform, Scope.READ)
    doer = partners.a_partner(platform, Scope.ANSWER)

    refused = reader.post(f"/complaints/{complaint.pk}/open")
    assert refused.status_code == 403
    assert "打开、答复" in refused.json()["detail"]
    assert doer.get("/complaints").status_code == 403
    assert doer.post(f"/complaints/{complaint.pk}/open").status_code == 200


def test_the_account_says_what_the_key_opens_and_how_the_pledge_is_kept(partner, complaint):
    account = partner.get("/account").json()

    assert account["platform"] is True
    assert account["scopes"] == ["read", "answer", "attach", "perform"]
    assert account["pledge"]["respond_hours"] == 4
    assert (account["pledge"]["missed"], account["pledge"]["decided"]) == (0, 0)


def test_who_asks_too_often_is_told_when_to_come_back(partner):
    casework.a_rule("api.rate", 2)

    first = partner.get("/account")
    partner.get("/account")
    third = partner.get("/account")

    assert first["RateLimit-Limit"] == "2"
    assert first["RateLimit-Remaining"] == "1"
    assert third.status_code == 429
    assert 0 < int(third["Retry-After"]) <= 60
    assert third.json()["title"] == "请求过于频繁"


def test_an_address_that_is_none_is_a_problem_too(partner):
    assert partner.get("/nothing").json()["status"] == 404


def test_the_description_is_a_page_without_a_script(client, db):
    page = client.get("/api/v1/docs/")

    assert page.status_code == 200
    assert b"<script" not in page.content
    assert "提出方案" in page.content.decode()
    assert client.get("/api/v1/openapi.json").json()["openapi"].startswith("3.1")


def test_a_complaint_that_the_consumer_sent_to_the_association_is_not_the_platforms_yet(
    partner, platform
):
    ordinary = casework.filed(wants_direct=False)

    assert ordinary.covered_by_id == platform.pk
    assert ordinary.pledge_id is None
    assert partner.get("/complaints").json()["complaints"] == []
    assert Complaint.objects.get().stage == Stage.SUBMITTED
