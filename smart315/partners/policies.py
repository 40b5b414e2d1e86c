"""Who may open the electronic side of a business, and what a key opens."""

from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor, ActorKind, Permission
from smart315.businesses import queries as businesses
from smart315.businesses.queries import MemberRole
from smart315.kernel.verdicts import ALLOWED, Verdict
from smart315.partners.models import Key
from smart315.partners.states import Scope


def may_manage_access(actor: Actor, business_id: int) -> Verdict:
    """Make and revoke keys, set endpoints and contacts: managers of the business, and staff."""
    if actor.holds(Permission.MANAGE_BUSINESSES):
        return ALLOWED
    if actor.kind is ActorKind.BUSINESS and business_id in actor.businesses and actor.user_id:
        acting = businesses.members(business_id)
        if any(
            each.user_id == actor.user_id and each.role == MemberRole.MANAGER for each in acting
        ):
            return ALLOWED
    return Verdict(_("只有经营者的负责人可以管理接口密钥和推送地址。"))


def may_see_access(actor: Actor, business_id: int) -> Verdict:
    """See keys and the log, never a secret: all who act for the business, and staff."""
    if business_id in actor.businesses or actor.holds(Permission.MANAGE_BUSINESSES):
        return ALLOWED
    return Verdict(_("您无权查看该经营者的接口设置。"))


def may_link_shops(actor: Actor) -> Verdict:
    """Say which shops belong to a platform: whoever keeps the register."""
    if actor.holds(Permission.MANAGE_BUSINESSES):
        return ALLOWED
    return Verdict(_("您没有管理经营者的权限。"))


def may_use(key: Key, scope: Scope) -> Verdict:
    """Tell whether the key opens the deed."""
    if key.opens(scope):
        return ALLOWED
    return Verdict(_("这个密钥没有“%(scope)s”的权限。") % {"scope": scope.label})
