"""Agents with a letter, joint complaints with two representatives (总局令121号 §11-12)."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from smart315.casework import actions, queries
from smart315.casework.actions import Letter, Person, Row
from smart315.casework.codes import ConsentMatter, Means, Outcome, Power
from smart315.casework.exchange import people as lists
from smart315.casework.models import Complaint, Party
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from smart315.messaging.models import Outgoing
from tests.given import NOON, accounts
from tests.given.casework import (
    a_complaint,
    an_offer,
    filed,
    reloaded,
    zhou_ying,
)
from tests.given.people import a_joint_complaint, a_sheet


pytestmark = pytest.mark.usefixtures("_world")
DAY = timedelta(days=1)
DEJI = Person("德吉", "13997000001", "退还定金", 50_000)


def add(complaint, person=DEJI, by=None):
    return actions.add_person(
        complaint_id=complaint.pk, person=person, by=by or accounts.li_min(), at=NOON
    )


def say(party, *, given=True, matter=ConsentMatter.AGREE, by=None, means=Means.ORAL, **more):
    return actions.consent(
        party_id=party.pk,
        matter=matter,
        given=given,
        means=means,
        by=by or accounts.li_min(),
        at=NOON,
        **more,
    )


def the_letter(complaint, **changes):
    given: dict[str, Any] = {
        "matters": "与商家协商退款",
        "powers": (Power.STATE,),
        "since": date(2026, 9, 1),
        "until": date(2026, 12, 31),
        "evidence_id": a_sheet(complaint).pk,
    }
    return Letter(**(given | changes))


def appoint(complaint, **changes):
    return actions.appoint_agent(
        principal_id=complaint.parties.get(role="complainant").pk,
        name="马代理",
        phone="13997000099",
        letter=the_letter(complaint, **changes),
        by=accounts.li_min(),
        at=NOON,
    )


def as_agent(complaint, *, at=NOON):
    key = queries.keys_of_phone("13997000099")[0]
    return queries.holder(key.complaint_id, key.party_id, at=at)


def test_a_second_person_makes_it_a_joint_complaint_with_a_code_of_their_own():
    complaint = filed()

    deji = add(complaint)

    assert reloaded(complaint).is_joint
    sent = Outgoing.objects.filter(template="casework.added.consumer").latest("pk")
    key = queries.key_for(complaint.number or "", json.loads(sent.context)["code"])
    assert (key.complaint_id, key.party_id) == (complaint.pk, deji.pk)


def test_what_the_first_asks_for_counts_with_what_the_others_do():
    complaint = filed()
    add(complaint)

    people = queries.people(complaint.pk, accounts.li_min(), at=NOON)

    assert [each.claim_fen for each in people.present] == [29_900, 50_000]
    assert people.total_fen == 79_900
    assert people.present[0].claim == complaint.title


def test_one_phone_is_one_person():
    complaint = filed()
    add(complaint)

    with pytest.raises(Refused) as refused:
        add(complaint)

    assert refused.value.field == "phone"


def test_a_list_takes_whom_it_can_and_says_of_the_others_why():
    complaint = filed()
    rows = [
        Row(2, DEJI),
        Row(3, Person("", "13997000002")),
        Row(4, Person("桑吉", "0971-123")),
        Row(5, Person("卓玛", "13997000003"), "金额应以元为单位。"),
        Row(6, Person("才让", "13997000004")),
    ]

    added = actions.add_people(complaint_id=complaint.pk, rows=rows, by=accounts.li_min(), at=NOON)

    assert added.count == 2
    assert [number for number, _reason in added.rejected] == [3, 4, 5]
    assert all(reason for _number, reason in added.rejected)


def test_a_list_is_read_from_a_file(tmp_path):
    path = tmp_path / "people.csv"
    text = "姓名,手机号码,诉求,金额\n德吉,13997000001,退款,500\n桑吉,13997000002,,五百\n"
    path.write_text(text, encoding="gb18030")

    rows = lists.read(path)

    assert [(row.person.name, row.person.claim_fen) for row in rows] == [
        ("德吉", 50_000),
        ("桑吉", None),
    ]
    assert not rows[0].problem
    assert rows[1].problem
    path.write_text("姓名,诉求\n德吉,退款\n", encoding="utf-8")
    with pytest.raises(Refused, match="电话"):
        lists.read(path)


def test_a_consumer_adds_a_companion_who_confirms_by_phone():
    complaint = filed()

    deji = add(complaint, by=zhou_ying(complaint))

    assert not Outgoing.objects.filter(template="casework.added.consumer").exists()
    assert actions.confirm_people(phone=DEJI.phone, at=NOON) == 1
    assert Party.objects.get(pk=deji.pk).phone_verified
    assert [key.party_id for key in queries.keys_of_phone(DEJI.phone)] == [deji.pk]


def test_before_the_election_who_filed_speaks_and_afterwards_only_the_two():
    complaint = a_joint_complaint(elected=False)
    deji = complaint.parties.filter(role="joint").first()
    as_deji = queries.holder(complaint.pk, deji.pk, at=NOON)

    assert "withdraw" in queries.case(complaint.pk, zhou_ying(complaint), at=NOON).moves
    assert queries.case(complaint.pk, as_deji, at=NOON).moves == []

    joint = a_joint_complaint(elected=True, phones=range(100, 106))
    two = list(joint.parties.filter(represents=True))
    assert len(two) == 2
    assert queries.case(joint.pk, zhou_ying(joint), at=NOON).moves == []
    for each in two:
        speaker = queries.holder(joint.pk, each.pk, at=NOON)
        assert "withdraw" in queries.case(joint.pk, speaker, at=NOON).moves


def test_two_are_elected_and_in_writing():
    complaint = a_joint_complaint(elected=False)
    people = list(complaint.parties.values_list("pk", flat=True))
    sheet = a_sheet(complaint).pk

    for chosen, letter, field in (
        (people[:1], sheet, "chosen"),
        (people[:3], sheet, "chosen"),
        ([people[0], 0], sheet, "chosen"),
        (people[:2], None, "letter"),
    ):
        with pytest.raises(Refused) as refused:
            actions.elect(
                complaint_id=complaint.pk,
                chosen=chosen,
                evidence_id=letter,
                by=accounts.li_min(),
                at=NOON,
            )
        assert refused.value.field == field


def test_the_represented_consent_in_person_and_only_for_themselves():
    complaint = a_joint_complaint()
    first, second = queries.people(complaint.pk, accounts.li_min(), at=NOON).represented[:2]
    me = queries.holder(complaint.pk, first.pk, at=NOON)

    say(first, by=me, means=Means.ONLINE)

    with pytest.raises(Refused):
        say(second, by=me, means=Means.ONLINE)
    with pytest.raises(Refused, match="签名页"):
        say(second, means=Means.PAPER)
    assert say(second, means=Means.PAPER, evidence_id=a_sheet(complaint).pk).given


def test_a_joint_complaint_is_withdrawn_only_with_everybodys_consent():
    complaint = a_joint_complaint()
    speaker = complaint.parties.filter(represents=True).first()
    by = queries.holder(complaint.pk, speaker.pk, at=NOON)

    with pytest.raises(Refused, match="还有4人"):
        actions.withdraw(
            complaint_id=complaint.pk, reason="商家已退款", satisfied=True, by=by, at=NOON
        )


def test_one_leaves_and_the_others_go_on():
    complaint = a_joint_complaint(elected=False)
    first = complaint.parties.get(role="complainant")

    actions.leave_joint(party_id=first.pk, reason="已自行解决", by=zhou_ying(complaint), at=NOON)

    assert reloaded(complaint).stage == Stage.ACCEPTED
    heir = complaint.parties.get(role="complainant")
    assert heir.pk != first.pk
    assert queries.keys_of_phone(first.phone) == []


def test_the_last_one_withdraws_instead_of_leaving():
    complaint = filed()

    with pytest.raises(Refused, match="撤回"):
        actions.leave_joint(
            party_id=complaint.parties.get().pk, reason="x", by=accounts.li_min(), at=NOON
        )


def test_complaints_are_joined_and_every_code_leads_to_the_joint_one():
    first, second, third = filed(), filed(phone="13997000002"), filed(phone="13997000003")
    code = queries.receipt(second.pk).query_code

    actions.join_complaints(
        complaint_id=first.pk, others=[second.pk, third.pk], by=accounts.li_min(), at=NOON
    )

    joined = Complaint.objects.get(pk=second.pk)
    assert (joined.stage, joined.outcome) == (Stage.CLOSED, Outcome.DUPLICATE)
    assert not joined.clocks.filter(state__in=["running", "paused"]).exists()
    key = queries.key_for(second.number or "", code)
    assert key.complaint_id == first.pk
    assert Party.objects.get(pk=key.party_id or 0).phone == "13997000002"
    assert [row.id for row in queries.of_phone("13997000002", at=NOON)] == [first.pk]
    assert first.parties.count() == 3


def test_only_complaints_about_the_same_business_are_joined():
    first, other = filed(), filed(respondent_name="别的商店", business_id=None)

    for others in ([], [other.pk]):
        with pytest.raises(Refused) as refused:
            actions.join_complaints(
                complaint_id=first.pk, others=others, by=accounts.li_min(), at=NOON
            )
        assert refused.value.field == "others"


def test_an_agent_does_what_the_letter_allows_and_no_more():
    complaint = a_complaint(Stage.NEGOTIATING)
    offer = an_offer(complaint)
    agent = appoint(complaint)
    by = as_agent(complaint)

    assert queries.case(complaint.pk, by, at=NOON) is not None
    with pytest.raises(Refused):
        actions.take_offer(complaint_id=complaint.pk, answer_id=offer.pk, by=by, at=NOON)

    actions.revoke_agent(agent_id=agent.pk, by=accounts.li_min(), at=NOON)
    appoint(complaint, powers=(Power.STATE, Power.SETTLE))
    actions.take_offer(
        complaint_id=complaint.pk, answer_id=offer.pk, by=as_agent(complaint), at=NOON
    )
    assert reloaded(complaint).stage == Stage.SETTLED


def test_a_letter_that_is_over_opens_nothing():
    complaint = filed()
    appoint(complaint)

    later = as_agent(complaint, at=NOON + 200 * DAY)

    assert queries.case(complaint.pk, later, at=NOON + 200 * DAY) is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"matters": " "}, "matters"),
        ({"powers": ()}, "powers"),
        ({"until": date(2026, 8, 1)}, "until"),
        ({"since": date(2026, 1, 1), "until": date(2026, 8, 1)}, "until"),
        ({"evidence_id": None}, "letter"),
    ],
)
def test_a_letter_says_for_what_and_how_long(changes, field):
    with pytest.raises(Refused) as refused:
        appoint(filed(), **changes)
    assert refused.value.field == field


def test_a_stranger_changes_nobody():
    complaint = a_joint_complaint(elected=False)

    for by in (accounts.wang_qiang(), accounts.chen_jing()):
        with pytest.raises(Refused):
            add(complaint, Person("某", "13997009999"), by=by)
    assert queries.people(complaint.pk, accounts.wang_qiang(), at=NOON) is None
