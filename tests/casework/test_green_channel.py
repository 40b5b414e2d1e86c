"""A platform answers for its shops under its pledge; what it misses goes the ordinary way."""

import json
from datetime import timedelta

import pytest

from smart315.accounts import actors
from smart315.businesses import actions as businesses
from smart315.businesses.pledge_texts import Terms
from smart315.casework import actions, queries
from smart315.casework.models import Complaint, Entry
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from smart315.messaging.models import Outgoing
from smart315.messaging.webhooks.models import Delivery, Event
from smart315.partners import actions as partner_actions
from tests.given import NOON, accounts, businesses as given_businesses, casework, partners
from tests.given.webhooks import an_endpoint


pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def platform():
    return partners.a_platform()


def by_platform(platform):
    return actors.business({platform.pk}, user_id=9, label="马云飞")


def test_a_complaint_about_a_shop_goes_to_its_platform_with_the_pledged_hours(platform):
    complaint = partners.a_green_complaint(platform)

    assert (complaint.stage, complaint.covered_by_id) == (Stage.NEGOTIATING, platform.pk)
    assert casework.clock_of(complaint, "negotiate.respond").due_at == NOON + 4 * HOUR
    assert casework.clock_of(complaint, "negotiate.plan").due_at == NOON + 24 * HOUR
    assert casework.clock_of(complaint, "negotiate.due").unit == "workdays"


def test_the_date_says_that_the_platform_promised_it(platform):
    complaint = partners.a_green_complaint(platform)
    clock = casework.clock_of(complaint, "negotiate.respond")

    why = queries.why(complaint.pk, clock.pk, by_platform(platform), at=NOON)

    assert "绿色通道承诺（green-2026-1）" in str(why)


def test_the_pledge_counts_as_it_stood_on_receipt(platform):
    complaint = partners.a_green_complaint(platform)
    businesses.sign_pledge(
        business_id=platform.pk,
        kind="green",
        terms=Terms(respond_hours=12, solve_hours=72),
        signed_by="马云飞",
        by=actors.SYSTEM,
        at=NOON + HOUR,
    )
    later = partners.a_green_complaint(platform, at=NOON + 2 * HOUR)

    assert casework.clock_of(complaint, "negotiate.respond").length == 4
    assert casework.clock_of(later, "negotiate.respond").length == 12
    assert casework.clock_of(later, "negotiate.plan").length == 48
    assert complaint.pledge.respond_hours == 4


def test_a_complaint_that_names_the_platform_goes_there_though_nobody_knows_the_shop(platform):
    complaint = casework.filed(
        wants_direct=True,
        business_id=None,
        respondent_name="高原红旗舰店",
        platform=partners.PLATFORM,
    )

    assert (complaint.stage, complaint.covered_by_id) == (Stage.NEGOTIATING, platform.pk)


def test_a_shop_on_two_platforms_goes_to_neither_unless_one_is_named(platform):
    second = partners.a_platform("青海另一家优选网络科技有限公司")

    assert partners.a_green_complaint(platform).covered_by_id is None
    named = partners.a_green_complaint(platform, platform=second.name)
    assert named.covered_by_id == second.pk


def test_a_shop_that_left_the_platform_is_on_its_own(platform):
    partner_actions.unlink_shop(
        platform_id=platform.pk, business_id=casework.the_shop().pk, by=actors.SYSTEM, at=NOON
    )

    assert partners.a_green_complaint(platform).covered_by_id is None


