"""What hardly ever happens: rows from an old spreadsheet, a second account, a lost order."""

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError
from django.db.models import CharField, TextField

from smart315.accounts import actions as accounts_actions, actors
from smart315.accounts.actors import SYSTEM, Role
from smart315.casework import actions, clocks, queries
from smart315.casework.models import (
    Agreement,
    Approval,
    Clock,
    Complaint,
    Deputy,
    Draft,
    Evidence,
    OwedDocument,
    RoutingRule,
    SupplementRequest,
)
from smart315.casework.queries import Filters
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from smart315.messaging.models import Outgoing
from smart315.parameters import actions as rules
from tests.given import NOON, accounts, businesses
from tests.given.casework import (
    PHONE,
    a_complaint,
    a_filing,
    an_offer,
    clock_of,
    filed,
    issue_all,
    reloaded,
    zhou_ying,
)
from tests.given.documents import PDF
from tests.given.parameters import SECURITY_ADMIN


pytestmark = pytest.mark.usefixtures("_world")
DAY = timedelta(days=1)


def test_a_name_of_a_row_tells_what_it_is_and_nothing_personal():
    complaint = a_complaint(Stage.SUSPENDED, wants_direct=False)
    actions.add_evidence(
        complaint_id=complaint.pk,
        content=io.BytesIO(PDF),
        name="小票.pdf",
        by=zhou_ying(complaint),
        at=NOON,
    )
    for stage in (Stage.FOLLOWED_UP, Stage.SUPPLEMENT, Stage.TRANSFERRED, Stage.REJECTED):
        judged = a_complaint(stage)
    actions.judge(
        complaint_id=judged.pk, resolved="no", satisfaction=1, by=zhou_ying(judged), at=NOON
    )
    an_offer()
    a_complaint(Stage.NEGOTIATING)
    actions.remind_businesses(at=NOON + DAY)
    written_to = a_complaint(Stage.INVESTIGATING)
    actions.make_invitation(complaint_id=written_to.pk, by=accounts.li_min(), at=NOON)
    actions.save_draft(token="abc", form={"name": "周颖"}, at=NOON)

    actions.supervise(complaint_id=judged.pk, reason="请尽快。", by=accounts.chen_jing(), at=NOON)
    who: dict[str, Any] = {"officer": accounts.user_of(accounts.li_min()), "named_by": "负责人"}
    who["deputy"] = accounts.user_of(accounts.chen_jing())
    days: dict[str, Any] = {"first_day": NOON.date(), "last_day": NOON.date(), "named_at": NOON}
    Deputy.objects.create(organisation=accounts.county(), **who, **days)
    by: dict[str, Any] = {"written_by": "郑浩然", "written_at": NOON, "valid_from": NOON.date()}
    RoutingRule.objects.create(name="省级企业", reach="province", basis="J-04", **by)

    for model in apps.get_app_config("casework").get_models():
        rows = list(model._default_manager.all())
        # What no row was made of names itself as well with nothing but what is personal in it.
        names = {str(row) for row in (*rows, _all_personal(model))}
        assert all(names)
        assert not [name for name in names if "周颖" in name or PHONE in name]


def _all_personal(model):
    told = model.Privacy.personal | model.Privacy.sensitive
    texts = [each for each in model._meta.concrete_fields if each.name in told]
    return model(**{each.name: "周颖" for each in texts if isinstance(each, CharField | TextField)})


def test_an_entry_of_the_drafts_is_gone_with_a_filing_that_had_no_files():
    actions.save_draft(token="abc", form={"name": "周颖"}, at=NOON)

    actions.file(filing=a_filing(draft_token="abc"), by=actors.consumer(), at=NOON)

    assert not Draft.objects.exists()
    assert not Evidence.objects.exists()


def test_a_lost_answer_can_be_found_again_by_the_forms_own_key():
    filing = a_filing()
    assert queries.filed(filing.client_key) is None

    receipt = actions.file(filing=filing, by=actors.consumer(), at=NOON)

    assert queries.filed(filing.client_key) == receipt.complaint_id


