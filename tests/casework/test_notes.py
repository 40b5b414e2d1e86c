"""What is done beside the moves: evidence, notes, corrections, a look at personal data."""

import io
import json
from datetime import timedelta

import pytest

from smart315.accounts.actors import SYSTEM, Role
from smart315.audit import queries as audit
from smart315.casework import actions, queries
from smart315.casework.codes import Audience
from smart315.casework.models import Answer, Entry, Evidence, OwedDocument
from smart315.casework.states import ENDED, Stage
from smart315.documents.models import StoredFile
from smart315.kernel.verdicts import Refused
from tests.given import NOON, accounts, businesses
from tests.given.casework import (
    PHONE,
    a_complaint,
    an_offer,
    filed,
    reloaded,
    running,
    the_shop,
    zhao_lei,
    zhou_ying,
)
from tests.given.documents import PDF


pytestmark = pytest.mark.usefixtures("_world")
DAY = timedelta(days=1)


def bring(complaint, *, by=None, content=PDF, name="检测报告.pdf", **rest):
    return actions.add_evidence(
        complaint_id=complaint.pk,
        content=io.BytesIO(content),
        name=name,
        by=by or zhou_ying(complaint),
        at=NOON + DAY,
        **rest,
    )


def write(complaint, *, text="已电话联系商家。", by=None, **rest):
    return actions.note(
        complaint_id=complaint.pk, text=text, by=by or accounts.li_min(), at=NOON + DAY, **rest
    )


def correct(complaint, *, by=None, reason="消费者电话更正。", **changes):
    return actions.correct(
        complaint_id=complaint.pk,
        correction=actions.Correction(reason=reason, **changes),
        by=by or accounts.li_min(),
        at=NOON + DAY,
    )


def unmask(complaint, column="phone", *, by=None, reason="电话核实。"):
    return actions.unmask(
        complaint_id=complaint.pk,
        column=column,
        reason=reason,
        by=by or accounts.li_min(),
        at=NOON + DAY,
    )


def named(complaint, reader):
    return [each.name for each in queries.case(complaint.pk, reader, at=NOON).evidence]


def test_each_side_brings_evidence_under_its_own_name():
    complaint = a_complaint(Stage.NEGOTIATING)

    for by, content in ((zhou_ying(complaint), PDF), (zhao_lei(), PDF + b"2")):
        bring(complaint, by=by, content=content, purpose=" 证明质量 ")
    bring(complaint, by=accounts.li_min(), content=PDF + b"3")

    brought = list(Evidence.objects.order_by("pk").values_list("brought_by", "purpose"))
    assert brought == [("consumer", "证明质量"), ("business", "证明质量"), ("staff", "")]
    views = queries.case(complaint.pk, zhou_ying(complaint), at=NOON).evidence
    assert [view.brought_by for view in views] == ["投诉人", "经营者", "工作人员"]
    assert all(view.size and view.media_type == "application/pdf" for view in views)
    assert audit.history(complaint.stream)[-1].kind == "complaint.evidence_added"


def test_the_same_file_twice_is_one_piece_of_evidence():
    complaint = filed()

    first, again = bring(complaint), bring(complaint)

    assert first.pk == again.pk
    assert StoredFile.objects.count() == 1


def test_evidence_is_shown_to_those_for_whom_it_is_meant():
    complaint = a_complaint(Stage.NEGOTIATING)
    bring(complaint, by=accounts.li_min(), name="内部.pdf", audience=Audience.INTERNAL)
    bring(complaint, content=PDF + b"2", name="消费者.pdf", audience=Audience.CONSUMER)

    assert named(complaint, accounts.li_min()) == ["内部.pdf", "消费者.pdf"]
    assert named(complaint, zhou_ying(complaint)) == ["消费者.pdf"]
    assert named(complaint, zhao_lei()) == []


@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.BUSINESS])
def test_a_consumer_hides_nothing_from_themselves(audience):
    complaint = filed()

    with pytest.raises(Refused) as refused:
        bring(complaint, audience=audience)

    assert refused.value.field == "audience"
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("stage", sorted(ENDED))
def test_nothing_is_added_to_a_case_that_has_ended(stage):
    complaint = a_complaint(stage)

    with pytest.raises(Refused, match="办结"):
        bring(complaint)
    assert not queries.case(complaint.pk, zhou_ying(complaint), at=NOON).may_add_evidence


def test_a_stranger_adds_nothing_and_stores_nothing():
    complaint = filed()

    for by in (zhou_ying(filed()), accounts.wang_qiang(), zhao_lei()):
        with pytest.raises(Refused):
            bring(complaint, by=by)

    assert not StoredFile.objects.exists()


