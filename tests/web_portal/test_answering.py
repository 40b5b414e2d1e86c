"""Answering from the closed list: errors name the field, and what was typed stays."""

from smart315.casework import actions
from smart315.casework.codes import AnswerCode
from smart315.casework.models import Answer
from smart315.casework.states import Stage
from tests.given import NOON, casework


OFFER = {
    "code": "refund",
    "amount": "299元",
    "promised_on": "2026-09-05",
    "text": "同意退款，请寄回商品。",
    "to_association": "进货单据随后寄到。",
}


def _post(portal, complaint, **changes):
    address = f"/portal/complaints/{complaint.pk}/answer/"
    return portal.post(address, {**OFFER, **changes}, follow=True)


def test_an_offer_is_taken_as_people_write_it(portal, opened):
    page = _post(portal, opened).content.decode()

    answer = Answer.objects.get(complaint=opened)
    assert (answer.code, answer.amount_fen, answer.state) == ("refund", 29_900, "open")
    assert answer.to_association == "进货单据随后寄到。"
    assert "已答复，消费者会收到通知" in page
    assert "等消费者答复您的方案" in page


def test_a_promise_of_money_says_how_much(portal, opened):
    form = _post(portal, opened, amount="").context["answer_form"]

    assert form.errors["amount"] == ["请写明金额。"]
    assert form["text"].value() == OFFER["text"]
    assert not Answer.objects.exists()


def test_an_amount_that_is_none_is_refused_in_words(portal, opened):
    form = _post(portal, opened, amount="三百").context["answer_form"]

    assert "以元为单位" in form.errors["amount"][0]
    assert form["amount"].value() == "三百"


def test_a_promise_lies_not_in_the_past(portal, opened):
    form = _post(portal, opened, promised_on="2026-08-30").context["answer_form"]

    assert form.errors["promised_on"] == ["承诺的日期不能早于今天。"]


def test_a_refusal_says_why_and_sends_the_case_to_the_association(portal, opened):
    form = _post(portal, opened, code="refuse_no_fault", text="").context["answer_form"]
    assert "text" in form.errors

    _post(portal, opened, code="refuse_no_fault", amount="", promised_on="", text="没有质量问题")

    assert casework.reloaded(opened).stage == Stage.SUBMITTED


def test_an_answer_outside_the_list_is_refused(portal, opened):
    assert "code" in _post(portal, opened, code="maybe").context["answer_form"].errors


def test_whoever_never_opened_cannot_answer(portal, direct):
    page = _post(portal, direct).content.decode()

    assert "请先打开投诉，再作答复" in page
    assert direct.facts not in page
    assert not Answer.objects.exists()


def test_whoever_says_it_is_not_theirs_reads_no_further(portal, opened):
    page = _post(portal, opened, code=AnswerCode.WRONG_BUSINESS, text="不是本店的商品")

    assert page.redirect_chain[-1][0] == "/portal/"
    assert portal.get(f"/portal/complaints/{opened.pk}/").status_code == 404


def test_a_second_answer_takes_the_place_of_the_first(portal, opened):
    _post(portal, opened)
    _post(portal, opened, amount="320")

    assert list(Answer.objects.order_by("pk").values_list("state", flat=True)) == [
        "replaced",
        "open",
    ]


def test_when_it_is_too_late_the_reason_is_said(portal, opened):
    actions.opt_out(complaint_id=opened.pk, by=casework.zhou_ying(opened), at=NOON)

    form = _post(portal, opened).context["answer_form"]

    assert "不能再作“答复”" in form.non_field_errors()[0]
