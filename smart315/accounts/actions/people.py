"""Open accounts, appoint and dismiss staff, set up the second factor."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts import phones, policies
from smart315.accounts.actors import Actor, Role
from smart315.accounts.kinds import Kind
from smart315.accounts.models import Membership, Organisation, User
from smart315.accounts.permissions import ADMINISTRATORS
from smart315.audit import actions as audit
from smart315.kernel.verdicts import Refused


@transaction.atomic
def create_user(
    *,
    by: Actor,
    at: datetime,
    username: str,
    display_name: str,
    password: str = "",
    phone: str = "",
) -> User:
    """Open an account; without a password nobody can sign in with it yet.

    Raises Refused, naming the field, when the actor may not, the name is taken or not usable, the
    password too weak, or the phone not a mobile.
    """
    policies.may_create_user(by).require()
    number = phones.mobile(phone) if phone else ""
    created = User(
        username=username,
        display_name=display_name,
        phone=number,
        phone_hash=phones.hashed(number) if number else "",
        date_joined=at,
    )
    _refuse_a_bad_name(created)
    _refuse_a_weak_password(password, created)
    created.set_password(password or None)
    created.save()
    _tell(Kind.USER_CREATED, created.pk, by.name, at, {})
    return created


@transaction.atomic
def appoint(
    *, by: Actor, at: datetime, user_id: int, organisation_id: int, role: Role
) -> Membership:
    """Give somebody a role in an organisation; raise Refused when that is not lawful."""
    User.objects.select_for_update().get(pk=user_id)
    organisation = Organisation.objects.get(pk=organisation_id)
    current = Membership.objects.filter(user=user_id, until=None)
    policies.may_appoint(
        by,
        user_id=user_id,
        organisation=organisation,
        role=Role(role),
        held=[Role(each) for each in current.values_list("role", flat=True)],
    ).require()
    if not organisation.active:
        raise Refused(_("该组织已停用。"), field="organisation")
    clash = current.filter(role=role)
    if role not in ADMINISTRATORS:
        clash = clash.filter(organisation=organisation)
    if clash.exists():
        raise Refused(_("此人已担任该角色。"), field="role")
    membership = Membership.objects.create(
        user_id=user_id, organisation=organisation, role=role, since=at
    )
    data = {"organisation": organisation_id, "role": str(role)}
    _tell(Kind.STAFF_APPOINTED, user_id, by.name, at, data)
    return membership


@transaction.atomic
def dismiss(*, by: Actor, at: datetime, membership_id: int) -> None:
    """End a role; raise Refused when the actor may not or it has ended."""
    membership = Membership.objects.select_for_update().get(pk=membership_id)
    policies.may_dismiss(by, membership).require()
    membership.until = at
    membership.save(update_fields=["until"])
    data = {"organisation": membership.organisation_id, "role": membership.role}
    _tell(Kind.STAFF_DISMISSED, membership.user_id, by.name, at, data)


@transaction.atomic
def enrol_totp(*, user: User, secret: str, at: datetime) -> None:
    """Set up the person's authenticator with a Base32 secret, in place of an earlier one."""
    mine = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    mine.delete()
    TOTP.activate(user, secret)
    # The library stamps the row by the clock.
    mine.update(created_at=at)
    _tell(Kind.SECOND_FACTOR_ENROLLED, user.pk, f"staff:{user.pk}", at, {})


def _refuse_a_bad_name(user: User) -> None:
    if User.objects.filter(username__iexact=user.username).exists():
        raise Refused(_("该用户名已被使用。"), field="username")
    try:
        user.clean_fields(exclude={"password"})
    except ValidationError as problem:
        field, messages = next(iter(problem.message_dict.items()))
        raise Refused("".join(messages), field=field) from None


def _refuse_a_weak_password(password: str, user: User) -> None:
    if not password:
        return
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise Refused("".join(problem.messages), field="password") from None


def _tell(kind: Kind, user_id: int, actor: str, at: datetime, data: dict[str, object]) -> None:
    audit.record(kind=kind, stream=f"user:{user_id}", actor=actor, at=at, data=data)
