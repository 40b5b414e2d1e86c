"""A complaint is taken in once, whatever happens on the way (handbook §2.2, T01, T05)."""

import io
import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection

from smart315.accounts import actors
from smart315.accounts.actors import Role
from smart315.audit import queries as audit
from smart315.casework import actions, queries
from smart315.casework.codes import Channel, ClaimKind, Language
from smart315.casework.filing import Claim
from smart315.casework.models import (
    Clock,
    Complaint,
    Draft,
    Entry,
    Evidence,
    NumberSeries,
    OwedDocument,
    Party,
)
from smart315.casework.states import Stage
from smart315.documents import actions as documents, queries as files
from smart315.documents.models import StoredFile
from smart315.kernel.verdicts import Refused
from smart315.messaging import queries as messages
from smart315.messaging.models import Outgoing
from tests.given import NOON, accounts, casework
from tests.given.businesses import a_business
from tests.given.casework import PHONE, a_filing, filed
from tests.given.documents import PDF


pytestmark = pytest.mark.usefixtures("_world")
KEY = UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff")
TOKEN = "a-token-that-only-the-browser-keeps"


def file(*, by=None, at=NOON, **changes):
    return actions.file(filing=a_filing(**changes), by=by or actors.consumer(), at=at)


def a_draft_with_files(*contents):
    actions.save_draft(token=TOKEN, form={"name": "周颖"}, at=NOON)
    return [
        documents.store(
            content=io.BytesIO(content),
            name=f"证据{number}.pdf",
            stream=queries.draft_stream(TOKEN),
            by="consumer",
            at=NOON,
        ).pk
        for number, content in enumerate(contents)
    ]


def test_a_filed_complaint_waits_at_the_association_of_the_place_of_business():
    accounts.region("630202")

    receipt = file(region_code="630202", respondent_region_code="630102")

    complaint = Complaint.objects.get(pk=receipt.complaint_id)
    assert receipt.stage == complaint.stage == Stage.SUBMITTED
    assert complaint.organisation == accounts.county("630102")
    assert receipt.organisation == "城东区消费者协会"
    assert not receipt.again
    assert complaint.received_at == complaint.stage_at == NOON


@pytest.mark.parametrize(
    ("place", "organisation"),
    [("630102001", "城东区消费者协会"), ("630106", "西宁市消费者协会"), ("110101", "青海省")],
)
def test_where_no_county_association_stands_the_one_above_serves(place, organisation):
    if place.startswith("63"):
        accounts.region(place)

    receipt = file(respondent_region_code=place)

    assert receipt.organisation.startswith(organisation)


def test_what_was_written_is_kept():
    receipt = file(
        claims=(Claim(ClaimKind.REFUND, 29_900), Claim(ClaimKind.APOLOGY)),
        purchased_on=NOON.date(),
        language=Language.TIBETAN,
        is_elder=True,
        order_number="A-1",
    )

    complaint = Complaint.objects.get(pk=receipt.complaint_id)
    assert complaint.title == "羽绒服掉毛不予退货"
    assert complaint.claims == [
        {"kind": "refund", "amount_fen": 29_900},
        {"kind": "apology", "amount_fen": None},
    ]
    assert complaint.purchased_on == NOON.date()
    assert complaint.order_number == "A-1"
    assert complaint.consents["share_with_business"] is True
    assert complaint.consents["version"]
    party = complaint.parties.get()
    assert (party.name, party.phone, party.address) == ("周颖", PHONE, "大众街18号3单元")
    assert (party.language, party.is_elder, party.phone_verified) == ("bo", True, True)


def test_a_phone_is_kept_in_one_spelling_and_encrypted():
    file(phone="+86 138-9700-1234")

    assert Party.objects.get().phone == PHONE
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casework_party")
        assert PHONE not in str(cursor.fetchall())


def test_the_receipt_gives_number_and_query_code_which_belong_together():
    receipt = file()

    number, code = receipt.number, receipt.query_code
    assert "630102" in number
    assert "2026" in number
    assert queries.complaint_for(number, code) == receipt.complaint_id
    spaced = f"  {code.lower()} "
    assert queries.complaint_for(f" {number} ", spaced) == receipt.complaint_id
    assert queries.complaint_for(number, file().query_code) is None
    assert queries.complaint_for("没有这个编号", code) is None
    assert queries.complaint_for("", "") is None