def test_another_fault_of_the_database_is_not_taken_for_a_form_sent_twice(monkeypatch):
    def fail(*args, **options):
        raise IntegrityError

    monkeypatch.setattr("smart315.casework.numbers.take", fail)

    with pytest.raises(IntegrityError):
        actions.file(filing=a_filing(), by=actors.consumer(), at=NOON)
    assert not Complaint.objects.exists()


def test_where_every_association_is_closed_nothing_is_filed():
    for organisation in (accounts.county(), accounts.prefecture(), accounts.province()):
        accounts_actions.close_organisation(organisation_id=organisation.pk, by=SYSTEM, at=NOON)

    with pytest.raises(Refused) as refused:
        actions.file(filing=a_filing(), by=actors.consumer(), at=NOON)

    assert refused.value.field == "region_code"


def test_files_alone_answer_a_request():
    complaint = a_complaint(Stage.SUPPLEMENT)
    actions.add_evidence(
        complaint_id=complaint.pk,
        content=io.BytesIO(PDF),
        name="小票.pdf",
        by=zhou_ying(complaint),
        at=NOON + DAY,
    )

    actions.supplement(complaint_id=complaint.pk, answer="", by=zhou_ying(complaint), at=NOON + DAY)

    assert reloaded(complaint).stage == Stage.SUBMITTED


def test_without_a_request_there_is_nothing_to_answer():
    complaint = a_complaint(Stage.SUPPLEMENT)
    # As a case may come out of an old spreadsheet.
    SupplementRequest.objects.all().delete()

    with pytest.raises(Refused):
        actions.supplement(
            complaint_id=complaint.pk, answer="有", by=zhou_ying(complaint), at=NOON + DAY
        )


def test_a_call_and_a_proposal_are_a_persons():
    closed, fresh = a_complaint(Stage.CLOSED), a_complaint(Stage.PERFORMED)
    nobody = replace(accounts.follow_up_caller(), user_id=None)

    with pytest.raises(Refused):
        actions.follow_up(
            complaint_id=closed.pk,
            reached=False,
            performed=None,
            satisfaction=None,
            note="",
            by=nobody,
            at=NOON + DAY,
        )
    with pytest.raises(Refused):
        actions.close(
            complaint_id=fresh.pk,
            outcome="mediated",
            recovered_fen=0,
            extra_compensation_fen=0,
            note="",
            by=SYSTEM,
            at=NOON + DAY,
        )


def test_a_name_given_with_another_business_is_kept():
    complaint = filed()
    other = businesses.a_business("海东河湟里超市有限公司")

    actions.correct(
        complaint_id=complaint.pk,
        correction=actions.Correction(
            business_id=other.pk, respondent_name="河湟里超市", reason="认错了店。"
        ),
        by=accounts.li_min(),
        at=NOON,
    )

    assert (reloaded(complaint).business, reloaded(complaint).respondent_name) == (
        other,
        "河湟里超市",
    )


def test_a_broken_promise_needs_no_words():
    complaint = a_complaint(Stage.SETTLED)

    actions.confirm_performance(
        complaint_id=complaint.pk, kept=False, by=zhou_ying(complaint), at=NOON + DAY
    )

    assert reloaded(complaint).stage == Stage.SUBMITTED


def test_what_was_agreed_says_until_when():
    complaint = a_complaint(Stage.MEDIATING)

    with pytest.raises(ValueError, match="until when"):
        clocks.apply(complaint, "agree", at=NOON)


def test_an_agreement_that_is_nowhere_is_not_performed():
    complaint = a_complaint(Stage.AGREED)
    Agreement.objects.update(in_force=False)

    with pytest.raises(Refused):
        actions.confirm_performance(
            complaint_id=complaint.pk, kept=True, by=zhou_ying(complaint), at=NOON + DAY
        )


def test_a_limit_of_the_association_that_is_looked_at_early_reminds_nobody():
    complaint = filed()
    clock = clock_of(complaint, "accept.decide")
    Clock.objects.filter(pk=clock.pk).update(watch_at=NOON)

    actions.watch(at=NOON + DAY)

    clock.refresh_from_db()
    assert clock.watch_at == clock.due_at
    assert not Outgoing.objects.filter(template__startswith="casework.reminded").exists()


