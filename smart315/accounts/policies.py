"""Who may change the tree, appoint staff and see personal data."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor, Permission, Role
from smart315.accounts.levels import PARENTS, Level
from smart315.accounts.models import Membership, Organisation, User
from smart315.accounts.permissions import ADMINISTRATORS
from smart315.kernel.verdicts import ALLOWED, Verdict


OPENING_ACCOUNTS = (Permission.MANAGE_ORGANISATION, Permission.MANAGE_BUSINESSES)


def may_place(actor: Actor, level: Level, parent: Organisation | None) -> Verdict:
    """Found or move an organisation of the level under the parent."""
    if parent is None:
        allowed = actor.holds(Permission.MANAGE_ORGANISATION) and level is Level.PROVINCE
    else:
        allowed = actor.reaches(Permission.MANAGE_ORGANISATION, parent.pk)
    if not allowed:
        return Verdict(_("您无权在此处设立或调整组织。"))
    if parent is not None and Level(parent.level) not in PARENTS[level]:
        return Verdict(
            _("%(level)s组织不能设在%(parent)s之下。")
            % {"level": level.label, "parent": parent.name}
        )
    if parent is not None and not parent.active:
        return Verdict(_("上级组织“%(parent)s”已停用。") % {"parent": parent.name})
    return ALLOWED


def may_move(actor: Actor, organisation: Organisation, parent: Organisation) -> Verdict:
    """Move a subtree: the actor manages where it stands and where it goes."""
    if not actor.reaches(Permission.MANAGE_ORGANISATION, organisation.pk):
        return Verdict(_("您无权在此处设立或调整组织。"))
    if parent.path.startswith(organisation.path):
        return Verdict(_("组织不能移到自己或自己的下级之下。"))
    return may_place(actor, Level(organisation.level), parent)


def may_describe(actor: Actor, organisation: Organisation) -> Verdict:
    """Say how an organisation is reached: whoever manages where it stands."""
    if not actor.reaches(Permission.MANAGE_ORGANISATION, organisation.pk):
        return Verdict(_("您无权修改该组织。"))
    return ALLOWED


def may_keep_seal(actor: Actor, organisation: Organisation) -> Verdict:
    """Put the picture of its seal into use: whoever manages where it stands, while it is open."""
    if not actor.reaches(Permission.MANAGE_ORGANISATION, organisation.pk):
        return Verdict(_("您无权管理该组织的印章。"))
    if not organisation.active:
        return Verdict(_("该组织已停用。"))
    return ALLOWED


def may_close(actor: Actor, organisation: Organisation, *, open_children: bool) -> Verdict:
    """Close an organisation that has nothing open below it."""
    if not actor.reaches(Permission.MANAGE_ORGANISATION, organisation.pk):
        return Verdict(_("您无权停用该组织。"))
    if open_children:
        return Verdict(_("请先停用或移走“%(name)s”的下级组织。") % {"name": organisation.name})
    return ALLOWED


def may_create_user(actor: Actor) -> Verdict:
    """Open an account; it can do nothing until somebody appoints the person.

    Who keeps the register of businesses opens accounts too: for those who answer for a business.
    """
    if not any(map(actor.holds, OPENING_ACCOUNTS)):
        return Verdict(_("您无权开设账户。"))
    return ALLOWED


def may_offer_password(actor: Actor, user: User) -> Verdict:
    """Let somebody choose a password: the system's administrator, and for a fresh account also
    who may open one."""
    if actor.holds(Permission.MANAGE_ORGANISATION):
        return ALLOWED
    if user.has_usable_password() or not may_create_user(actor):
        return Verdict(_("只有系统管理员可以为已启用的账户重设密码。"))
    return ALLOWED


def may_appoint(
    actor: Actor, *, user_id: int, organisation: Organisation, role: Role, held: Iterable[Role]
) -> Verdict:
    """Give a role to somebody else, keeping the three administrators apart."""
    if not actor.reaches(Permission.APPOINT_STAFF, organisation.pk):
        return Verdict(_("您无权任免该组织的人员。"))
    if actor.user_id == user_id:
        return Verdict(_("不能给自己授予角色。"))
    if (role is Role.PARTNER) != (organisation.level == Level.PARTNER):
        return Verdict(_("行政部门协作账号只能、也必须设在行政部门之下。"))
    others = frozenset(held) - {role}
    # 三员分立 (GB/T 22239-2019 §8.1): an administrator is nothing else.
    if others and (role in ADMINISTRATORS or others & ADMINISTRATORS):
        return Verdict(
            _("系统管理员、安全管理员、审计管理员不得由同一人兼任，也不得兼任其他角色。")
        )
    return ALLOWED


def may_dismiss(actor: Actor, membership: Membership) -> Verdict:
    """End a role that has not ended."""
    if not actor.reaches(Permission.APPOINT_STAFF, membership.organisation_id):
        return Verdict(_("您无权任免该组织的人员。"))
    if membership.until is not None:
        return Verdict(_("该任职已经结束。"))
    return ALLOWED


def may_unmask(actor: Actor, *, within: int) -> Verdict:
    """See personal data in full."""
    if not actor.may(Permission.READ_PERSONAL, within=within):
        return Verdict(_("您无权查看该组织的个人信息。"))
    return ALLOWED


def may_run_messages(actor: Actor) -> Verdict:
    """See which messages failed, and try them again: whoever keeps the province's system."""
    if not actor.everywhere(Permission.MANAGE_ORGANISATION):
        return Verdict(_("只有省级系统管理员可以管理消息的发送。"))
    return ALLOWED


def may_word_messages(actor: Actor) -> Verdict:
    """Put other words in the place of delivered ones: whoever sets the province's rules."""
    if not actor.everywhere(Permission.MANAGE_PARAMETERS):
        return Verdict(_("只有省级安全管理员可以修改消息的文字。"))
    return ALLOWED


def may_read_wordings(actor: Actor) -> Verdict:
    """Read every text of the platform with its length."""
    return may_run_messages(actor) if not may_word_messages(actor) else ALLOWED
