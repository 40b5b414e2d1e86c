"""Documents go out once, under numbers without gaps, and stay as they went out."""

import hashlib
import io
from datetime import timedelta
from uuid import uuid4

import pytest

from smart315.accounts import actors
from smart315.audit import queries as audit
from smart315.casework import actions, queries
from smart315.casework.actions import DeliveryReceipt
from smart315.casework.codes import DeliveryMethod, IssueState
from smart315.casework.models import DocumentSeries, IssuedDocument
from smart315.casework.states import Stage
from smart315.documents import queries as files
from smart315.kernel.verdicts import Refused
from tests.given import NOON, accounts, casework
from tests.given.casework import a_complaint, zhao_lei, zhou_ying
from tests.given.documents import PDF
from tests.given.letters import agreed_by_six, an_order, issued


pytestmark = pytest.mark.usefixtures("_world")
MINUTE = timedelta(minutes=1)


def kinds(complaint):
    return [event.kind for event in audit.history(complaint.stream)]


def content(file_id):
    with files.open_content(file_id) as opened:
        return opened.read()


def test_an_issued_document_has_number_files_hash_and_record():
    document = issued("D03")

    assert document.number == "青消受字〔2026〕630102-1号"
    assert content(document.pdf_id).startswith(b"%PDF")
    assert content(document.docx_id).startswith(b"PK")
    assert document.sha256 == hashlib.sha256(content(document.pdf_id)).hexdigest()
    assert (document.issued_at, document.issued_by) == (NOON, "李敏")
    assert document.owed.issued_at == NOON
    (event,) = [
        each
        for each in audit.history(document.complaint.stream)
        if each.kind == "complaint.document_issued"
    ]
    assert document.sha256 in str(event.data)


def test_numbers_follow_each_other_by_word_organisation_and_year():
    first, second = issued("D03"), issued("D03")
    other, next_year = issued("D04"), issued("D03", at=NOON + timedelta(days=200))

    assert [first.sequence, second.sequence, other.sequence, next_year.sequence] == [1, 2, 1, 1]
    assert next_year.number.startswith("青消受字〔2027〕")


def test_a_document_without_a_word_bears_the_number_of_the_case():
    document = issued("D01")

    assert document.number == document.complaint.number
    assert document.sequence is None


def test_pressed_twice_is_one_document():
    complaint = a_complaint(Stage.ACCEPTED)
    order = an_order(complaint, "D03")

    first = actions.issue(order=order, by=accounts.li_min(), at=NOON)
    second = actions.issue(order=order, by=accounts.li_min(), at=NOON)
    third = issued("D03", complaint)

    assert first == second == third
    assert IssuedDocument.objects.count() == DocumentSeries.objects.get().last == 1


def test_a_refused_issue_takes_no_number():
    complaint = a_complaint(Stage.ACCEPTED)

    for code, words, says in (
        ("D03", {"remark": "笑😀"}, "😀"),
        ("D02", {}, "没有要求补正"),
    ):
        order = an_order(complaint, code, words=words, owed_id=None)
        with pytest.raises(Refused, match=says):
            actions.issue(order=order, by=accounts.li_min(), at=NOON)

    assert not DocumentSeries.objects.exists()
    assert issued("D03", complaint).sequence == 1


def test_a_text_that_is_demanded_must_be_written():
    order = an_order(a_complaint(Stage.REJECTED), "D04", words={"reason": " "})

    with pytest.raises(Refused) as refused:
        actions.issue(order=order, by=accounts.li_min(), at=NOON)

    assert refused.value.field == "reason"


def test_only_those_who_handle_the_case_issue_its_documents():
    complaint = a_complaint(Stage.ACCEPTED)

    for by in (accounts.wang_qiang(), accounts.chen_jing(), zhou_ying(complaint), zhao_lei()):
        with pytest.raises(Refused):
            issued("D03", complaint, by=by)
    with pytest.raises(Refused):
        issued("D15", complaint, by=accounts.li_min())
    assert issued("D15", complaint).organisation == accounts.prefecture()