def test_a_note_stays_in_the_house_unless_it_says_otherwise():
    complaint = a_complaint(Stage.NEGOTIATING)

    write(complaint, text="内部意见。")
    write(complaint, text="给消费者。", audience=Audience.CONSUMER)
    write(complaint, text="给商家。", audience="business")
    write(complaint, text="给各方。", audience=Audience.ALL)

    def read_by(actor):
        entries = queries.case(complaint.pk, actor, at=NOON).entries
        return [entry.note for entry in entries if not entry.move]

    assert read_by(accounts.li_min()) == ["内部意见。", "给消费者。", "给商家。", "给各方。"]
    assert read_by(zhou_ying(complaint)) == ["给消费者。", "给各方。"]
    assert read_by(zhao_lei()) == ["给商家。", "给各方。"]
    assert audit.history(complaint.stream)[-1].kind == "complaint.noted"


def test_a_superior_and_the_sender_may_leave_a_note():
    complaint = a_complaint(Stage.TRANSFERRED)

    for by in (accounts.chen_jing(), accounts.li_min(), accounts.wang_qiang()):
        write(complaint, by=by)

    assert Entry.objects.filter(complaint=complaint, move="").count() >= 3


def test_a_consumer_writes_to_the_association_and_not_to_the_business():
    complaint = a_complaint(Stage.NEGOTIATING)

    write(complaint, by=zhou_ying(complaint), audience=Audience.CONSUMER, text="请尽快。")

    assert "请尽快" not in str(
        [entry.note for entry in queries.case(complaint.pk, zhao_lei(), at=NOON).entries]
    )
    assert queries.case(complaint.pk, accounts.li_min(), at=NOON).entries[-1].note == "请尽快。"


@pytest.mark.parametrize(
    ("who", "rest", "field"),
    [
        ("officer", {"text": " "}, "text"),
        ("officer", {"audience": "everybody"}, "audience"),
        ("consumer", {"audience": Audience.INTERNAL}, "audience"),
        ("consumer", {"audience": Audience.BUSINESS}, "audience"),
        ("business", {"audience": Audience.BUSINESS}, "audience"),
    ],
)
def test_a_note_without_words_or_reader_is_refused(who, rest, field):
    complaint = a_complaint(Stage.NEGOTIATING)
    by = {"officer": accounts.li_min(), "consumer": zhou_ying(complaint), "business": zhao_lei()}

    with pytest.raises(Refused) as refused:
        write(complaint, by=by[who], **rest)

    assert refused.value.field == field


def test_a_stranger_leaves_no_note():
    complaint = filed()

    for by in (accounts.wang_qiang(), zhou_ying(filed()), zhao_lei()):
        with pytest.raises(Refused):
            write(complaint, by=by, audience=Audience.CONSUMER)


def test_a_correction_keeps_both_values_in_the_record():
    complaint = filed(nature_code="N03", category_code="G02")

    correct(complaint, nature_code="N04", category_code="S01-01")

    put_right = reloaded(complaint)
    assert (put_right.nature_code, put_right.category_code) == ("N04", "S01-01")
    event = audit.history(complaint.stream)[-1]
    assert event.kind == "complaint.corrected"
    assert json.loads(event.data)["nature_code"] == ["N03", "N04"]
    assert put_right.words_at is None
    entry = queries.case(complaint.pk, accounts.li_min(), at=NOON).entries[-1]
    assert "消费者电话更正" in entry.note
    assert "消费者电话更正" not in str(
        [e.note for e in queries.case(complaint.pk, zhou_ying(complaint), at=NOON).entries]
    )


def test_the_business_that_was_meant_takes_the_place_of_the_one_that_was_named():
    other = businesses.a_business("海东河湟里超市有限公司", uscc="91630100MA7588PX4R")
    complaint = a_complaint(Stage.INVESTIGATING)
    actions.invite_business(complaint_id=complaint.pk, by=accounts.li_min(), at=NOON + DAY)
    actions.open_by_business(complaint_id=complaint.pk, by=zhao_lei(), at=NOON + DAY)

    correct(complaint, business_id=other.pk)

    put_right = reloaded(complaint)
    assert put_right.business == other
    assert put_right.respondent_name == "海东河湟里超市有限公司"
    assert put_right.respondent_uscc == other.uscc
    assert not put_right.business_may_read
    assert put_right.business_opened_at is None
    assert put_right.business_invited_at is None
    assert queries.case(complaint.pk, zhao_lei(), at=NOON) is None
    actions.invite_business(complaint_id=complaint.pk, by=accounts.li_min(), at=NOON + 2 * DAY)


def test_the_name_alone_can_be_put_right():
    complaint = filed()

    correct(complaint, respondent_name=" 高原红百货大众街店 ")

    assert reloaded(complaint).respondent_name == "高原红百货大众街店"
    assert reloaded(complaint).business == the_shop()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"nature_code": "N77"}, "nature_code"),
        ({"category_code": "N03"}, "category_code"),
        ({"business_id": 987_654}, "business"),
        ({"nature_code": "N04", "reason": " "}, "reason"),
        ({"nature_code": "N03"}, ""),
    ],
)
def test_a_correction_that_changes_nothing_or_cannot_be_is_refused(changes, field):
    complaint = filed(nature_code="N03")

    with pytest.raises(Refused) as refused:
        correct(complaint, **changes)

    assert refused.value.field == field
    assert reloaded(complaint).nature_code == "N03"


