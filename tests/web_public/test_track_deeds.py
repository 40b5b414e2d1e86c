"""What a consumer does in a case: asked on a page, done once, refused with a reason."""

import io
from datetime import timedelta

import pytest
from django.test import Client

from smart315.casework import actions, queries
from smart315.casework.models import Answer
from smart315.casework.states import Stage
from smart315.web.public.track import deeds
from tests.given import NOON, casework, documents as given


def _opened(complaint):
    browser = Client()
    receipt = queries.receipt(complaint.pk)
    browser.post("/track/", {"number": receipt.number, "code": receipt.query_code})
    return browser


def _url(complaint, slug=""):
    return f"/track/{complaint.pk}/{slug}/" if slug else f"/track/{complaint.pk}/"


def _offered(complaint, slug):
    """Tell whether the case page offers the deed."""
    page = _opened(complaint).get(_url(complaint)).content.decode()
    return f'href="{_url(complaint, slug)}"' in page


def _do(complaint, slug, **typed):
    return _opened(complaint).post(_url(complaint, slug), typed)


def _file(name="小票.jpg", content=None):
    upload = io.BytesIO(given.a_picture() if content is None else content)
    upload.name = name
    return upload


@pytest.fixture
def direct(world):
    return casework.a_complaint(Stage.NEGOTIATING)


@pytest.fixture
def offer(direct):
    return casework.an_offer(direct)


def test_taking_an_offer_settles(direct, offer):
    asked = _opened(direct).get(_url(direct, "take")).content.decode()
    answered = _do(direct, "take", answer_id=offer.pk)
    page = _opened(direct).get(answered.url).content.decode()

    assert "299.00元" in asked
    assert f'value="{offer.pk}"' in asked
    assert answered.url == _url(direct)
    assert casework.reloaded(direct).stage == Stage.SETTLED
    assert "双方约定" in page


def test_the_deed_is_told_once(direct, offer):
    browser = _opened(direct)
    browser.post(_url(direct, "take"), {"answer_id": offer.pk})

    assert "双方达成和解" in browser.get(_url(direct)).content.decode()
    assert "已接受商家的方案，双方达成和解" not in browser.get(_url(direct)).content.decode()


def test_an_offer_that_was_replaced_cannot_be_taken(direct, offer):
    casework.an_offer(direct, amount_fen=10_000)

    page = _do(direct, "take", answer_id=offer.pk)

    assert page.status_code == 200
    assert "商家已经更改" in page.content.decode()
    assert casework.reloaded(direct).stage == Stage.NEGOTIATING


def test_declining_an_offer_says_why_and_waits_for_another(direct, offer):
    _do(direct, "decline", answer_id=offer.pk, reason="还要赔偿路费")

    assert Answer.objects.get(pk=offer.pk).state == "declined"
    assert casework.reloaded(direct).stage == Stage.NEGOTIATING
    assert "还要赔偿路费" in _opened(direct).get(_url(direct)).content.decode()


def test_the_association_takes_over_when_asked(direct):
    assert "不能再退回" in _opened(direct).get(_url(direct, "opt-out")).content.decode()

    _do(direct, "opt-out")

    assert casework.reloaded(direct).stage == Stage.SUBMITTED


def test_missing_material_is_brought_in_words_and_files(world):
    complaint = casework.a_complaint(Stage.SUPPLEMENT)

    asked = _opened(complaint).get(_url(complaint, "supplement")).content.decode()
    _do(
        complaint,
        "supplement",
        answer="小票在附件里。",
        material=[_file(), _file("合同.pdf", given.PDF)],
    )

    assert "购物凭证" in asked
    assert casework.reloaded(complaint).stage == Stage.SUBMITTED
    assert complaint.evidence.count() == 2
    assert complaint.supplements.get().answer == "小票在附件里。"


def test_neither_word_nor_file_is_no_answer(world):
    complaint = casework.a_complaint(Stage.SUPPLEMENT)

    page = _do(complaint, "supplement", answer="  ")

    assert "请填写补充说明，或者上传所缺材料" in page.content.decode()
    assert casework.reloaded(complaint).stage == Stage.SUPPLEMENT


def test_a_file_that_is_refused_keeps_what_was_typed(world):
    complaint = casework.a_complaint(Stage.SUPPLEMENT)

    page = _do(
        complaint,
        "supplement",
        answer="说明文字",
        material=[_file("坏.jpg", b"MZ\x90\x00" + bytes(99))],
    ).content.decode()

    assert "说明文字" in page
    assert "坏.jpg" in page
    assert 'id="id_material_error"' in page
    assert casework.reloaded(complaint).stage == Stage.SUPPLEMENT