def test_the_letter_of_a_hand_off_is_the_senders():
    document = issued("D05")

    assert document.organisation == accounts.county("630102")
    assert document.complaint.organisation == accounts.county("630104")


def test_another_takes_the_place_of_a_document_and_both_stay():
    complaint = a_complaint(Stage.ACCEPTED)
    first = issued("D03", complaint)

    with pytest.raises(Refused) as refused:
        issued("D03", complaint, replaces_id=first.pk)
    second = issued("D03", complaint, replaces_id=first.pk, reason="电话有误")

    first.refresh_from_db()
    assert refused.value.field == "why"
    assert (first.state, first.ended_reason) == (IssueState.REPLACED, "电话有误")
    assert second.sequence == 2
    assert content(first.pdf_id)
    with pytest.raises(Refused):
        issued("D03", complaint, replaces_id=first.pk, reason="再改")
    assert "complaint.document_replaced" in kinds(complaint)


def test_a_void_document_is_owed_again_and_keeps_its_number():
    document = issued("D03")

    with pytest.raises(Refused):
        actions.void_document(issued_id=document.pk, reason="", by=accounts.li_min(), at=NOON)
    actions.void_document(issued_id=document.pk, reason="误发", by=accounts.li_min(), at=NOON)

    document.owed.refresh_from_db()
    assert document.owed.issued_at is None
    again = issued("D03", document.complaint)
    assert (document.sequence, again.sequence) == (1, 2)


def test_a_delivery_says_how_when_to_whom_and_by_whom():
    document = issued("D03")
    receipt = DeliveryReceipt(DeliveryMethod.POST, "周颖", NOON + MINUTE, "邮政EMS", "单号123")

    delivery = actions.deliver(
        issued_id=document.pk,
        receipt=receipt,
        by=accounts.li_min(),
        at=NOON + 2 * MINUTE,
        proof=io.BytesIO(PDF),
        proof_name="回执.pdf",
    )

    assert delivery.proof.name == "回执.pdf"
    assert kinds(document.complaint)[-1] == "complaint.document_delivered"
    (shown,) = queries.issued(document.complaint, accounts.li_min())
    assert list(shown.deliveries.all()) == [delivery]
    assert queries.delivery_proof(document.pk, delivery.pk, accounts.li_min()) == delivery.proof
    assert queries.delivery_proof(document.pk, delivery.pk, accounts.wang_qiang()) is None
    assert queries.delivery_proof(document.pk, 0, accounts.li_min()) is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"method": "pigeon"}, "method"),
        ({"to": " "}, "to"),
        ({"delivered_at": NOON - MINUTE}, "delivered_at"),
        ({"delivered_at": NOON + timedelta(days=1)}, "delivered_at"),
    ],
)
def test_a_delivery_that_cannot_be_is_refused(changes, field):
    document = issued("D03")
    given = {"method": "handed", "to": "周颖", "delivered_at": NOON} | changes

    with pytest.raises(Refused) as refused:
        actions.deliver(
            issued_id=document.pk, receipt=DeliveryReceipt(**given), by=accounts.li_min(), at=NOON
        )

    assert refused.value.field == field


def test_staff_open_a_document_on_record_and_parties_fetch_their_own():
    document = issued("D03")
    complaint = document.complaint
    consumer = zhou_ying(complaint)

    opened = actions.open_document(
        issued_id=document.pk, form="docx", by=accounts.li_min(), at=NOON
    )

    assert opened == document.docx
    assert kinds(complaint)[-1] == "complaint.document_opened"
    for by in (accounts.wang_qiang(), consumer):
        with pytest.raises(Refused):
            actions.open_document(issued_id=document.pk, form="pdf", by=by, at=NOON)
    assert queries.document_file(document.pk, complaint.pk, consumer) == document.pdf
    assert queries.document_file(document.pk, complaint.pk, zhao_lei()) is None
    assert queries.document_file(document.pk, complaint.pk, accounts.li_min()) is None
    assert queries.document_file(document.pk, 0, consumer) is None


