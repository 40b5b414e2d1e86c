import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.db import IntegrityError, connection, transaction

from smart315.accounts import actions, queries
from smart315.accounts.actors import SYSTEM, Permission, Role
from smart315.accounts.models import Membership, User
from smart315.accounts.permissions import ADMINISTRATORS
from smart315.accounts.totp import totp_now
from smart315.audit import queries as audit
from smart315.kernel.verdicts import Refused
from tests.given import NOON, accounts as given


pytestmark = pytest.mark.django_db
PHONE = "13897101234"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def create(by=SYSTEM, **changes):
    whole = {"username": "limin", "display_name": "李敏", "password": given.PASSWORD, **changes}
    return actions.create_user(by=by, at=NOON, **whole)


def appoint(user_id, role, organisation, by=SYSTEM):
    return actions.appoint(
        by=by, at=NOON, user_id=user_id, organisation_id=organisation.pk, role=role
    )


def test_an_account_can_sign_in_and_do_nothing_yet():
    user = create(phone="138 9710 1234")

    actor = queries.actor_of(user)
    assert authenticate(username="limin", password=given.PASSWORD) == user
    assert (str(user), user.get_full_name(), user.get_short_name()) == ("李敏", "李敏", "李敏")
    assert user.phone == PHONE
    assert not any(actor.holds(permission) for permission in Permission)
    assert actor.organisations == frozenset()


def test_the_phone_is_not_stored_in_the_clear():
    user = create(phone=PHONE)

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_user WHERE id = %s", [user.pk])
        assert PHONE not in str(cursor.fetchall())
    assert PHONE not in str([event.data for event in audit.history(f"user:{user.pk}")])


def test_without_a_password_nobody_signs_in():
    assert not create(password="").has_usable_password()
    assert str(create(username="nameless", display_name="")) == "nameless"


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"username": "LiMin"}, "username", "已被使用"),
        ({"username": "li min"}, "username", "用户名"),
        ({"username": ""}, "username", "不能为空"),
        ({"username": "x", "password": "1234567890"}, "password", "密码"),
        ({"username": "x", "phone": "0971-6123456"}, "phone", "固定电话"),
    ],
)
def test_a_bad_account_is_refused_at_its_field(changes, field, reason):
    create()

    with pytest.raises(Refused, match=reason) as refusal:
        create(**changes)

    assert refusal.value.field == field


def test_a_mediator_opens_no_accounts():
    with pytest.raises(Refused, match="您无权开设账户"):
        create(by=given.officer("马红", Role.MEDIATOR))


def test_an_appointment_gives_what_the_role_holds_and_nothing_elsewhere():
    li_min, east, west = given.li_min(), given.county("630102"), given.county("630104")

    assert li_min.may(Permission.ACCEPT_COMPLAINT, within=east.pk)
    assert li_min.may(Permission.MEDIATE, within=east.pk)
    assert not li_min.may(Permission.ACCEPT_COMPLAINT, within=west.pk)
    assert not li_min.may(Permission.READ_COMPLAINT, within=west.pk)
    assert queries.roles_of(given.user_of(li_min).pk) == [
        (east, Role.INTAKE_OFFICER),
        (east, Role.MEDIATOR),
    ]


def test_a_dismissed_officer_may_nothing_and_the_past_remains():
    li_min = given.li_min()
    for membership in Membership.objects.filter(user=li_min.user_id):
        actions.dismiss(by=SYSTEM, at=NOON, membership_id=membership.pk)
        with pytest.raises(Refused, match="已经结束"):
            actions.dismiss(by=SYSTEM, at=NOON, membership_id=membership.pk)

    assert queries.actor_of(given.user_of(li_min)).held == {}
    assert Membership.objects.filter(user=li_min.user_id).count() == 2
    assert audit.history(f"user:{li_min.user_id}")[-1].kind == "staff.dismissed"
    given.li_min()


def test_an_inactive_person_may_nothing():
    li_min = given.li_min()
    User.objects.filter(pk=given.user_of(li_min).pk).update(is_active=False)

    assert queries.actor_of(given.user_of(li_min)).held == {}
    assert queries.staff(given.county().pk) == []


