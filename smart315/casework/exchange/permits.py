"""Who may bring complaints in from a file and take them out, and for which association."""

from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor, ActorKind, Permission
from smart315.accounts.queries import Organisation
from smart315.kernel.verdicts import ALLOWED, Refused, Verdict
from smart315.regions import queries as regions


def organisation(place: str) -> Organisation:
    """Return the association of a place, by code or name. Raises Refused when it has none."""
    code = regions.resolve(place)
    found = accounts.organisation_for_region(code) if code else None
    if found is None or found.region_id != code:
        message = _("“%(place)s”没有消协组织，请写区划代码或者名称，例如 630102 或者 城东区。")
        raise Refused(message % {"place": place}, field="organisation")
    return found


def founded() -> Verdict:
    """Without a provincial association there is nobody for a complaint to belong to."""
    try:
        accounts.province()
    except LookupError:
        return Verdict(_("还没有建立省级消费者协会，投诉无处可归。请先建立组织。"))
    return ALLOWED


def may_import(actor: Actor) -> Verdict:
    """Whoever may import for some organisation may try a file."""
    if actor.holds(Permission.IMPORT_COMPLAINTS):
        return ALLOWED
    return Verdict(_("您没有导入投诉的权限。"))


def may_import_for(actor: Actor, organisation: Organisation) -> Verdict:
    """Importing holds, like any acting, exactly where it was given."""
    if actor.may(Permission.IMPORT_COMPLAINTS, within=organisation.pk):
        return ALLOWED
    return Verdict(_("您无权为“%(name)s”导入投诉") % {"name": organisation.name})


def may_export(actor: Actor, *, full_text: bool) -> Verdict:
    """Staff who may not read personal data take out scrubbed texts only."""
    if not actor.holds(Permission.EXPORT_COMPLAINTS):
        return Verdict(_("您没有导出投诉的权限。"))
    personal = actor.kind is not ActorKind.STAFF or actor.holds(Permission.READ_PERSONAL)
    if full_text and not personal:
        return Verdict(_("您无权导出未遮盖个人信息的投诉内容。"))
    return ALLOWED
