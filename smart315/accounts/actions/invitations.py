"""Let somebody choose a password, so that nobody else ever knows it."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction

from smart315.accounts import policies
from smart315.accounts.actors import Actor
from smart315.accounts.kinds import Kind
from smart315.accounts.models import User
from smart315.audit import actions as audit


@dataclass(frozen=True)
class Invitation:
    """The two halves of a link that works once and for a few days; to be shown once."""

    user: User
    uid: str
    key: str


@transaction.atomic
def offer_password(*, user_id: int, by: Actor, at: datetime) -> Invitation:
    """Return a link for the person; it is void once a password was chosen. Raises Refused.

    How long it holds is PASSWORD_RESET_TIMEOUT.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    policies.may_offer_password(by, user).require()
    audit.record(kind=Kind.PASSWORD_OFFERED, stream=f"user:{user.pk}", actor=by.name, at=at)
    return Invitation(user, user_pk_to_url_str(user), default_token_generator.make_token(user))
