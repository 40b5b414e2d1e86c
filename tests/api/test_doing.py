"""What a platform does by program is what it does by hand: once, on record, in its own name."""

import io
import json

import pytest

from smart315.audit.models import Event
from smart315.casework import actions
from smart315.casework.models import Agreement, Answer
from smart315.casework.states import Stage
from tests.given import NOON, casework, partners
from tests.given.documents import PDF


OFFER = {"code": "refund", "amount_fen": 29_900, "promised_on": "2026-09-10", "text": "同意退款。"}


@pytest.fixture
def opened(partner, complaint):
    assert partner.post(f"/complaints/{complaint.pk}/open").status_code == 200
    return complaint


def of(complaint, deed):
    return f"/complaints/{complaint.pk}/{deed}"


def offer_for(opened):
    return OFFER | {"promised_on": (NOON.date()).isoformat()}


def test_a_platform_offers_and_the_consumer_takes_it(partner, opened):
    answer = partner.post(of(opened, "offers"), offer_for(opened))

    assert answer.status_code == 200
    made = Answer.objects.get()
    assert answer.json()["answer_id"] == made.pk
    assert (made.code, made.amount_fen, made.by) == ("refund", 29_900, "接口“订单系统”")
    taken = actions.take_offer(
        complaint_id=opened.pk, answer_id=made.pk, by=casework.zhou_ying(opened), at=NOON
    )
    assert taken.stage == Stage.SETTLED


def test_the_record_names_the_key(partner, platform, opened):
    partner.post(of(opened, "offers"), offer_for(opened))

    actors = set(Event.objects.filter(kind="complaint.answered").values_list("actor", flat=True))
    assert len(actors) == 1
    assert actors.pop().startswith(f"business:{platform.pk}:key:")


def test_the_same_request_twice_is_done_once_and_answered_twice(partner, opened):
    first = partner.post(of(opened, "offers"), offer_for(opened), token="a-token-of-ours")
    again = partner.post(of(opened, "offers"), offer_for(opened), token="a-token-of-ours")

    assert Answer.objects.count() == 1
    assert first.content == again.content
    assert again["Idempotency-Replayed"] == "true"


def test_a_token_that_was_used_for_something_else_is_refused(partner, opened):
    partner.post(of(opened, "offers"), offer_for(opened), token="a-token-of-ours")
    other = offer_for(opened) | {"amount_fen": 1}
    refused = partner.post(of(opened, "offers"), other, token="a-token-of-ours")

    assert refused.status_code == 409
    assert refused.json()["errors"][0]["field"] == "Idempotency-Key"
    assert Answer.objects.count() == 1


def test_what_was_refused_may_be_sent_again_when_the_reason_is_gone(partner, complaint):
    token = "a-token-of-ours"
    sealed = partner.post(of(complaint, "offers"), offer_for(complaint), token=token)
    partner.post(of(complaint, "open"))
    again = partner.post(of(complaint, "offers"), offer_for(complaint), token=token)

    assert (sealed.status_code, again.status_code) == (409, 200)


def test_a_deed_without_a_token_is_refused(partner, opened):
    answer = partner.client.post(
        f"/api/v1{of(opened, 'offers')}", offer_for(opened), content_type="application/json"
    )

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "Idempotency-Key"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount_fen": None}, "amount"),
        ({"promised_on": "2020-01-01"}, "promised_on"),
        ({"code": "refuse_no_fault"}, "code"),
        ({"amount_fen": 0}, "amount_fen"),
        ({"amonut": 5}, "amonut"),
        ({"text": "太长" * 2000}, "text"),
    ],
)
def test_an_offer_that_cannot_be_is_refused_at_its_field(partner, opened, changes, field):
    answer = partner.post(of(opened, "offers"), offer_for(opened) | changes)

    assert answer.status_code == 422
    named = answer.json()["errors"][0]["field"]
    assert named.rsplit(".", 1)[-1] == field
    assert Answer.objects.count() == 0


def test_a_platform_refuses_with_a_reason_and_the_association_takes_over(partner, opened):
    answer = partner.post(
        of(opened, "answers"), {"code": "refuse_misuse", "text": "已经拆洗，影响二次销售。"}
    )

    assert answer.json()["stage"] == "submitted"
    assert casework.reloaded(opened).fall_back_reason == "refused"