def test_only_the_security_administrator_appoints_below_and_never_himself():
    province, east = given.province(), given.county()
    li_min = given.li_min()
    security = given.officer("安全管理员", Role.SECURITY_ADMIN, province)
    system = given.officer("系统管理员", Role.SYSTEM_ADMIN, province)
    (intake, *_) = Membership.objects.filter(user=li_min.user_id).order_by("pk")

    for by in (system, li_min):
        with pytest.raises(Refused, match="您无权任免"):
            appoint(given.person("王强").pk, Role.MEDIATOR, east, by=by)
        with pytest.raises(Refused, match="您无权任免"):
            actions.dismiss(by=by, at=NOON, membership_id=intake.pk)
    with pytest.raises(Refused, match="不能给自己"):
        appoint(security.user_id, Role.HEAD, east, by=security)

    assert appoint(given.person("王强").pk, Role.MEDIATOR, east, by=security).pk
    actions.dismiss(by=security, at=NOON, membership_id=intake.pk)


@pytest.mark.parametrize("first", sorted(ADMINISTRATORS))
@pytest.mark.parametrize("second", sorted({*ADMINISTRATORS, Role.HEAD}))
def test_an_administrator_is_nothing_else(first, second):
    person, province = given.person("管理员"), given.province()
    appoint(person.pk, first, province)

    with pytest.raises(Refused, match=r"不得由同一人兼任|已担任"):
        appoint(person.pk, second, given.county())


def test_an_officer_does_not_become_an_administrator_beside_the_work():
    with pytest.raises(Refused, match="不得由同一人兼任"):
        appoint(given.li_min().user_id, Role.AUDIT_ADMIN, given.county())


def test_a_role_is_given_once():
    with pytest.raises(Refused, match="已担任该角色") as refusal:
        appoint(given.li_min().user_id, Role.MEDIATOR, given.county())

    assert refusal.value.field == "role"
    assert appoint(given.li_min().user_id, Role.MEDIATOR, given.county("630104")).pk


def test_partners_serve_in_partner_authorities_only():
    clerk = given.person("市监干部")

    with pytest.raises(Refused, match="行政部门协作账号"):
        appoint(clerk.pk, Role.PARTNER, given.county())
    with pytest.raises(Refused, match="行政部门协作账号"):
        appoint(clerk.pk, Role.MEDIATOR, given.partner())

    assert "partner" in str(appoint(clerk.pk, Role.PARTNER, given.partner()))


@pytest.mark.parametrize(
    "row",
    [
        {"role": "emperor"},
        {"until": NOON - timedelta(seconds=1)},
        {"role": Role.MEDIATOR},
    ],
)
def test_the_database_refuses_a_broken_membership(row):
    whole = {
        "user_id": given.li_min().user_id,
        "organisation": given.county(),
        "role": Role.HEAD,
        "since": NOON,
        **row,
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(**whole)


def test_an_authenticator_is_set_up_and_replaced():
    user = given.person("李敏")
    assert not queries.has_second_factor(user)

    actions.enrol_totp(user=user, secret=SECRET, at=NOON - timedelta(days=1))
    actions.enrol_totp(user=user, secret=SECRET, at=NOON)

    assert queries.has_second_factor(user)
    assert Authenticator.objects.get(user=user).created_at == NOON
    assert audit.history(f"user:{user.pk}")[-1].kind == "second_factor.enrolled"


def test_the_number_of_an_authenticator_is_the_one_of_the_standard():
    # RFC 6238, appendix B: at second 59 the last six digits are 287082.
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

    assert totp_now(secret, NOON.fromtimestamp(59, tz=NOON.tzinfo)) == "287082"


def test_looking_at_personal_data_needs_the_permission_and_a_reason():
    east = given.county()

    def unmask(by, reason="核对13897101234"):
        actions.unmask(
            by=by, within=east.pk, stream="complaint:1", column="phone", reason=reason, at=NOON
        )

    with pytest.raises(Refused, match="您无权查看"):
        unmask(given.wang_qiang())
    with pytest.raises(Refused, match="请填写查看个人信息的事由") as refusal:
        unmask(given.li_min(), reason=" ")
    unmask(given.li_min())
    unmask(given.chen_jing())

    assert refusal.value.field == "reason"
    first, second = audit.history("complaint:1")
    assert (first.kind, first.actor) == (
        "personal.unmasked",
        given.li_min().name,
    )
    assert json.loads(first.data) == {"column": "phone", "reason": "核对138****1234"}
    assert second.actor == given.chen_jing().name