def test_material_is_added_while_the_case_is_open(world):
    complaint = casework.filed()

    answered = _do(complaint, "add", material=[_file()], purpose="付款记录")

    assert answered.status_code == 302
    kept = complaint.evidence.get()
    assert kept.purpose == "付款记录"
    assert kept.brought_by == "consumer"


def test_adding_nothing_is_refused(world):
    assert "请选择要上传的文件" in _do(casework.filed(), "add").content.decode()


def test_withdrawing_says_why(world):
    complaint = casework.filed()

    page = _do(complaint, "withdraw", satisfied="", reason="").content.decode()
    _do(complaint, "withdraw", satisfied="yes", reason="商家已经退款")

    assert "请写明撤回的原因" in page
    assert casework.reloaded(complaint).stage == Stage.WITHDRAWN
    assert casework.reloaded(complaint).withdrawn_satisfied


def test_a_promise_that_was_kept_closes_the_case(world):
    complaint = casework.a_complaint(Stage.SETTLED)

    _do(complaint, "performance", kept="yes", note="")

    assert casework.reloaded(complaint).stage == Stage.CLOSED


def test_a_promise_that_was_broken_brings_it_to_the_association(world):
    complaint = casework.a_complaint(Stage.SETTLED)

    _do(complaint, "performance", kept="no", note="一直没有退款")

    assert casework.reloaded(complaint).stage == Stage.SUBMITTED


def test_the_outcome_is_judged(world):
    complaint = casework.a_complaint(Stage.CLOSED)

    page = _do(complaint, "judge", resolved="", satisfaction="").content.decode()
    _do(complaint, "judge", resolved="yes", satisfaction="4", comment="办得快")

    assert "请选择问题是否解决" in page
    assert "请选择1至5分" in page
    assert complaint.judgement.satisfaction == 4
    assert "办得快" in _opened(complaint).get(_url(complaint)).content.decode()


@pytest.mark.parametrize("slug", [deed.slug for deed in deeds.DEEDS])
def test_a_deed_that_is_not_open_is_neither_offered_nor_shown(world, slug):
    complaint = casework.a_complaint(Stage.ARCHIVED)

    assert not _offered(complaint, slug)
    assert _opened(complaint).get(_url(complaint, slug)).url == _url(complaint)


def test_a_stale_page_is_refused_with_the_reason_and_keeps_what_was_typed(world):
    complaint = casework.filed()
    browser = _opened(complaint)
    actions.withdraw(
        complaint_id=complaint.pk,
        reason="在另一台手机上撤回",
        satisfied=True,
        by=casework.zhou_ying(complaint),
        at=NOON,
    )

    page = browser.post(
        _url(complaint, "withdraw"), {"satisfied": "no", "reason": "不想等了"}
    ).content.decode()

    assert "已撤回" in page
    assert "不想等了" in page


def test_there_is_no_other_deed(world):
    complaint = casework.filed()

    assert _opened(complaint).get(_url(complaint, "accept")).status_code == 404


@pytest.mark.parametrize("slug", [deed.slug for deed in deeds.DEEDS])
def test_a_stranger_does_nothing(world, stranger, slug):
    complaint = casework.a_complaint(Stage.NEGOTIATING)

    assert stranger.post(_url(complaint, slug), {}).url == "/track/"
    assert casework.reloaded(complaint).stage == Stage.NEGOTIATING


def test_the_address_of_a_deed_names_no_person(world):
    complaint = casework.filed()

    assert _do(complaint, "withdraw", satisfied="yes", reason="已解决").url == _url(complaint)


def test_words_typed_past_the_half_hour_wait_for_the_key(world, noon):
    complaint = casework.filed()
    browser = _opened(complaint)
    noon.shift(timedelta(minutes=31))

    away = browser.post(_url(complaint, "withdraw"), {"satisfied": "no", "reason": "写了很久的话"})
    receipt = queries.receipt(complaint.pk)
    back = browser.post("/track/", {"number": receipt.number, "code": receipt.query_code})
    page = browser.get(back.url).content.decode()

    assert away.url == "/track/"
    assert back.url == _url(complaint, "withdraw")
    assert "写了很久的话" in page
    assert "写了很久的话" not in browser.get(back.url).content.decode()


def test_words_that_wait_are_sealed_and_shown_to_nobody_else(world, stranger):
    mine, other = casework.filed(), casework.filed()
    stranger.post(_url(mine, "withdraw"), {"reason": "写给别人的话"})
    receipt = queries.receipt(other.pk)

    answered = stranger.post("/track/", {"number": receipt.number, "code": receipt.query_code})

    assert "写给别人的话" not in str(dict(stranger.session))
    assert answered.url == _url(other)