def test_whoever_says_the_matter_is_not_theirs_reads_no_further(partner, opened):
    body = {"code": "wrong_business", "text": "不是本平台的店铺。"}

    assert partner.post(of(opened, "answers"), body).status_code == 200
    assert partner.get(f"/complaints/{opened.pk}").status_code == 404


def test_a_file_is_attached_once_and_judged_by_its_content(partner, opened):
    first = partner.attach(of(opened, "evidence"), named(PDF, "发货单.pdf"), purpose="发货记录")
    again = partner.attach(of(opened, "evidence"), named(PDF, "发货单.pdf"), purpose="发货记录")
    bad = partner.attach(of(opened, "evidence"), named(b"MZ\x90\x00" * 99, "发货单.pdf"))

    assert first.status_code == 200
    assert first.json()["evidence_id"] == again.json()["evidence_id"]
    assert bad.status_code in {409, 422}
    (file,) = partner.get(f"/complaints/{opened.pk}").json()["evidence"]
    content = partner.get(f"/complaints/{opened.pk}/evidence/{file['id']}")
    assert content.content == PDF
    assert partner.get(f"/complaints/{opened.pk}/evidence/999999").status_code == 404


def test_a_promise_is_kept_with_proof_and_paid_in_advance(partner, opened):
    offered = partner.post(of(opened, "offers"), offer_for(opened)).json()
    actions.take_offer(
        complaint_id=opened.pk,
        answer_id=offered["answer_id"],
        by=casework.zhou_ying(opened),
        at=NOON,
    )
    proof = partner.attach(of(opened, "evidence"), named(PDF, "退款凭证.pdf")).json()
    body = {
        "note": "已由平台先行赔付，原路退回。",
        "evidence_ids": [proof["evidence_id"]],
        "advance": {"amount_fen": 29_900, "paid_on": NOON.date().isoformat()},
    }

    assert (
        partner.post(of(opened, "performance"), body | {"evidence_ids": [9**9]}).status_code == 422
    )
    assert partner.post(of(opened, "performance"), body).status_code == 200
    agreement = Agreement.objects.get()
    assert (agreement.advance_fen, agreement.advance_on) == (29_900, NOON.date())
    read = partner.get(f"/complaints/{opened.pk}").json()
    assert read["agreement"]["advance_fen"] == 29_900


def test_what_cannot_be_done_now_is_a_conflict(partner, opened):
    answer = partner.post(of(opened, "performance"), {"note": "已退款。"})

    assert answer.status_code == 409
    assert "不能再作" in answer.json()["detail"]


def test_broken_json_is_said_so(partner, opened):
    answer = partner.client.post(
        f"/api/v1{of(opened, 'offers')}",
        "{",
        content_type="application/json",
        headers={"Idempotency-Key": "a-token-of-ours"},
    )

    assert answer.status_code == 400
    assert json.loads(answer.content)["title"] == "请求无法读取"


class TestSandbox:
    @pytest.fixture
    def trial(self, platform):
        return partners.a_partner(platform, sandbox=True)

    def test_a_sandbox_key_plays_a_complaint_through(self, trial):
        filed = trial.post("/sandbox/complaints").json()
        trial.post(f"/complaints/{filed['id']}/open")
        trial.post(f"/complaints/{filed['id']}/offers", offer_for(None))
        consumer = f"/sandbox/complaints/{filed['id']}/consumer"
        taken = trial.post(consumer, {"deed": "take"}).json()
        trial.post(f"/complaints/{filed['id']}/performance", {"note": "已退款。"})
        closed = trial.post(consumer, {"deed": "confirm"}).json()

        assert (taken["stage"], closed["stage"]) == ("settled", "closed")

    def test_the_sandbox_and_the_real_world_do_not_meet(self, trial, partner, complaint):
        filed = trial.post("/sandbox/complaints").json()

        assert trial.get(f"/complaints/{complaint.pk}").status_code == 404
        assert partner.get(f"/complaints/{filed['id']}").status_code == 404
        ids = [each["id"] for each in partner.get("/complaints").json()["complaints"]]
        assert ids == [complaint.pk]
        assert partner.post("/sandbox/complaints").status_code == 403

    def test_real_complaints_are_no_toys(self, trial, complaint):
        deed = trial.post(f"/sandbox/complaints/{complaint.pk}/consumer", {"deed": "withdraw"})
        assert deed.status_code == 404


def named(content, name):
    file = io.BytesIO(content)
    file.name = name
    return file