@pytest.mark.parametrize(("opens", "after", "reason"), [
    (False, 4 * HOUR, "never_opened"),
    (True, 24 * HOUR, "opened_silent"),
])  # fmt: skip
def test_a_missed_pledge_leads_to_the_ordinary_procedure_and_counts(platform, opens, after, reason):
    complaint = partners.a_green_complaint(platform)
    if opens:
        actions.open_by_business(complaint_id=complaint.pk, by=by_platform(platform), at=NOON)

    actions.watch(at=NOON + after)
    assert casework.reloaded(complaint).stage == Stage.NEGOTIATING
    while actions.watch(at=NOON + after + HOUR):
        pass

    fallen = casework.reloaded(complaint)
    assert (fallen.stage, fallen.fall_back_reason) == (Stage.SUBMITTED, reason)
    assert fallen.pledge_missed_at == NOON + after + HOUR
    assert Entry.objects.filter(complaint=fallen, note__contains="平台没有在承诺的").exists()
    assert queries.pledge_kept(platform.pk) == queries.Kept(missed=1, decided=1)


def test_an_offer_in_time_keeps_the_pledge(platform):
    complaint = partners.a_green_complaint(platform)
    actions.open_by_business(complaint_id=complaint.pk, by=by_platform(platform), at=NOON)
    actions.answer(
        complaint_id=complaint.pk,
        code="refund",
        amount_fen=100,
        promised_on=NOON.date(),
        text="",
        by=by_platform(platform),
        at=NOON + HOUR,
    )
    actions.watch(at=NOON + 30 * HOUR)

    assert casework.reloaded(complaint).stage == Stage.NEGOTIATING
    assert queries.pledge_kept(platform.pk) == queries.Kept(missed=0, decided=1)


def test_whom_the_platform_names_is_told_by_mail_step_by_step(platform):
    for step in ("first_line", "legal"):
        partner_actions.set_contact(
            platform_id=platform.pk,
            step=step,
            name="马云飞",
            email=f"{step}@platform.example",
            by=actors.SYSTEM,
            at=NOON,
        )
    partners.a_green_complaint(platform)

    actions.watch(at=NOON + 3 * HOUR)
    actions.watch(at=NOON + 5 * HOUR)

    sent = Outgoing.objects.filter(channel="mail").order_by("pk")
    assert [each.address for each in sent] == [
        "first_line@platform.example",
        "legal@platform.example",
    ]


def test_the_platform_that_pledged_is_reminded_and_not_its_shop(platform):
    complaint = partners.a_green_complaint(platform)

    assert actions.remind_businesses(at=NOON + timedelta(hours=20)) == 1

    assert set(complaint.reminders.values_list("business", flat=True)) == {platform.pk}
    told = Outgoing.objects.filter(template__startswith="casework.reminder.", channel="in_app")
    assert [each.address for each in told] == [f"business:{platform.pk}"]


def green_settled(platform):
    """A complaint about the shop whose offer the platform made and the consumer took."""
    complaint = partners.a_green_complaint(platform)
    actions.open_by_business(complaint_id=complaint.pk, by=by_platform(platform), at=NOON)
    actions.answer(
        complaint_id=complaint.pk,
        code="refund",
        amount_fen=100,
        promised_on=NOON.date() + timedelta(days=5),
        text="",
        by=by_platform(platform),
        at=NOON,
    )
    actions.take_offer(
        complaint_id=complaint.pk,
        answer_id=complaint.answers.get().pk,
        by=casework.zhou_ying(complaint),
        at=NOON,
    )
    return complaint


@pytest.mark.parametrize("tells_shops", [False, True])
def test_the_platform_is_reminded_up_its_ladder_and_the_shop_only_as_it_wants(
    platform, tells_shops
):
    for step in ("first_line", "supervisor"):
        partner_actions.set_contact(
            platform_id=platform.pk,
            step=step,
            name="马云飞",
            email=f"{step}@platform.example",
            by=actors.SYSTEM,
            at=NOON,
        )
    partner_actions.set_shop_reminders(
        platform_id=platform.pk, wanted=tells_shops, by=actors.SYSTEM, at=NOON
    )
    for _ in range(2):
        green_settled(platform)

    days = (2, 3, 3, 5, 6)
    bundles = [actions.remind_businesses(at=NOON + timedelta(days=day)) for day in days]

    due = casework.clock_of(Complaint.objects.earliest("pk"), "perform.due").due_at
    assert due.date() == NOON.date() + timedelta(days=5)
    mails = Outgoing.objects.filter(template="casework.ladder.reminder").order_by("pk")
    assert [each.address.partition("@")[0] for each in mails] == [
        "first_line", "supervisor", "supervisor",
    ]  # fmt: skip
    inbox = Outgoing.objects.filter(template__startswith="casework.reminder.", channel="in_app")
    addresses = [each.address for each in inbox]
    shop = addresses.count(f"business:{casework.the_shop().pk}")
    assert addresses.count(f"business:{platform.pk}") == sum(bundles) == 3
    assert shop == (3 if tells_shops else 0)