def test_the_query_code_is_stored_nowhere_but_can_be_said_again():
    receipt = file()

    assert queries.receipt(receipt.complaint_id).query_code == receipt.query_code
    row = Complaint.objects.filter(pk=receipt.complaint_id).values().get()
    assert receipt.query_code not in str(row)


def test_a_form_sent_twice_is_one_complaint():
    first = file(client_key=KEY)
    events, owed = len(audit.history("complaint:1")), Outgoing.objects.count()

    again = file(client_key=KEY, facts="改了一个字", at=NOON + timedelta(minutes=3))

    assert again.again
    assert (again.complaint_id, again.number, again.query_code) == (
        first.complaint_id,
        first.number,
        first.query_code,
    )
    assert Complaint.objects.count() == Party.objects.count() == 1
    assert Outgoing.objects.count() == owed
    assert len(audit.history("complaint:1")) == events
    assert NumberSeries.objects.get().last == 1


def test_a_form_sent_again_is_answered_even_when_it_could_not_be_filed_today():
    file(client_key=KEY)

    assert file(client_key=KEY, facts="").again


def test_numbers_run_on_in_a_year_and_begin_anew_with_each_year_and_organisation():
    accounts.county("630104")

    numbers = [
        file().number,
        file().number,
        file(respondent_region_code="630104").number,
        file(at=NOON + timedelta(days=200)).number,
        file().number,
    ]

    assert [number[-7:-1] for number in numbers] == [
        "000001",
        "000002",
        "000001",
        "000001",
        "000003",
    ]
    assert len(set(numbers)) == len(numbers)


def test_the_year_of_a_number_is_the_local_one():
    receipt = file(at=datetime(2026, 12, 31, 16, 30, tzinfo=UTC))

    assert "〔2027〕" in receipt.number


def test_a_filing_starts_the_clock_owes_the_form_and_writes_history():
    receipt = file()

    clock = Clock.objects.get()
    assert (clock.key, clock.state, clock.started_at) == ("accept.decide", "running", NOON)
    complaint = Complaint.objects.get()
    assert (complaint.next_due_key, complaint.next_due_at) == ("accept.decide", clock.due_at)
    assert OwedDocument.objects.get().code == "D01"
    entry = Entry.objects.get()
    assert (entry.move, entry.stage, entry.by_kind) == ("submit", "submitted", "consumer")
    events = audit.history(f"complaint:{receipt.complaint_id}")
    assert [event.kind for event in events] == ["complaint.submitted"]


def test_the_record_holds_nothing_personal():
    receipt = file()

    (event,) = audit.history(f"complaint:{receipt.complaint_id}")
    assert event.actor == "consumer"
    for personal in ("周颖", PHONE, "大众街", "羽绒服"):
        assert personal not in json.dumps(event.data, ensure_ascii=False)


def test_consumer_and_association_are_told():
    receipt = file()

    owed = messages.of_stream(f"complaint:{receipt.complaint_id}")
    assert {(each.channel, each.template) for each in owed} == {
        ("sms", "casework.submit.consumer"),
        ("in_app", "casework.submit.organisation"),
    }
    (inside,) = messages.inbox([f"org:{accounts.county().pk}"])
    assert receipt.number in inside.body
    assert receipt.query_code not in inside.body


def test_a_consumer_whose_phone_is_not_confirmed_gets_no_message():
    receipt = file(phone_verified=False, phone="0971-6123456", channel=Channel.PHONE, by=clerk())

    owed = messages.of_stream(f"complaint:{receipt.complaint_id}")
    assert {each.channel for each in owed} == {"in_app"}


def test_the_direct_channel_begins_at_once_when_the_business_answers():
    shop = casework.the_shop()

    receipt = file(business_id=shop.pk, wants_direct=True)

    complaint = Complaint.objects.get(pk=receipt.complaint_id)
    assert receipt.stage == complaint.stage == Stage.NEGOTIATING
    assert complaint.business_may_read
    assert set(complaint.clocks.values_list("key", flat=True)) == {
        "negotiate.respond",
        "negotiate.plan",
        "negotiate.due",
    }
    assert [entry.move for entry in complaint.entries.order_by("pk")] == ["submit", "settle_first"]
    kinds = [event.kind for event in audit.history(complaint.stream)]
    assert kinds == ["complaint.submitted", "complaint.sent_to_business"]
    assert messages.unread([f"business:{shop.pk}"]) == 1


