"""Proposals on one timeline, the editor of agreements, performance, the court (ME-05..08)."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given as drawn, settings, strategies as st

from smart315.casework import actions, clarity, letters, queries
from smart315.casework.actions import Ruling
from smart315.casework.clarity import ACT, MONEY, Row
from smart315.casework.codes import Audience, ConsentMatter, Means, Outcome, Side
from smart315.casework.letters import settling
from smart315.casework.models import Agreement, AgreementText, Confirmation, Obligation
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from smart315.messaging.models import Outgoing
from tests.given import NOON, accounts, mediation as given, people
from tests.given.casework import PHONE, clock_of, reloaded, running, zhao_lei, zhou_ying


DAY = timedelta(days=1)
TODAY = date(2026, 9, 1)
world = pytest.mark.usefixtures("_world")


@world
def test_a_counter_proposal_is_accepted_and_becomes_the_draft():
    complaint = given.mediating()
    first = given.proposed(complaint, zhou_ying(complaint), amount_fen=29_900)

    second = given.proposed(complaint, zhao_lei(), amount_fen=20_000, counters=first.pk)
    with pytest.raises(Refused):
        actions.accept_proposal(proposal_id=second.pk, by=zhao_lei(), at=NOON)
    actions.accept_proposal(proposal_id=second.pk, by=zhou_ying(complaint), at=NOON)

    first.refresh_from_db()
    assert first.state == "countered"
    text = AgreementText.objects.get(complaint=complaint)
    assert (text.state, text.total_fen) == ("draft", 20_000)
    row = text.obligations.get()
    assert (row.payer, row.payee) == (complaint.respondent_name, "周颖")


@world
def test_a_mediators_proposal_needs_both_and_one_for_one_side_is_seen_by_that_side():
    complaint = given.mediating()
    quiet = given.proposed(complaint, accounts.li_min(), audience=Audience.BUSINESS)
    both = given.proposed(complaint, accounts.li_min(), amount_fen=21_000)

    def seen(by):
        return {each.proposal.pk for each in queries.talks(complaint.pk, by) if each.proposal}

    assert seen(zhao_lei()) == {quiet.pk, both.pk}
    assert seen(zhou_ying(complaint)) == {both.pk}
    actions.accept_proposal(proposal_id=both.pk, by=zhao_lei(), at=NOON)
    both.refresh_from_db()
    assert both.state == "open"
    actions.accept_proposal(
        proposal_id=both.pk, by=accounts.li_min(), at=NOON, on_behalf=Side.CONSUMER
    )
    both.refresh_from_db()
    assert both.state == "accepted"


@world
def test_who_reads_a_message_is_one_table():
    complaint = given.mediating()
    consumer, business = zhou_ying(complaint), zhao_lei()

    def say(by, audience):
        actions.say(
            complaint_id=complaint.pk, text=f"给{audience}", audience=audience, by=by, at=NOON
        )

    for audience in Audience:
        say(accounts.li_min(), audience)
    to_consumer, to_business = (str(queries.talks(complaint.pk, by)) for by in (consumer, business))
    assert "给consumer" in to_consumer
    assert "给business" not in to_consumer
    assert "给internal" not in to_consumer
    assert "给business" in to_business
    assert "给consumer" not in to_business
    for by, hidden in ((consumer, "business"), (business, "consumer"), (business, "internal")):
        with pytest.raises(Refused):
            say(by, hidden)


ROWS = st.builds(
    Row,
    kind=st.sampled_from([MONEY, ACT, ""]),
    payer=st.sampled_from(["", "甲店", " "]),
    payee=st.sampled_from(["", "周某", "甲店"]),
    amount_fen=st.integers(-5, 1_000_000),
    due_on=st.one_of(st.none(), st.dates(date(2026, 8, 1), date(2027, 1, 1))),
    method=st.sampled_from(["", "银行转账", "适当方式"]),
    act=st.sampled_from(["", "更换电池"]),
    measure=st.sampled_from(["", "经检测合格"]),
)


@drawn(st.lists(ROWS, max_size=4), st.integers(0, 2_000_000))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_nothing_unclear_passes(rows, total):
    found = clarity.problems(rows, total_fen=total, extra_fen=0, people=(), today=TODAY)
    if found:
        return

    assert rows
    assert total == sum(each.amount_fen for each in rows if each.kind == MONEY)
    for each in rows:
        assert each.payer.strip()
        assert each.payee.strip()
        assert each.method == "银行转账"
        assert each.due_on >= TODAY
        assert each.amount_fen > 0 if each.kind == MONEY else each.act and each.measure


@drawn(st.lists(st.integers(1, 10**9), min_size=1, max_size=6), st.integers(-1, 1))
def test_instalments_sum_to_the_total_or_are_refused(amounts, off):
    rows = [Row(MONEY, "甲店", "周某", each, TODAY, "银行转账") for each in amounts]
    total = sum(amounts) + off

    found = clarity.problems(rows, total_fen=total, extra_fen=0, people=(), today=TODAY)

    assert bool(found) is (off != 0)


@drawn(st.frozensets(st.sampled_from(range(1, 6))), st.frozensets(st.sampled_from(range(1, 6))))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_everybody_represented_has_an_annex(people, covered):
    rows = [Row(MONEY, "甲店", f"人{n}", 1, TODAY, "银行转账", party_id=n) for n in covered]
    found = clarity.problems(rows, total_fen=len(covered), extra_fen=0, people=people, today=TODAY)

    assert any("被代表人" in each.words for each in found) is not (people <= covered)


@world
def test_an_unclear_text_is_kept_as_a_draft_and_not_fixed():
    complaint = given.mediating()
    text = given.a_text(complaint, given.a_row(payee="", due_on=None), total_fen=1)

    with pytest.raises(Refused) as refused:
        actions.fix_text(text_id=text.pk, by=accounts.li_min(), at=NOON)

    for words in ("向谁履行", "日期", "不一致"):
        assert words in str(refused.value)


@world
def test_an_agreement_takes_effect_with_everybodys_signature():
    complaint = given.mediating()
    text = given.a_text(complaint)
    with pytest.raises(Refused):
        actions.conclude_text(text_id=text.pk, by=accounts.li_min(), at=NOON)
    actions.fix_text(text_id=text.pk, by=accounts.li_min(), at=NOON)
    with pytest.raises(Refused, match="还没有签名：周颖"):
        actions.conclude_text(text_id=text.pk, by=accounts.li_min(), at=NOON)

    with pytest.raises(Refused, match="手机号码"):
        actions.sign_text(text_id=text.pk, by=zhou_ying(complaint), at=NOON)
    actions.sign_text(text_id=text.pk, by=zhou_ying(complaint), at=NOON, phone=PHONE)
    signature = actions.sign_text(text_id=text.pk, by=zhao_lei(), at=NOON)
    assert signature.means == Means.ONLINE
    actions.conclude_text(text_id=text.pk, by=accounts.li_min(), at=NOON)

    assert reloaded(complaint).stage == Stage.AGREED
    assert set(running(complaint)) == {"perform.due", "judicial.confirm"}


@world
def test_a_revision_lets_signatures_lapse():
    complaint = given.mediating()
    text = given.a_text(complaint)
    given.signed_by_all(text)

    actions.revise_text(text_id=text.pk, by=accounts.li_min(), at=NOON)
    actions.fix_text(text_id=text.pk, by=accounts.li_min(), at=NOON)

    with pytest.raises(Refused, match="还没有签名"):
        actions.conclude_text(text_id=text.pk, by=accounts.li_min(), at=NOON)


@world
def test_a_joint_agreement_has_an_annex_and_the_consent_of_each():
    complaint = people.a_joint_complaint(Stage.MEDIATING)
    everybody = queries.persons_of(complaint.pk, accounts.li_min())
    rows = [given.a_row(payee=each.name, party_id=each.pk, amount_fen=100) for each in everybody]
    text = given.a_text(complaint, *rows[:-1])
    with pytest.raises(Refused, match="还有1位被代表人"):
        actions.fix_text(text_id=text.pk, by=accounts.li_min(), at=NOON)
    text = given.a_text(complaint, *rows)
    given.signed_by_all(text)

    with pytest.raises(Refused, match="还有4人"):
        actions.conclude_text(text_id=text.pk, by=accounts.li_min(), at=NOON)
    for each in queries.people(complaint.pk, accounts.li_min(), at=NOON).represented:
        actions.consent(
            party_id=each.pk, matter=ConsentMatter.AGREE, subject=text.subject, given=True,
            means=Means.ORAL, by=accounts.li_min(), at=NOON,
        )  # fmt: skip
    actions.conclude_text(text_id=text.pk, by=accounts.li_min(), at=NOON)

    agreement = Agreement.objects.get(complaint=complaint)
    assert agreement.amount_fen == 600
    text.refresh_from_db()
    assert len(letters.annexed(complaint)) == 6
    assert sum("支付1.00元" in each for each in settling.clauses(text)) == 6


def instalments(complaint):
    rows = [given.a_row(amount_fen=100, due_on=TODAY + n * DAY) for n in (5, 15)]
    return given.concluded(complaint, *rows)


def pay(row, fen=None, at=NOON + DAY):
    return actions.perform_obligation(
        obligation_id=row.pk, paid_fen=fen, by=accounts.li_min(), at=at
    )


@world
def test_each_instalment_has_its_day_and_the_sum_is_what_was_paid():
    complaint = given.mediating()
    first, second = instalments(complaint).obligations.order_by("due_on")
    assert running(complaint)["perform.due"] == "09-06"

    actions.claim_obligation(obligation_id=first.pk, note="已转账", by=zhao_lei(), at=NOON)
    pay(first, 40)
    with pytest.raises(Refused, match="只剩"):
        pay(first, 61)
    pay(first, 60)
    assert running(complaint)["perform.due"] == "09-16"
    pay(second)

    assert reloaded(complaint).stage == Stage.PERFORMED
    with pytest.raises(Refused, match="实际履行的合计"):
        actions.close(
            complaint_id=complaint.pk, outcome=Outcome.MEDIATED, recovered_fen=300,
            extra_compensation_fen=0, note="", by=accounts.li_min(), at=NOON + 2 * DAY,
        )  # fmt: skip


@world
def test_a_missed_instalment_is_a_default():
    complaint = given.mediating()
    first, second = instalments(complaint).obligations.order_by("due_on")
    actions.watch(at=NOON + 6 * DAY)

    assert reloaded(complaint).stage == Stage.DEFAULTED
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("broken", "due")
    pay(first, at=NOON + 7 * DAY)
    pay(second, at=NOON + 8 * DAY)
    assert reloaded(complaint).stage == Stage.PERFORMED


def prepare(complaint, *, at=NOON + DAY, **changes):
    asked: dict[str, Any] = {
        "court": "城东区人民法院",
        "ground": "organisation",
        "consumer_applies": True,
        "business_applies": True,
    }
    return actions.prepare_confirmation(
        complaint_id=complaint.pk, by=accounts.li_min(), at=at, **(asked | changes)
    )


@world
def test_both_apply_to_the_court_within_thirty_days():
    complaint = given.mediating()
    given.concluded(complaint)
    with pytest.raises(Refused, match="共同申请"):
        prepare(complaint, business_applies=False)
    # The thirtieth day falls into the National Day holidays, and rolls over to the 8th.
    with pytest.raises(Refused, match="2026-10-08"):
        prepare(complaint, at=NOON + 40 * DAY)

    row = prepare(complaint)
    actions.file_confirmation(
        confirmation_id=row.pk, on=(NOON + 2 * DAY).date(), by=accounts.li_min(), at=NOON + 2 * DAY
    )
    ruling = Ruling(True, "（2026）青0102民特1号", (NOON + 9 * DAY).date())
    actions.record_ruling(
        confirmation_id=row.pk, ruling=ruling, by=accounts.li_min(), at=NOON + 9 * DAY
    )

    assert Confirmation.objects.get(pk=row.pk).state == "confirmed"


@world
def test_the_parties_are_reminded_of_the_court_once_and_not_when_they_applied():
    complaint = given.mediating()
    given.concluded(complaint)
    last = clock_of(complaint, "judicial.confirm").due_at
    given_up = "casework.court_reminded.consumer"

    for days in (9, 6, 5):
        actions.remind_of_court(at=last - days * DAY)

    assert Outgoing.objects.filter(template=given_up).count() == 1
    assert Obligation.objects.count() == 1
