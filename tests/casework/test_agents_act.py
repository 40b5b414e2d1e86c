"""Agents sign and accept as far as their letters go, and are named (民诉法 §62)."""

from datetime import timedelta

import pytest

from smart315.accounts import actors, phones
from smart315.casework import actions, letters, queries
from smart315.casework.actions import Correction
from smart315.casework.codes import Audience, Power, Side, Signed
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from tests.given import NOON, accounts, businesses, letters as papers, mediation as given
from tests.given.casework import reloaded, the_shop, zhao_lei
from tests.given.people import (
    IDENTITY,
    LAWYER,
    LAWYER_PHONE,
    a_consumers_agent,
    a_joint_complaint,
    a_letter,
    a_sheet,
    sent,
)


pytestmark = pytest.mark.usefixtures("_world")
DAY = timedelta(days=1)
SETTLES = (Power.STATE, Power.ADMIT, Power.SETTLE)


def sign(text, *, by=None, side=Side.BUSINESS, **more):
    return actions.sign_text(
        text_id=text.pk,
        side=side,
        evidence_id=a_sheet(text.complaint).pk,
        by=by or accounts.li_min(),
        at=NOON,
        **more,
    )


def a_fixed_text(complaint):
    text = given.a_text(complaint)
    return actions.fix_text(text_id=text.pk, by=accounts.li_min(), at=NOON)


def test_an_agent_without_special_authority_signs_for_no_side():
    complaint = given.mediating()
    general, consumers = sent(complaint), a_consumers_agent(complaint)
    text = a_fixed_text(complaint)
    person = complaint.parties.get(role="complainant").pk

    for who in (
        {"agent_id": general.pk},
        {"side": Side.CONSUMER, "party_id": person, "agent_id": consumers.pk},
    ):
        with pytest.raises(Refused, match=r"特别授权.*重新登记代理人") as refused:
            sign(text, **who)
        assert refused.value.field == "agent_id"
    assert not text.signatures.exists()


def test_an_agent_with_special_authority_signs_in_the_name_of_the_business():
    complaint = given.mediating()
    agent = sent(complaint, *SETTLES)
    text = a_fixed_text(complaint)

    signature = sign(text, agent_id=agent.pk)

    assert signature.agent == agent
    assert signature.name == f"{LAWYER}（代{complaint.respondent_name}）"


def test_an_agent_signs_for_the_principal_only_and_within_the_term():
    complaint = given.mediating()
    person = complaint.parties.get(role="complainant").pk
    agent = sent(complaint, *SETTLES)
    over = sent(complaint, *SETTLES, name="韩经理", since=NOON.date() + DAY)
    text = a_fixed_text(complaint)

    for who in (
        {"side": Side.CONSUMER, "party_id": person, "agent_id": agent.pk},
        {"agent_id": over.pk},
        {"agent_id": person},
    ):
        with pytest.raises(Refused, match="不是这一方现在的代理人") as refused:
            sign(text, **who)
        assert refused.value.field == "agent_id"


def test_an_agent_of_one_person_does_not_sign_for_another():
    complaint = a_joint_complaint(Stage.MEDIATING)
    first, second = sorted(complaint.speakers)
    agent = actions.appoint_agent(
        principal_id=first, name="马代理", phone="13997000099",
        letter=a_letter(complaint, powers=SETTLES), by=accounts.li_min(), at=NOON,
    )  # fmt: skip
    people = [each.pk for each in complaint.parties.filter(role__in=("complainant", "joint"))]
    rows = [given.a_row(party_id=each, amount_fen=100) for each in people]
    text = given.a_text(complaint, *rows)
    actions.fix_text(text_id=text.pk, by=accounts.li_min(), at=NOON)

    with pytest.raises(Refused, match="没有受这位投诉人委托"):
        sign(text, side=Side.CONSUMER, party_id=second, agent_id=agent.pk)
    assert sign(text, side=Side.CONSUMER, party_id=first, agent_id=agent.pk).agent == agent


def test_the_letter_binds_the_agent_in_the_portal_too():
    complaint = given.mediating()
    member = accounts.user_of(zhao_lei())
    type(member).objects.filter(pk=member.pk).update(
        phone=LAWYER_PHONE, phone_hash=phones.hashed(LAWYER_PHONE)
    )
    sent(complaint)
    text = a_fixed_text(complaint)
    proposal = given.proposed(complaint, accounts.li_min())

    with pytest.raises(Refused, match="特别授权"):
        actions.sign_text(text_id=text.pk, by=zhao_lei(), at=NOON)
    with pytest.raises(Refused, match="特别授权"):
        actions.accept_proposal(proposal_id=proposal.pk, by=zhao_lei(), at=NOON)


def test_an_agent_without_special_authority_accepts_no_proposal():
    complaint = given.mediating()
    agent = sent(complaint)
    proposal = given.proposed(complaint, accounts.li_min())

    def accept(agent_id):
        return actions.accept_proposal(
            proposal_id=proposal.pk, on_behalf=Side.BUSINESS, agent_id=agent_id,
            by=accounts.li_min(), at=NOON,
        )  # fmt: skip

    with pytest.raises(Refused) as refused:
        accept(agent.pk)
    assert refused.value.field == "agent_id"
    assert accept(None).business_accepted_at == NOON