def test_a_direct_complaint_tells_the_consumer_once_and_gives_the_code():
    receipt = file(business_id=casework.the_shop().pk, wants_direct=True)

    sms = Outgoing.objects.filter(stream=f"complaint:{receipt.complaint_id}", channel="sms")
    texts = [each.context for each in sms]
    assert any(receipt.query_code in text for text in texts)


@pytest.mark.parametrize("joined", [True, False])
def test_without_somebody_who_answers_the_association_decides(joined):
    shop = a_business(joined=joined)

    receipt = file(business_id=shop.pk, wants_direct=True)

    complaint = Complaint.objects.get(pk=receipt.complaint_id)
    assert receipt.stage == Stage.SUBMITTED
    assert complaint.wants_direct
    assert not complaint.business_may_read


def test_a_consumer_who_does_not_want_the_direct_channel_is_not_sent_there():
    shop = casework.the_shop()

    receipt = file(business_id=shop.pk, wants_direct=False)

    assert receipt.stage == Stage.SUBMITTED
    assert messages.unread([f"business:{shop.pk}"]) == 0


def test_files_of_the_draft_become_evidence_and_the_draft_is_gone():
    ids = a_draft_with_files(PDF, PDF + b"2")

    receipt = file(draft_token=TOKEN, evidence=tuple(ids), no_evidence_reason="")

    evidence = Evidence.objects.filter(complaint=receipt.complaint_id)
    assert {each.file_id for each in evidence} == set(ids)
    assert {each.brought_by for each in evidence} == {"consumer"}
    assert not files.files(queries.draft_stream(TOKEN))
    assert len(files.files(f"complaint:{receipt.complaint_id}")) == 2
    assert not Draft.objects.exists()
    assert queries.draft(TOKEN, NOON) is None


def test_a_file_taken_out_of_the_form_does_not_become_evidence():
    kept, taken_out = a_draft_with_files(PDF, PDF + b"2")
    documents.discard(stream=queries.draft_stream(TOKEN), ids=[taken_out], by="consumer", at=NOON)

    receipt = file(draft_token=TOKEN, evidence=(kept,), no_evidence_reason="")

    assert Evidence.objects.get(complaint=receipt.complaint_id).file_id == kept


def test_somebody_elses_file_is_no_evidence():
    others = documents.store(
        content=io.BytesIO(PDF), name="别人的.pdf", stream="complaint:999", by="consumer", at=NOON
    )

    with pytest.raises(Refused) as refused:
        file(draft_token=TOKEN, evidence=(others.pk,), no_evidence_reason="")

    assert refused.value.field == "no_evidence_reason"
    assert StoredFile.objects.get().stream == "complaint:999"


def clerk():
    return accounts.officer("代录员", Role.STATION_CLERK, accounts.station())


def test_a_clerk_registers_for_somebody_who_came_to_the_station():
    receipt = file(by=clerk(), channel=Channel.STATION, phone_verified=False)

    complaint = Complaint.objects.get(pk=receipt.complaint_id)
    assert complaint.channel == "station"
    assert complaint.parties.get().registered_by == "代录员"
    assert complaint.entries.get().by == "代录员"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"phone": "12345"}, "phone"),
        ({"category_code": "G77"}, "category_code"),
        ({"channel": Channel.PHONE}, "channel"),
    ],
)
def test_a_refused_filing_names_the_field_and_writes_nothing(changes, field):
    with pytest.raises(Refused) as refused:
        file(**changes)

    assert refused.value.field == field
    for model in (Complaint, Party, Clock, Entry, OwedDocument, NumberSeries, Outgoing):
        assert not model.objects.exists()


@pytest.mark.parametrize("who", ["business", "follow-up"])
def test_only_consumers_and_those_who_register_may_file(who):
    by = {"business": casework.zhao_lei, "follow-up": accounts.follow_up_caller}[who]()

    with pytest.raises(Refused):
        file(by=by, channel=Channel.PHONE)

    assert not Complaint.objects.exists()


def test_a_business_that_nobody_knows_is_refused_by_name_and_not_by_an_error():
    with pytest.raises(Refused) as refused:
        file(business_id=987_654)

    assert refused.value.field in {"business_id", "respondent_name"}


def test_the_numbers_go_on_after_a_refusal():
    file()
    with pytest.raises(Refused):
        file(name="")

    assert file().number[-7:-1] == "000002"


def test_a_complaint_filed_by_the_cast_reads_as_such():
    complaint = filed()

    assert complaint.business == casework.the_shop()
    assert complaint.organisation == accounts.county()