def test_without_a_pledge_of_it_nothing_is_paid_in_advance():
    casework.the_world()
    complaint = casework.a_complaint(Stage.SETTLED)

    with pytest.raises(Refused, match="先行赔付"):
        actions.claim_performance(
            complaint_id=complaint.pk,
            note="已退款。",
            advance_fen=100,
            advance_on=NOON.date(),
            by=casework.zhao_lei(),
            at=NOON,
        )


def test_the_webhook_is_owed_with_the_change_and_says_nothing_of_the_person(platform, settings):
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    an_endpoint("http://127.0.0.1:9/hooks", owner=f"business:{platform.pk}")
    complaint = partners.a_green_complaint(platform)
    actions.open_by_business(complaint_id=complaint.pk, by=by_platform(platform), at=NOON)

    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["complaint.received", "complaint.opened"]
    assert list(Delivery.objects.order_by("pk").values_list("sequence", flat=True)) == [1, 2]
    told = str(list(Event.objects.values_list("data", flat=True)))
    assert "周颖" not in told
    assert complaint.title not in told


def test_a_sandbox_is_in_no_list_of_the_house_and_tells_nobody(platform):
    partner_actions.set_contact(
        platform_id=platform.pk,
        step="first_line",
        name="马云飞",
        email="first@platform.example",
        by=actors.SYSTEM,
        at=NOON,
    )
    actions.reset_sandbox(business_id=platform.pk, by=actors.SYSTEM, at=NOON)
    actions.watch(at=NOON + 5 * HOUR)

    invented = Complaint.objects.filter(sandbox=True)
    assert invented.count() == 5
    assert not Outgoing.objects.exists()
    for somebody in (actors.SYSTEM, accounts.li_min(), by_platform(platform)):
        assert not Complaint.objects.visible_to(somebody).exists()
    assert queries.pledge_kept(platform.pk) == queries.Kept(missed=0, decided=0)
    actions.reset_sandbox(business_id=platform.pk, by=actors.SYSTEM, at=NOON + HOUR)
    assert Complaint.objects.filter(sandbox=True).count() == 5


def test_another_business_reads_nothing_of_a_platforms_queue(platform):
    complaint = partners.a_green_complaint(platform)
    other = given_businesses.a_business("西宁另一家百货有限公司", joined=True)

    with pytest.raises(Refused, match="没有这件投诉"):
        actions.open_by_business(complaint_id=complaint.pk, by=by_platform(other), at=NOON)
    assert len(queries.platform_queue(by_platform(platform), platform.pk)) == 1
    assert queries.shops_in_queue(by_platform(platform), platform.pk) == [
        (casework.the_shop().pk, casework.SHOP, 1)
    ]
    assert not queries.platform_queue(by_platform(other), platform.pk)


def test_the_consumer_is_told_by_message_which_platform_answers(platform):
    complaint = casework.filed()
    actions.settle_first(complaint_id=complaint.pk, by=accounts.li_min(), at=NOON)

    owed = Outgoing.objects.get(template__startswith="casework.settle_first", channel="sms")

    assert owed.template == "casework.settle_first_platform.consumer"
    assert json.loads(owed.context)["platform"] == platform.name