def test_the_parties_are_told_who_comes_and_the_minutes_say_who_came():
    complaint = given.mediating()
    sent(complaint)
    a_consumers_agent(complaint)

    session = given.told(given.a_session(complaint))

    note = complaint.entries.filter(note__startswith="调解会：").get()
    assert f"{LAWYER}（受{the_shop().name}委托" in note.note
    assert "马代理" not in note.note
    assert "马**（受周*委托，一般代理）" in note.note
    assert note.audience == Audience.ALL
    there = queries.expected(session)
    came = [(each.name, each.side) for each in there if each.is_agent]
    assert came == [(LAWYER, Side.BUSINESS), ("马代理", Side.CONSUMER)]
    attendance = tuple(
        actions.Presence(each.name, each.side, True, Signed.SIGNED, each.is_agent) for each in there
    )
    actions.hold_session(
        session_id=session.pk, minutes=given.minutes(attendance=attendance),
        by=accounts.li_min(), at=session.starts_at,
    )  # fmt: skip
    standings = {each.name: each.standing for each in session.attendees.all()}
    assert standings[LAWYER] == "经营者的代理人"
    assert standings["马代理"] == "投诉人的代理人"
    assert LAWYER in words_of(letters.build("D08c", occasion(complaint)))


def test_letters_name_the_agents_of_both_sides():
    complaint = given.mediating()
    sent(complaint, *SETTLES)
    a_consumers_agent(complaint)
    invitation = words_of(letters.build("D07", occasion(complaint, words={"meeting": "明日"})))
    given.concluded(complaint)
    actions.prepare_confirmation(
        complaint_id=complaint.pk, court="城东区人民法院", ground="organisation",
        consumer_applies=True, business_applies=True, by=accounts.li_min(), at=NOON,
    )  # fmt: skip

    for said in (
        invitation,
        words_of(letters.build("D08", occasion(complaint))),
        words_of(letters.build("D08b", occasion(complaint))),
        words_of(letters.build("D22", occasion(complaint))),
    ):
        assert f"{LAWYER}（受{the_shop().name}委托，律师、基层法律服务工作者，特别授权）" in said
        assert "马代理（受周颖委托，一般代理）" in said


def test_the_letter_of_a_business_is_written_from_what_is_on_record():
    complaint = given.mediating()
    sent(complaint, Power.STATE, Power.WAIVE)

    said = words_of(letters.build("D21f", occasion(complaint)))

    for words in (the_shop().name, LAWYER, IDENTITY, "特别授权", "放弃请求", "律师"):
        assert words in said
    assert "撤回投诉" not in said
    hidden = words_of(letters.build("D21f", occasion(complaint, masked=True)))
    assert IDENTITY not in hidden
    assert IDENTITY not in words_of(letters.build("D21", occasion(complaint)))


def test_another_business_does_not_fetch_the_letter_of_the_former():
    complaint = given.mediating()
    sent(complaint)
    paper = papers.issued("D21f", complaint)
    assert queries.document(paper.pk, complaint.pk, zhao_lei()) == paper

    other = businesses.a_business("西宁别家百货有限公司", joined=True)
    actions.correct(
        complaint_id=complaint.pk,
        correction=Correction(business_id=other.pk, reason="主体有误"),
        by=accounts.li_min(),
        at=NOON + DAY,
    )
    actions.invite_business(complaint_id=complaint.pk, by=accounts.li_min(), at=NOON + DAY)
    member = businesses.a_member(other, "sunli", "孙丽")
    by = actors.business({other.pk}, user_id=member.pk, label="孙丽")

    assert queries.case(complaint.pk, by, at=NOON + DAY) is not None
    assert queries.document(paper.pk, complaint.pk, by) is None


def test_a_preview_hides_the_consumers_agent():
    complaint = given.mediating()
    a_consumers_agent(complaint)

    said = words_of(letters.build("D07", occasion(complaint, words={"meeting": "x"}, masked=True)))

    assert "马代理" not in said


def test_a_preview_of_what_was_agreed_names_nobody_in_full():
    complaint = given.mediating()
    given.concluded(complaint)
    actions.prepare_confirmation(
        complaint_id=complaint.pk, court="城东区人民法院", ground="organisation",
        consumer_applies=True, business_applies=True, by=accounts.li_min(), at=NOON,
    )  # fmt: skip

    for code in ("D08", "D08b", "D22"):
        full = words_of(letters.build(code, occasion(complaint)))
        hidden = words_of(letters.build(code, occasion(complaint, masked=True)))

        assert "向周颖支付" in full
        assert "向周*支付" in hidden
        assert "周颖" not in hidden
        assert f"{complaint.respondent_name}于" in hidden


def test_the_application_to_the_court_has_a_line_for_its_date():
    complaint = given.mediating()
    given.concluded(complaint)
    actions.prepare_confirmation(
        complaint_id=complaint.pk, court="城东区人民法院", ground="organisation",
        consumer_applies=True, business_applies=True, by=accounts.li_min(), at=NOON,
    )  # fmt: skip

    last = letters.build("D22", occasion(complaint)).blocks[-1]

    assert [each.label for each in last.lines][-1] == "日期"


def occasion(complaint, **more):
    return letters.Occasion(reloaded(complaint), NOON, "李敏", **more)


def words_of(sheet):
    return str(sheet)
