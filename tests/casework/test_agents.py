"""A business sends an agent with a letter; it binds as far as the letter goes (民诉法 §61-62)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from smart315.accounts import actors
from smart315.audit.models import Event
from smart315.casework import actions, queries
from smart315.casework.actions import Correction
from smart315.casework.codes import Power, Side
from smart315.casework.models import Authority, Complaint, Party
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from tests.given import NOON, accounts, businesses, mediation as given
from tests.given.casework import PHONE, a_complaint, the_shop, zhao_lei
from tests.given.people import (
    IDENTITY,
    LAWYER,
    LAWYER_PHONE,
    a_consumers_agent,
    a_sheet,
    sent,
)


pytestmark = pytest.mark.usefixtures("_world")
DAY = timedelta(days=1)
SETTLES = (Power.STATE, Power.ADMIT, Power.SETTLE)


def test_a_business_sends_an_agent_and_its_letter_says_how_far():
    complaint = given.mediating()

    general = sent(complaint, by=zhao_lei())
    special = sent(complaint, *SETTLES, name="韩经理", capacity="employee")

    scopes = [each.scope for each in Authority.objects.order_by("pk")]
    assert scopes == ["一般代理", "特别授权"]
    assert {general.side, special.side} == {Side.BUSINESS}
    assert (general.registered_by, special.registered_by) == ("赵磊", "李敏")
    letter = Authority.objects.get(agent=general)
    assert (letter.business, letter.principal_name) == (the_shop(), the_shop().name)
    recorded = Event.objects.filter(kind="complaint.agent_appointed")
    assert recorded.count() == 2


def test_who_the_agent_is_cannot_be_read_in_the_database():
    agent = sent(given.mediating())

    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, phone_hash FROM casework_party WHERE id = %s", [agent.pk])
        kept = cursor.fetchone()
        cursor.execute("SELECT identity FROM casework_authority WHERE agent_id = %s", [agent.pk])
        kept += cursor.fetchone()

    assert LAWYER_PHONE not in str(kept)
    assert IDENTITY not in str(kept)
    assert Authority.objects.get(agent=agent).identity == IDENTITY


def test_the_agent_of_a_business_has_no_key_to_the_consumers_page():
    complaint = given.mediating()
    agent = sent(complaint)

    assert queries.keys_of_phone(LAWYER_PHONE) == []
    assert queries.of_phone(LAWYER_PHONE, at=NOON) == []
    held = queries.holder(complaint.pk, agent.pk, at=NOON)
    assert queries.case(complaint.pk, held, at=NOON) is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.filter(pk=agent.pk).update(phone_hash="x")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"phone": "123"}, "phone"),
        ({"matters": " "}, "matters"),
        ({"powers": ()}, "powers"),
        ({"powers": ("everything",)}, "powers"),
        ({"capacity": ""}, "capacity"),
        ({"capacity": "friend"}, "capacity"),
        ({"identity": " "}, "identity"),
        ({"identity": "630102199001011234"}, "identity"),
        ({"identity": "？？？"}, "identity"),
        ({"until": date(2026, 8, 1)}, "until"),
        ({"evidence_id": None}, "letter"),
        ({"business_id": 0}, "business_id"),
    ],
)
def test_what_is_missing_or_wrong_is_named(changes, field):
    complaint = given.mediating()

    with pytest.raises(Refused) as refused:
        sent(complaint, **changes)

    assert refused.value.field == field
    assert complaint.parties.count() == 1


def test_a_letter_of_another_case_is_none():
    other = a_sheet(given.mediating())

    with pytest.raises(Refused) as refused:
        sent(given.mediating(), evidence_id=other.pk)

    assert refused.value.field == "letter"


def test_two_agents_are_the_most_and_one_more_comes_when_one_goes():
    complaint = given.mediating()
    first = sent(complaint)
    sent(complaint, name="韩经理")

    with pytest.raises(Refused, match="最多委托2名"):
        sent(complaint, name="第三人")
    actions.revoke_agent(agent_id=first.pk, by=zhao_lei(), at=NOON)

    assert sent(complaint, name="第三人").pk


@pytest.mark.parametrize(
    ("stage", "lawful"),
    [
        (Stage.SUBMITTED, False),
        (Stage.ACCEPTED, True),
        (Stage.INVESTIGATING, True),
        (Stage.MEDIATING, True),
        (Stage.SUSPENDED, True),
        (Stage.AGREED, False),
        (Stage.CLOSED, False),
    ],
)
def test_an_agent_comes_while_the_case_is_heard(stage, lawful):
    complaint = a_complaint(stage)

    if lawful:
        assert sent(complaint).side == Side.BUSINESS
        return
    with pytest.raises(Refused, match="调解期间"):
        sent(complaint, evidence_id=0)


def test_only_who_manages_the_business_or_an_officer_of_the_house_sends_and_ends():
    complaint = given.mediating()
    agent, shop = sent(complaint), the_shop()
    clerk = businesses.a_member(shop, "qianduo", "钱多", role="agent")
    other = businesses.a_business("西宁别家百货有限公司", joined=True)
    stranger = businesses.a_member(other, "sunli", "孙丽")

    for by in (
        actors.business({shop.pk}, user_id=clerk.pk, label="钱多"),
        actors.business({other.pk}, user_id=stranger.pk, label="孙丽"),
        actors.partner(shop.pk, key_id=1, label="接口"),
        actors.consumer(complaint.pk),
        accounts.wang_qiang(),
        accounts.chen_jing(),
    ):
        with pytest.raises(Refused, match="负责人"):
            sent(complaint, by=by)
        with pytest.raises(Refused, match="无权解除"):
            actions.revoke_agent(agent_id=agent.pk, by=by, at=NOON)
    assert Party.objects.get(pk=agent.pk).left_at is None


def test_a_platform_that_answers_for_the_shop_sends_an_agent_of_its_own():
    complaint, platform = given.mediating(), businesses.a_business("高原红商城", joined=True)
    Complaint.objects.filter(pk=complaint.pk).update(covered_by=platform)
    manager = businesses.a_member(platform, "sunli", "孙丽")
    by = actors.business({platform.pk}, user_id=manager.pk, label="孙丽")

    agent = sent(complaint, by=by)

    assert Authority.objects.get(agent=agent).principal_name == "高原红商城"
    with pytest.raises(Refused, match="不是您的经营者委托的"):
        actions.revoke_agent(agent_id=agent.pk, by=zhao_lei(), at=NOON)
    actions.revoke_agent(agent_id=agent.pk, by=by, at=NOON + DAY)
    assert Party.objects.get(pk=agent.pk).left_at == NOON + DAY


def test_an_officer_enters_the_agent_of_a_respondent_outside_the_register():
    complaint = a_complaint(Stage.ACCEPTED, business_id=None, respondent_name="河湟小卖部")

    agent = sent(complaint)

    assert Authority.objects.get(agent=agent).principal_name == "河湟小卖部"


def test_a_business_does_not_end_what_the_consumer_gave():
    complaint = given.mediating()
    agent = a_consumers_agent(complaint)

    with pytest.raises(Refused):
        actions.revoke_agent(agent_id=agent.pk, by=zhao_lei(), at=NOON)


def test_another_business_sends_its_own_agents():
    complaint = a_complaint(Stage.ACCEPTED)
    agent = sent(complaint)
    other = businesses.a_business("西宁别家百货有限公司", joined=True)

    actions.correct(
        complaint_id=complaint.pk,
        correction=Correction(business_id=other.pk, reason="主体有误"),
        by=accounts.li_min(),
        at=NOON,
    )

    assert Authority.objects.get(agent=agent).revoked_at == NOON
    assert Event.objects.filter(kind="complaint.agent_revoked").count() == 1


def test_who_represents_is_part_of_the_page_of_people():
    complaint = given.mediating()
    sent(complaint)

    found = queries.people(complaint.pk, accounts.li_min(), at=NOON)

    assert [each.agent.name for each in found.agents] == [LAWYER]
    assert found.may_send_agent
    assert PHONE not in str(found.agents[0])
    assert Complaint.objects.get(pk=complaint.pk).parties.filter(side="business").count() == 1
