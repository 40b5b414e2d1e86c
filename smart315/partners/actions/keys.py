"""Make and revoke keys; note that one was used."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.kernel.verdicts import Refused
from smart315.partners import policies, secrets
from smart315.partners.kinds import STREAM, Kind
from smart315.partners.models import Key
from smart315.partners.states import Scope


MOST = 10
# Often enough to see whether a key is in use, seldom enough not to write at each request.
NOTED_EVERY = timedelta(minutes=1)


@transaction.atomic
def create_key(
    *,
    business_id: int,
    name: str,
    scopes: Collection[str],
    expires_at: datetime | None,
    by: Actor,
    at: datetime,
    sandbox: bool = False,
) -> tuple[Key, str]:
    """Make a key; return it with the key itself, which is shown this once. Raises Refused."""
    policies.may_manage_access(by, business_id).require()
    if not name.strip():
        raise Refused(_("请给密钥起个名字，例如用它的系统。"), field="name")
    chosen = [each.value for each in Scope if each in set(scopes)]
    if not chosen:
        raise Refused(_("请至少选择一项权限。"), field="scopes")
    if expires_at is not None and expires_at <= at:
        raise Refused(_("有效期应当晚于现在。"), field="expires_at")
    if Key.objects.working(at).filter(business=business_id).count() >= MOST:
        raise Refused(_("最多10个有效密钥，请先撤销不再使用的。"))
    secret = secrets.new_key(sandbox=sandbox)
    key = Key.objects.create(
        business_id=business_id,
        name=name.strip()[:60],
        prefix=secrets.prefix(secret),
        secret_hash=secrets.hashed(secret),
        scopes=chosen,
        sandbox=sandbox,
        created_at=at,
        created_by=by.label[:80],
        expires_at=expires_at,
    )
    data = {"key": key.pk, "scopes": chosen, "sandbox": sandbox}
    _record(Kind.KEY_CREATED, key, by, at, data)
    return key, secret


@transaction.atomic
def revoke_key(*, key_id: int, by: Actor, at: datetime) -> Key:
    """Let a key open nothing from now on; twice is once. Raises Refused."""
    key = Key.objects.select_for_update().filter(pk=key_id).first()
    if key is None:
        raise Refused(_("没有这个密钥。"))
    policies.may_manage_access(by, key.business_id).require()
    if key.revoked_at is None:
        key.revoked_at, key.revoked_by = at, by.label[:80]
        key.save(update_fields=["revoked_at", "revoked_by"])
        _record(Kind.KEY_REVOKED, key, by, at, {"key": key.pk})
    return key


def note_use(*, key: Key, at: datetime) -> None:
    """Note that the key was used, once a minute at most."""
    if key.last_used_at is None or at - key.last_used_at >= NOTED_EVERY:
        Key.objects.filter(pk=key.pk).update(last_used_at=at)


def _record(kind: Kind, key: Key, by: Actor, at: datetime, data: dict[str, object]) -> None:
    stream = STREAM % key.business_id
    audit.record(kind=kind, stream=stream, actor=by.name, at=at, data=data)
