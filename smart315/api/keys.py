"""Whose key it is: every request but the description brings one."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.timezone import now
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from smart315.accounts import actors
from smart315.accounts.actors import Actor
from smart315.api import limits
from smart315.api.problems import Stop
from smart315.partners import actions, policies, queries
from smart315.partners.queries import Key
from smart315.partners.states import Scope


LONGEST = 200


@dataclass(frozen=True)
class Held:
    """A key in somebody's hand: who acts with it, and when they asked."""

    key: Key
    actor: Actor
    at: datetime
    allowance: limits.Allowance


class KeyRequest(HttpRequest):
    """A request with a key that opens something."""

    auth: Held


class BearerKey(HttpBearer):
    """`Authorization: Bearer s315_live_…`."""

    openapi_description = "在经营者服务的“接口密钥”页创建；只显示一次。"

    def authenticate(self, request: HttpRequest, token: str) -> Held | None:
        """Return whose key it is; None when it opens nothing. Stops who asks too often."""
        at = now()
        key = queries.key_for(token, at=at) if 0 < len(token) <= LONGEST else None
        if key is None:
            return None
        allowance = limits.spend(key, at)
        if allowance.exceeded:
            detail = _("请在%(seconds)s秒后再试。") % {"seconds": allowance.seconds}
            raise Stop(429, detail, headers=allowance.headers)
        actions.note_use(key=key, at=at)
        label = _("接口“%(name)s”") % {"name": key.name}
        actor = actors.partner(key.business_id, key_id=key.pk, label=label, sandbox=key.sandbox)
        held = Held(key, actor, at, allowance)
        request.allowance = allowance  # type: ignore[attr-defined]
        return held


def may(request: KeyRequest, scope: Scope) -> Held:
    """Return whose key it is, if it opens the deed; else stop with 403."""
    verdict = policies.may_use(request.auth.key, scope)
    if not verdict:
        raise Stop(403, verdict.reason)
    return request.auth
