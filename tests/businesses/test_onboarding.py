"""How a business comes to take part: applied for, verified, signed, activated; or sent back."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from hypothesis import given as let, strategies as some
from hypothesis.extra.django import TestCase

from smart315.accounts import tokens
from smart315.accounts.models import User
from smart315.audit import queries as audit
from smart315.businesses import actions, queries
from smart315.businesses.actions import Terms, Upload
from smart315.businesses.models import Application
from smart315.businesses.queries import Reception
from smart315.businesses.states import ONBOARDING, ApplicationState, State
from smart315.kernel.transitions import UnlawfulMove
from smart315.kernel.verdicts import Refused
from smart315.messaging.models import Outgoing
from tests.given import NOON, accounts, businesses, casework


pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PHONE = businesses.CONTACT_PHONE


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.CLAMD = ""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        },
    }
    casework.the_world()


def test_a_business_applies_is_verified_signs_and_is_activated():
    application = businesses.an_application()
    officer = accounts.li_min()

    actions.verify(application_id=application.pk, by=officer, at=NOON)
    actions.sign_application(
        application_id=application.pk,
        phone=PHONE,
        terms=Terms(12, 36, advance_compensation=True),
        signed_by="马海英",
        signed_as="法定代表人",
        at=NOON,
    )
    done = actions.activate(application_id=application.pk, username="xuelian", by=officer, at=NOON)

    assert done.state == ApplicationState.ACTIVATED
    assert done.business.state == State.JOINED
    assert queries.receives(done.business_id) is Reception.WILL
    assert User.objects.get(username="xuelian").has_usable_password() is False
    pledge = queries.pledge_of(done.business.pk, "direct")
    assert pledge is not None
    assert (pledge.version, pledge.respond_hours, pledge.solve_hours) == ("direct-2026-1", 12, 36)
    assert "12小时内打开并回应，36小时内提出解决方案" in pledge.text
    assert "先行赔付" in pledge.text
    kinds = [each.kind for each in audit.history(application.stream)]
    assert [each.removeprefix("application.") for each in kinds if "application" in each] == [
        "applied", "verify", "sign", "activate",
    ]  # fmt: skip


def test_the_applicant_is_told_and_the_association_at_the_place():
    application = businesses.an_application()
    actions.verify(application_id=application.pk, by=accounts.li_min(), at=NOON)

    told = Outgoing.objects.filter(stream=application.stream).order_by("pk")

    assert [(each.channel, each.template) for each in told] == [
        ("in_app", "businesses.application.applied"),
        ("sms", "businesses.application.verify"),
    ]


def test_a_form_that_was_sent_twice_is_one_application():
    first = businesses.an_application()

    again = businesses.an_application(client_key=first.client_key)

    assert again == first
    assert Application.objects.count() == 1


def test_a_doubtful_code_is_taken():
    assert businesses.an_application(uscc="91630100MA752XXXX0").uscc == "91630100MA752XXXX0"


def test_papers_are_known_by_their_content_whatever_they_are_called():
    for content in (b"MZ\x90\x00" + b"\0" * 200, "只是文字，不是图片。".encode()):
        with pytest.raises(Refused) as refused:
            businesses.an_application(
                client_key=uuid4(), licence=Upload(BytesIO(content), "营业执照.jpg")
            )
        assert refused.value.field == "licence"
    assert not Application.objects.exists()


def test_both_papers_are_needed():
    with pytest.raises(Refused, match="授权书"):
        businesses.an_application(authority=None)


def test_the_contact_s_phone_has_to_be_confirmed():
    with pytest.raises(Refused, match="核实"):
        actions.apply(
            applied=businesses.applied(),
            phone_token=tokens.phone_token("13997000000", NOON),
            licence=businesses.a_paper(),
            authority=businesses.a_paper(2),
            at=NOON,
        )


def test_what_is_wrong_is_sent_back_with_reasons_and_put_right():
    application = businesses.an_application()
    with pytest.raises(Refused, match="至少选择一项"):
        actions.return_application(
            application_id=application.pk, reasons=[], note="", by=accounts.li_min(), at=NOON
        )
    actions.return_application(
        application_id=application.pk,
        reasons=["name_differs"],
        note="缺少“有限公司”。",
        by=accounts.li_min(),
        at=NOON,
    )

    right = actions.apply_again(
        application_id=application.pk,
        applied=replace(businesses.applied(), name="西宁雪莲商贸有限公司"),
        phone=PHONE,
        licence=None,
        authority=None,
        at=NOON + DAY,
    )

    assert right.state == ApplicationState.APPLIED
    assert right.name == "西宁雪莲商贸有限公司"
    assert right.reasons == []


def test_a_stranger_s_phone_opens_no_application():
    application = businesses.an_application()

    with pytest.raises(Refused, match="没有这件申请"):
        actions.withdraw_application(application_id=application.pk, phone="13997000000", at=NOON)


def test_an_application_is_declined_for_a_reason_of_the_list():
    application = businesses.an_application()

    with pytest.raises(Refused, match="理由"):
        actions.decline(
            application_id=application.pk, reason="dislike", note="", by=accounts.li_min(), at=NOON
        )
    declined = actions.decline(
        application_id=application.pk,
        reason="not_authorised",
        note="",
        by=accounts.li_min(),
        at=NOON,
    )

    assert declined.state == ApplicationState.DECLINED


def test_only_who_keeps_the_register_decides():
    application = businesses.an_application()

    with pytest.raises(Refused, match="权限"):
        actions.verify(application_id=application.pk, by=accounts.follow_up_caller(), at=NOON)


def test_a_newer_pledge_takes_the_place_of_the_older_which_stays_readable():
    shop = businesses.a_business(joined=True)
    owner = businesses.zhao_lei(shop)
    first = actions.sign_pledge(
        business_id=shop.pk, kind="direct", terms=Terms(24, 48), signed_by="赵磊", by=owner, at=NOON
    )

    second = actions.sign_pledge(
        business_id=shop.pk,
        kind="direct",
        terms=Terms(12, 24),
        signed_by="赵磊",
        by=owner,
        at=NOON + DAY,
    )

    assert queries.pledge_of(shop.pk) == second
    assert queries.pledge_of(shop.pk, at=NOON + DAY / 2) == first
    assert [each.pk for each in queries.pledges(shop.pk)] == [second.pk, first.pk]
    assert "24小时内打开" in queries.pledges(shop.pk)[1].text


def test_the_last_pledge_of_a_business_that_receives_stays():
    shop = businesses.a_business(joined=True)
    owner = businesses.zhao_lei(shop)
    pledge = actions.sign_pledge(
        business_id=shop.pk, kind="direct", terms=Terms(24, 48), signed_by="赵磊", by=owner, at=NOON
    )

    with pytest.raises(Refused, match="先办理退出"):
        actions.withdraw_pledge(pledge_id=pledge.pk, by=owner, at=NOON)
    actions.leave(business_id=shop.pk, by=accounts.li_min(), at=NOON)

    assert queries.pledge_of(shop.pk) is None
    assert queries.pledges(shop.pk)[0].withdrawn_at == NOON


@pytest.mark.parametrize("terms", [Terms(0, 24), Terms(48, 24), Terms(24, 721)])
def test_a_pledge_answers_before_it_solves(terms):
    shop = businesses.a_business()

    with pytest.raises(Refused):
        actions.sign_pledge(
            business_id=shop.pk,
            kind="direct",
            terms=terms,
            signed_by="赵磊",
            by=accounts.li_min(),
            at=NOON,
        )


def test_staff_let_nobody_in_who_has_not_signed():
    shop = businesses.a_business()
    with pytest.raises(Refused, match="承诺书"):
        actions.join(business_id=shop.pk, by=accounts.li_min(), at=NOON)

    actions.sign_pledge(
        business_id=shop.pk,
        kind="direct",
        terms=Terms(24, 48),
        signed_by="赵磊",
        on_paper=True,
        by=accounts.li_min(),
        at=NOON,
    )

    assert actions.join(business_id=shop.pk, by=accounts.li_min(), at=NOON).state == State.JOINED


def test_a_pause_says_why():
    shop = businesses.a_business(joined=True)

    paused = actions.pause(
        business_id=shop.pk, reason="店铺装修，暂停营业。", by=accounts.li_min(), at=NOON
    )

    assert paused.state_reason == "店铺装修，暂停营业。"
    told = Outgoing.objects.filter(stream=f"business:{shop.pk}").latest("pk")
    assert told.template == "businesses.paused"


class AnyOrder(TestCase):
    """Whatever is pressed in whatever order, the table holds."""

    @let(some.lists(some.sampled_from(sorted(ONBOARDING.moves)), max_size=8))
    def test_an_application_never_stands_where_the_table_does_not_lead(self, pressed):
        application = Application(state=ApplicationState.APPLIED)
        for name in pressed:
            before = ApplicationState(application.state)
            if ONBOARDING.allows(name, before):
                application.advance(name, at=NOON)
                assert application.state == ONBOARDING.after(name, before).value
            else:
                with pytest.raises(UnlawfulMove):
                    application.advance(name, at=NOON)
                assert application.state == before
