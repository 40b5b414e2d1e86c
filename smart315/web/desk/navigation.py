"""Where the desk's pages are, who is offered which, and what the frame around them shows."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor, Permission
from smart315.messaging import queries as messaging


@dataclass(frozen=True)
class Entry:
    """A line of the navigation: offered to whoever holds one of `needs`, or to all when empty."""

    page: str
    words: str | Promise
    icon: str
    needs: frozenset[Permission] = frozenset()


@dataclass(frozen=True)
class Link:
    """A line as it is drawn."""

    url: str
    words: str | Promise
    icon: str
    current: bool


@dataclass(frozen=True)
class Shell:
    """What stands around a page: navigation, place, messages not read."""

    main: list[Link]
    register: list[Link]
    place: str
    unread: int


MAIN = (
    Entry("desk:home", _("今日工作"), "layout-dashboard"),
    Entry(
        "desk:complaints",
        _("全部投诉"),
        "list-details",
        frozenset({Permission.READ_COMPLAINT}),
    ),
    Entry("desk:approvals", _("审批"), "checkbox", frozenset({Permission.APPROVE})),
    Entry(
        "desk:transfers",
        _("转办"),
        "arrows-exchange",
        frozenset({Permission.TRANSFER_COMPLAINT, Permission.SIGN_FOR_TRANSFER}),
    ),
    Entry(
        "desk:tasks",
        _("协作任务"),
        "checkbox",
        frozenset({Permission.SIGN_FOR_TRANSFER, Permission.MEDIATE}),
    ),
    Entry(
        "desk:supervisions",
        _("督办"),
        "flag",
        frozenset({Permission.SUPERVISE, Permission.ACCEPT_COMPLAINT, Permission.MEDIATE}),
    ),
    Entry("desk:incidents", _("群体性事件"), "flag", frozenset({Permission.READ_COMPLAINT})),
    Entry("desk:groups", _("同一事项"), "search", frozenset({Permission.READ_COMPLAINT})),
    Entry(
        "desk:analyses",
        _("投诉分析报告"),
        "file-text",
        frozenset(
            {
                Permission.READ_COMPLAINT,
                Permission.WRITE_ANALYSIS,
                Permission.APPROVE_ANALYSIS,
                Permission.PUBLISH_ANALYSIS,
            }
        ),
    ),
    Entry("desk:figures", _("统计"), "layout-dashboard", frozenset({Permission.READ_COMPLAINT})),
    Entry("desk:ask", _("自助统计"), "calculator", frozenset({Permission.READ_COMPLAINT})),
    Entry("desk:workload", _("工作量"), "user", frozenset({Permission.READ_COMPLAINT})),
    Entry(
        "desk:hearings",
        _("调解日程"),
        "clock",
        frozenset({Permission.MEDIATE, Permission.ASSIGN_OFFICER}),
    ),
    Entry(
        "desk:register",
        _("登记（代录）"),
        "pencil-plus",
        frozenset({Permission.REGISTER_COMPLAINT}),
    ),
)
REGISTER = (
    Entry(
        "desk:businesses",
        _("经营者"),
        "building-store",
        frozenset({Permission.MANAGE_BUSINESSES, Permission.READ_COMPLAINT}),
    ),
    Entry(
        "desk:applications",
        _("入驻申请"),
        "inbox",
        frozenset({Permission.MANAGE_BUSINESSES}),
    ),
    Entry("desk:organisations", _("组织与人员"), "user"),
    Entry(
        "desk:committees",
        _("调解委员会"),
        "user",
        frozenset({Permission.MEDIATE, Permission.ASSIGN_OFFICER}),
    ),
    Entry("desk:tools", _("计算与法律卡片"), "calculator"),
    Entry("desk:messages", _("消息发送"), "mail", frozenset({Permission.MANAGE_ORGANISATION})),
    Entry("desk:rules", _("规则登记簿"), "book-2"),
    Entry("desk:audit", _("审计"), "history", frozenset({Permission.READ_AUDIT})),
)


def shell(actor: Actor, path: str) -> Shell:
    """Return the frame for one person on one page; two queries."""
    return Shell(
        main=_links(MAIN, actor, path),
        register=_links(REGISTER, actor, path),
        place=place_of(actor),
        unread=messaging.unread(addresses_of(actor)),
    )


def addresses_of(actor: Actor) -> list[str]:
    """Return the in-application addresses whose messages the person may read."""
    people = [f"user:{actor.user_id}"] if actor.user_id else []
    places = [f"org:{each}" for each in sorted(actor.held)]
    return people + places + [f"business:{each}" for each in sorted(actor.businesses)]


def place_of(actor: Actor) -> str:
    """Return the name of the organisation where the person works; the first one of several."""
    if not actor.held:
        return ""
    return str(accounts.organisation(min(actor.held)).name)


def _links(entries: tuple[Entry, ...], actor: Actor, path: str) -> list[Link]:
    offered = [each for each in entries if not each.needs or any(map(actor.holds, each.needs))]
    return [
        Link(url, each.words, each.icon, _current(url, path))
        for each in offered
        if (url := _address(each.page))
    ]


def _address(page: str) -> str:
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""


def _current(url: str, path: str) -> bool:
    return path == url or (url != reverse("desk:home") and path.startswith(url))