def test_what_no_longer_holds_or_is_internal_is_not_the_parties():
    complaint = a_complaint(Stage.INVESTIGATING)
    document, internal = issued("D03", complaint), issued("D18", complaint)
    actions.void_document(issued_id=document.pk, reason="误发", by=accounts.li_min(), at=NOON)

    assert queries.issued(complaint, zhou_ying(complaint)) == []
    assert set(queries.issued(complaint, accounts.li_min())) == {document, internal}


def test_who_joined_does_not_read_where_the_one_who_filed_lives():
    complaint = a_complaint(Stage.ACCEPTED)
    issued("D01", complaint)
    acceptance = issued("D03", complaint)

    joined = actors.consumer(complaint.pk, party_id=987_654)

    assert queries.issued(complaint, joined) == [acceptance]
    assert len(queries.issued(complaint, zhou_ying(complaint))) == 2


def test_a_draft_shows_the_paper_without_names_or_says_what_is_missing():
    complaint = a_complaint(Stage.REJECTED)

    draft = queries.document_draft(complaint, "D04", accounts.li_min(), at=NOON)
    missing = queries.document_draft(complaint, "D03", accounts.li_min(), at=NOON)

    assert draft.sheet.addressee == "周*："
    assert "不属于消费争议" in draft.words["reason"]
    assert missing.sheet is None
    assert "还没有受理" in missing.why_not
    with pytest.raises(Refused):
        queries.document_draft(complaint, "D04", accounts.wang_qiang(), at=NOON)


def test_the_proof_tells_nothing_about_a_person():
    document = issued("D03")

    proof = queries.proof(f" {document.verify_code[:5].lower()}-{document.verify_code[5:]}")

    assert proof.number == document.number
    assert proof.sha256 == document.sha256
    assert proof.state == IssueState.IN_FORCE
    assert "周颖" not in repr(proof)
    assert queries.proof("AAAAAAAAAA") is None
    later = issued("D03", document.complaint, replaces_id=document.pk, reason="电话有误")
    assert queries.proof(document.verify_code).replaced_by == later.number


def test_the_numbers_are_written_as_the_register_says():
    casework.a_rule(
        "doc.numbers", {"province": "省{word}〔{year}〕{n}号", "other": "东消{word}{n}号{x}"}
    )

    assert issued("D03").number == "东消受1号{x}"


def test_an_order_names_rows_of_its_own_case():
    complaint, other = a_complaint(Stage.ACCEPTED), a_complaint(Stage.ACCEPTED)
    owed, sent = other.documents.get(code="D03"), issued("D03", other)

    for changes in ({"owed_id": owed.pk}, {"replaces_id": sent.pk, "owed_id": None}):
        with pytest.raises(Refused, match="没有这份文书"):
            issued("D03", complaint, key=uuid4(), **changes)
    for missing in (0, 987_654):
        with pytest.raises(Refused):
            actions.void_document(issued_id=missing, reason="误发", by=accounts.li_min(), at=NOON)


def test_an_annex_goes_to_its_person_with_the_agreement_and_ends_with_it():
    complaint = agreed_by_six()
    agreement = issued("D08", complaint)
    first, second, *_rest = agreement.annexes.order_by("pk")
    of_second = actors.consumer(complaint.pk, party_id=second.party_id)

    assert agreement.annexes.count() == 6
    assert [first.number, second.number] == [f"{agreement.number}附件{n}" for n in (1, 2)]
    assert queries.document_file(second.pk, complaint.pk, of_second) == second.pdf
    assert queries.document_file(first.pk, complaint.pk, of_second) is None
    assert queries.document_file(second.pk, complaint.pk, zhou_ying(complaint)) is None
    with pytest.raises(Refused, match="随协议书"):
        actions.void_document(issued_id=first.pk, reason="误发", by=accounts.li_min(), at=NOON)
    issued("D08", complaint, replaces_id=agreement.pk, reason="电话有误")
    second.refresh_from_db()
    assert second.state == IssueState.REPLACED
    assert len(queries.issued(complaint, of_second)) == 2
