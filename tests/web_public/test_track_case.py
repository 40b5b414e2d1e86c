"""A consumer's case: where it stands, what comes next and why, and nobody else's."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from smart315.accounts import actors
from smart315.casework import actions, queries
from smart315.casework.models import Complaint
from smart315.casework.states import CONSUMER_LABELS, Stage
from smart315.web.public import routes
from smart315.web.public.track import words
from tests.given import NOON, accounts, businesses, casework, documents as given, partners


REACHED = [stage for stage in Stage if stage is not Stage.DRAFT]


def _opened(complaint):
    browser = Client()
    receipt = queries.receipt(complaint.pk)
    browser.post("/track/", {"number": receipt.number, "code": receipt.query_code})
    return browser


def _page(complaint):
    return _opened(complaint).get(f"/track/{complaint.pk}/")


def _evidence(complaint, name="小票.jpg", audience="all"):
    return actions.add_evidence(
        complaint_id=complaint.pk,
        content=io.BytesIO(given.a_picture(colour=(len(name), 0, 0))),
        name=name,
        audience=audience,
        by=accounts.li_min(),
        at=NOON,
    )


def test_every_stage_has_plain_words():
    assert set(words.MEANING) == set(Stage) == set(CONSUMER_LABELS)


@pytest.mark.parametrize("stage", REACHED)
def test_every_stage_is_shown_in_plain_words(world, stage):
    complaint = casework.a_complaint(stage)

    page = _page(complaint).content.decode()

    assert str(CONSUMER_LABELS[stage]) in page
    assert str(words.MEANING[stage]) in page
    assert complaint.number in page
    assert complaint.organisation.name in page


@pytest.mark.parametrize("stage", [Stage.REJECTED, Stage.TERMINATED])
def test_a_refusal_names_its_reason_the_five_routes_and_whom_to_call(world, stage):
    page = _page(casework.a_complaint(stage)).content.decode()

    for route in routes.FIVE_ROUTES:
        assert str(route.name) in page
    assert ("请向有关部门反映" if stage is Stage.REJECTED else "分歧较大") in page
    assert "0971-6123456" in page


def test_the_routes_stay_after_a_rejected_case_is_closed(world):
    complaint = casework.a_complaint(Stage.REJECTED)
    actions.close(
        complaint_id=complaint.pk,
        outcome="rejected",
        recovered_fen=0,
        extra_compensation_fen=0,
        note="",
        by=accounts.li_min(),
        at=NOON,
    )
    casework.approve_what_waits(complaint)

    page = _page(complaint).content.decode()

    assert str(routes.FIVE_ROUTES[4].name) in page
    assert "请向有关部门反映" in page


def test_a_case_that_goes_on_shows_no_other_routes(world):
    assert str(routes.FIVE_ROUTES[4].name) not in _page(casework.filed()).content.decode()


def test_each_date_says_whose_it_is_and_leads_to_its_reason(world):
    complaint = casework.filed()
    clock = casework.clock_of(complaint, "accept.decide")
    browser = _opened(complaint)

    page = browser.get(f"/track/{complaint.pk}/").content.decode()
    why = browser.get(f"/track/{complaint.pk}/why/{clock.pk}/").content.decode()

    assert "2026-09-10" in page
    assert "消协应在此日前办到" in page
    assert f'href="/track/{complaint.pk}/why/{clock.pk}/"' in page
    assert "7个工作日" in why
    assert "9月5日" in why


def test_a_date_of_another_case_explains_nothing(world):
    mine, other = casework.filed(), casework.filed()
    clock = casework.clock_of(other, "accept.decide")

    assert _opened(mine).get(f"/track/{mine.pk}/why/{clock.pk}/").status_code == 404


def test_what_happened_is_told_the_newest_first_and_without_what_is_internal(world):
    complaint = casework.a_complaint(Stage.INVESTIGATING)
    actions.note(complaint_id=complaint.pk, text="内部研判意见", by=accounts.li_min(), at=NOON)

    page = _page(complaint)

    titles = [str(each.title) for each in page.context["timeline"]]
    assert titles[-1] == "提交投诉"
    assert titles[0] == "受理"
    assert "内部研判意见" not in page.content.decode()


@pytest.mark.parametrize(
    "address", ["", "why/1/", "files/1/", "withdraw/", "judge/", "add/", "opt-out/"]
)
def test_a_stranger_is_sent_to_the_door(world, stranger, address):
    complaint = casework.filed()

    assert stranger.get(f"/track/{complaint.pk}/{address}").url == "/track/"


def test_a_key_to_one_case_opens_no_other(world):
    mine, other = casework.filed(), casework.filed()

    assert _opened(mine).get(f"/track/{other.pk}/").url == "/track/"


def test_evidence_is_handed_out_to_be_saved_and_never_to_be_run(world):
    complaint = casework.filed()
    kept = _evidence(complaint)

    answer = _opened(complaint).get(f"/track/{complaint.pk}/files/{kept.pk}/")

    assert answer["content-disposition"].startswith("attachment")
    assert answer["x-content-type-options"] == "nosniff"
    assert answer["content-security-policy"].startswith("default-src 'none';")
    assert answer["content-security-policy"].endswith("; sandbox")
    assert "no-store" in answer["cache-control"]
    assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"


def test_what_is_kept_inside_is_not_handed_out(world):
    complaint = casework.filed()
    kept = _evidence(complaint, audience="internal")
    browser = _opened(complaint)

    assert browser.get(f"/track/{complaint.pk}/files/{kept.pk}/").status_code == 404
    assert "小票.jpg" not in browser.get(f"/track/{complaint.pk}/").content.decode()


def test_another_s_evidence_is_not_handed_out(world):
    mine, other = casework.filed(), casework.filed()
    kept = _evidence(other)

    assert _opened(mine).get(f"/track/{mine.pk}/files/{kept.pk}/").status_code == 404


def test_the_page_costs_the_same_however_much_happened(world):
    quiet, busy = casework.filed(), casework.a_complaint(Stage.DEFAULTED)
    for number in range(4):
        _evidence(busy, f"材料{number}.jpg")
        actions.note(
            complaint_id=busy.pk, text="进展", by=accounts.li_min(), at=NOON, audience="consumer"
        )

    def cost(complaint):
        browser = _opened(complaint)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            browser.get(f"/track/{complaint.pk}/")
        return len(seen)

    assert cost(quiet) == cost(busy) <= 18


def test_a_complaint_that_is_gone_is_not_found(world, monkeypatch):
    complaint = casework.filed()
    browser = _opened(complaint)
    monkeypatch.setattr(queries, "case", lambda *args, **kwargs: None)

    assert browser.get(f"/track/{complaint.pk}/").status_code == 404


def test_a_case_page_is_never_kept_by_a_cache(world):
    assert "no-store" in _page(casework.filed())["cache-control"]


def test_an_offer_is_shown_with_amount_and_date(world):
    offer = casework.an_offer()

    page = _page(Complaint.objects.get(pk=offer.complaint_id)).content.decode()

    assert "商家提出了方案，等您答复" in page
    assert "同意退款" in page
    assert "299.00元" in page
    assert "2026-09-08" in page
    assert "请寄回商品" in page


def test_what_the_business_tells_the_association_stays_there(world):
    offer = casework.an_offer(to_association="消费者是常客")

    page = _page(Complaint.objects.get(pk=offer.complaint_id)).content.decode()

    assert "消费者是常客" not in page


def test_what_is_missing_is_listed(world):
    page = _page(casework.a_complaint(Stage.SUPPLEMENT)).content.decode()

    assert "购物凭证" in page
    assert "请补充小票或者付款记录" in page
    assert "请您在此日前办到" in page


def test_a_consumer_knows_only_the_own_case():
    assert actors.consumer(7).complaint_id == 7


def test_a_date_that_the_business_promised_names_its_pledge(world):
    businesses.a_pledge(casework.the_shop(), respond_hours=6, solve_hours=36)
    complaint = casework.a_complaint(Stage.NEGOTIATING)

    page = " ".join(_page(complaint).content.decode().split())

    assert page.count("承诺书（direct-2026-1）的时限") == 2


def test_the_platform_that_answers_is_named_while_it_is_at_it(world):
    own = casework.a_complaint(Stage.NEGOTIATING)
    complaint = partners.a_green_complaint()
    said = f"由平台“{partners.PLATFORM}”按其承诺答复。"
    before = _page(complaint).content.decode()

    actions.fall_back_by_itself(complaint_id=complaint.pk, at=NOON)

    assert said in before
    assert said not in _page(complaint).content.decode()
    assert "按其承诺答复" not in _page(own).content.decode()