def test_a_limit_left_over_from_a_talk_that_is_over_moves_nothing():
    complaint = a_complaint(Stage.NEGOTIATING)
    Complaint.objects.filter(pk=complaint.pk).update(stage=Stage.ACCEPTED)

    actions.watch(at=NOON + 3 * DAY)

    assert reloaded(complaint).stage == Stage.ACCEPTED


def test_once_the_notice_is_out_nothing_is_said_of_its_being_awaited():
    complaint = filed(at=NOON.replace(month=12, day=28))
    clock = clock_of(complaint, "accept.decide")
    rules.announce_year(
        year=2027,
        holidays={NOON.date().replace(year=2027, month=1, day=1): "元旦"},
        makeup_workdays={},
        source="国办发明电〔2026〕9号",
        by=SECURITY_ADMIN,
        at=NOON,
    )

    why = queries.why(complaint.pk, clock.pk, accounts.li_min(), at=NOON)

    assert clock.provisional
    assert "尚未公布" not in "\n".join(why.sentences)


def test_an_approver_reads_every_kind_of_argument_in_words():
    given = {
        "code": "R01",
        "outcome": "mediated",
        "receiver_id": accounts.county().pk,
        "outside": "市场监管局",
        "consent": True,
        "recovered_fen": 29_900,
        "extra_compensation_fen": 0,
        "reason": "理由",
        "note": "",
    }

    words = dict(queries.arguments_in_words(Approval(arguments=given)))

    assert words["结案方式"] == "调解成功"
    assert words["接收单位"] == "城东区消费者协会"
    assert words["投诉人同意"] == "是"
    assert "299" in words["挽回损失"]
    assert "备注" not in words
    ended = dict(queries.arguments_in_words(Approval(arguments={"code": "M05"})))
    assert "期限届满" in ended["理由"]
    # A list that was shortened, an organisation that was never there: say at least the value.
    odd = queries.arguments_in_words(Approval(arguments={"code": "X9", "receiver_id": 987_654}))
    assert [value for _label, value in odd] == ["X9", "987654"]


def test_a_case_says_whether_its_reader_may_decide_on_the_proposal():
    complaint = filed()
    head = accounts.head()
    assert not queries.case(complaint.pk, head, at=NOON).may_approve

    actions.reject(
        complaint_id=complaint.pk, code="R01", reason="无权。", by=accounts.li_min(), at=NOON
    )

    assert queries.case(complaint.pk, head, at=NOON).may_approve
    assert not queries.case(complaint.pk, accounts.li_min(), at=NOON).may_approve
    assert not queries.case(complaint.pk, zhou_ying(complaint), at=NOON).may_approve


def test_hand_offs_are_for_those_who_read_or_sign():
    a_complaint(Stage.TRANSFERRED)
    west = accounts.county("630104")
    editor = accounts.officer("编辑", Role.EDITOR, west)
    analyst = accounts.officer("分析员", Role.ANALYST, west)

    assert queries.transfers(editor, "in") == []
    assert len(queries.transfers(analyst, "in")) == 1


def test_a_list_is_taken_out_as_far_as_that_right_reaches():
    here = filed()
    accounts.county("630104")
    west = filed(respondent_region_code="630104")
    accounts.officer("两处任职", Role.ANALYST, accounts.county())
    both = accounts.officer("两处任职", Role.INTAKE_OFFICER, accounts.county("630104"))
    assert {row.id for row in queries.listing(both, Filters(), at=NOON).rows} == {here.pk, west.pk}

    narrowed = actions.take_out_listing(narrowed_by=["stage"], by=both, at=NOON)

    assert [row.id for row in queries.listing(narrowed, Filters(), at=NOON).rows] == [here.pk]
    with pytest.raises(Refused):
        actions.take_out_listing(narrowed_by=[], by=accounts.li_min(), at=NOON)
    province = accounts.officer("省", Role.ANALYST, accounts.province())
    everything = actions.take_out_listing(narrowed_by=[], by=province, at=NOON)
    assert len(queries.listing(everything, Filters(), at=NOON).rows) == 2


def test_every_document_of_a_handed_on_case_can_go_out():
    complaint = a_complaint(Stage.TRANSFERRED)

    issue_all(complaint)

    assert not OwedDocument.objects.filter(complaint=complaint, issued_at=None).exists()