@pytest.mark.parametrize("stage", [Stage.SETTLED, Stage.AGREED, Stage.DEFAULTED, Stage.PERFORMED])
def test_no_other_business_steps_into_what_was_agreed(stage):
    other = businesses.a_business("海东河湟里超市有限公司")
    complaint = a_complaint(stage)

    with pytest.raises(Refused) as refused:
        correct(complaint, business_id=other.pk)

    assert refused.value.field == "business"
    correct(complaint, nature_code="N04")
    assert reloaded(complaint).business == the_shop()


def test_the_direct_channel_ends_when_another_business_was_meant():
    other = businesses.a_business("海东河湟里超市有限公司")
    complaint = a_complaint(Stage.NEGOTIATING)
    offer = an_offer(complaint)

    correct(complaint, business_id=other.pk)

    back = reloaded(complaint)
    assert (back.stage, back.fall_back_reason) == (Stage.SUBMITTED, "wrong_business")
    assert set(running(complaint)) == {"accept.decide"}
    assert back.next_due_key == "accept.decide"
    assert Answer.objects.get(pk=offer.pk).state != "open"
    assert queries.case(complaint.pk, zhao_lei(), at=NOON) is None


def test_an_offer_of_the_business_before_cannot_be_taken_after_a_correction():
    other = businesses.a_business("海东河湟里超市有限公司")
    complaint = a_complaint(Stage.INVESTIGATING)
    actions.invite_business(complaint_id=complaint.pk, by=accounts.li_min(), at=NOON + DAY)
    offer = an_offer(complaint, at=NOON + DAY)

    correct(complaint, business_id=other.pk)

    assert Answer.objects.get(pk=offer.pk).state == "final"


@pytest.mark.parametrize("stage", sorted(ENDED))
def test_a_closed_case_is_not_rewritten(stage):
    complaint = a_complaint(stage)

    with pytest.raises(Refused):
        correct(complaint, nature_code="N04")


def test_only_those_who_decide_or_mediate_correct():
    complaint = filed()

    for by in (accounts.chen_jing(), accounts.wang_qiang(), zhou_ying(complaint), SYSTEM):
        with pytest.raises(Refused):
            correct(complaint, by=by, nature_code="N04")


@pytest.mark.parametrize(
    ("column", "value"), [("name", "周颖"), ("phone", PHONE), ("address", "大众街18号3单元")]
)
def test_a_look_at_personal_data_is_on_record_and_the_data_is_not(column, value):
    complaint = filed()

    assert unmask(complaint, column) == value

    event = audit.history(complaint.stream)[-1]
    assert event.kind == "personal.unmasked"
    assert event.actor == accounts.li_min().name
    assert column in event.data
    assert value not in event.data


def test_a_look_needs_a_reason():
    complaint = filed()

    with pytest.raises(Refused) as refused:
        unmask(complaint, reason=" ")

    assert refused.value.field == "reason"


def test_those_who_only_register_or_count_see_no_personal_data():
    complaint = filed()
    clerk = accounts.officer("代录员", Role.STATION_CLERK)
    analyst = accounts.officer("分析员", Role.ANALYST)

    for by in (clerk, analyst, accounts.wang_qiang(), zhao_lei(), zhou_ying(complaint)):
        with pytest.raises(Refused):
            unmask(complaint, by=by)


def test_a_complaint_without_a_person_has_nothing_to_unmask():
    complaint = filed()
    # As an imported complaint may be, of which nobody kept the name.
    complaint.parties.all().delete()

    with pytest.raises(Refused):
        unmask(complaint)


def test_a_document_is_issued_once():
    complaint = a_complaint(Stage.ACCEPTED)
    owed = OwedDocument.objects.get(complaint=complaint, code="D03")

    for at in (NOON + DAY, NOON + 2 * DAY):
        actions.issue_document(document_id=owed.pk, by=accounts.li_min(), at=at)

    owed.refresh_from_db()
    assert (owed.issued_at, owed.issued_by) == (NOON + DAY, "李敏")
    kinds = [event.kind for event in audit.history(complaint.stream)]
    assert kinds.count("complaint.document_issued") == 1


def test_only_the_handling_organisation_issues_its_documents():
    complaint = a_complaint(Stage.ACCEPTED)
    owed = OwedDocument.objects.get(complaint=complaint, code="D03")

    for by in (accounts.wang_qiang(), accounts.chen_jing(), zhou_ying(complaint), zhao_lei()):
        with pytest.raises(Refused):
            actions.issue_document(document_id=owed.pk, by=by, at=NOON)
    with pytest.raises(Refused):
        actions.issue_document(document_id=987_654, by=accounts.li_min(), at=NOON)

    owed.refresh_from_db()
    assert owed.issued_at is None
