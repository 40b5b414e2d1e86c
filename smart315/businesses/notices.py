"""Which messages the businesses room owes, and to whom."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from smart315.accounts import queries as accounts
from smart315.businesses.models import Application, Break, Business, Merge, PledgeText
from smart315.businesses.states import ApplicationState, BreakEnd, BreakKind, PledgeKind
from smart315.messaging import actions as messaging
from smart315.messaging.states import Channel
from smart315.messaging.templates import Template, register


def _to_applicant(move: str, body: object) -> Template:
    return register(Template(f"businesses.application.{move}", "", body))  # type: ignore[arg-type]


APPLICANT = {
    "return_application": _to_applicant(
        "return_application", _("“%(name)s”的入驻申请需要更正，请查看：%(url)s")
    ),
    "decline": _to_applicant("decline", _("“%(name)s”的入驻申请未获通过，理由见：%(url)s")),
    "verify": _to_applicant("verify", _("“%(name)s”已核验通过，请在线签署承诺书：%(url)s")),
    "activate": _to_applicant("activate", _("“%(name)s”已启用，请设置密码后登录：%(url)s")),
}
OFFICERS = {
    ApplicationState.APPLIED: register(
        Template("businesses.application.applied", _("有入驻申请待核验"), _("%(name)s"))
    ),
    ApplicationState.SIGNED: register(
        Template("businesses.application.signed", _("有入驻申请待启用"), _("%(name)s"))
    ),
}
OFFICE = {
    "asked": register(
        Template(
            "businesses.break.asked",
            _("经营者申请暂停或者退出"),
            _("“%(name)s”：%(what)s，%(days)s。%(reason)s"),
        )
    ),
    "ended": register(
        Template(
            "businesses.break.ended",
            _("经营者的暂停或者退出已结束"),
            _("“%(name)s”：%(what)s，%(days)s。%(reason)s"),
        )
    ),
}
NEW_TEXT = register(
    Template(
        "businesses.pledge_text.published",
        _("请签署新版承诺书"),
        _(
            "%(kind)s承诺书有了新版本（%(version)s），自%(day)s起启用。请届时登录经营者服务，"
            "在“承诺与记录”中阅读并签署；签署以前，原来签署的承诺继续有效。"
        ),
    )
)
MEMBERS = {
    "join": register(
        Template("businesses.joined", _("已开始接收投诉"), _("消费者的投诉将直达贵单位。"))
    ),
    "pause": register(Template("businesses.paused", _("已暂停接收投诉"), _("%(reason)s"))),
    "leave": register(Template("businesses.left", _("已办理退出"), _("%(reason)s"))),
}


def _of_merge(move: str, subject: object) -> Template:
    body = _("“%(merged)s”与“%(survivor)s”：%(reason)s")
    return register(Template(f"businesses.merge.{move}", subject, body))  # type: ignore[arg-type]


TO_REVIEW = {
    "propose": _of_merge("propose", _("有经营者登记的合并待复核")),
    "ask_undo": _of_merge("ask_undo", _("有经营者登记的合并申请撤销，待复核")),
}
TO_PROPOSER = {
    "approve": _of_merge("approve", _("您提出的合并已复核同意")),
    "refuse": _of_merge("refuse", _("您提出的合并复核未同意")),
    "undo": _of_merge("undo", _("您申请撤销的合并已撤销")),
    "keep": _of_merge("keep", _("您申请撤销的合并维持不变")),
}
TO_SURVIVOR = {
    "approve": register(
        Template(
            "businesses.merged",
            _("另一登记名称已归入贵单位"),
            _(
                "登记簿中的“%(merged)s”经复核与贵单位是同一家，今后按贵单位的登记办理。有异议请联系当地消费者协会。"
            ),
        )
    ),
    "undo": register(
        Template(
            "businesses.unmerged",
            _("原归入贵单位的登记名称已分开"),
            _("登记簿中的“%(merged)s”经复核与贵单位不是同一家，今后不再按贵单位的登记办理。"),
        )
    ),
}


def tell_of_merge(merge: Merge, move: str, *, at: datetime) -> None:
    """Tell the reviewers of what waits, who asked of the decision, and the one that stands."""
    steps = list(merge.steps.order_by("-pk")[:2])
    place = accounts.organisation_for_region(merge.survivor.region_id or "630000")
    told = [(TO_REVIEW.get(move), f"org:{place.pk}")]
    if len(steps) > 1 and steps[1].user_id:
        told.append((TO_PROPOSER.get(move), f"user:{steps[1].user_id}"))
    if merge.survivor.members.filter(until=None).exists():
        told.append((TO_SURVIVOR.get(move), f"business:{merge.survivor_id}"))
    names = {"merged": merge.merged.name, "survivor": merge.survivor.name}
    for template, address in told:
        if template is not None:
            messaging.owe(
                channel=Channel.IN_APP,
                address=address,
                template=template.name,
                context=names | {"reason": steps[0].reason},
                stream=f"business:{merge.survivor_id}",
                at=at,
            )


def tell_applicant(application: Application, move: str, *, at: datetime) -> None:
    """Owe the contact a message, where the step is one to be told."""
    template = APPLICANT.get(move)
    if template is not None:
        messaging.owe(
            channel=Channel.SMS,
            address=application.contact_phone,
            template=template.name,
            context={"name": application.name, "url": f"{settings.BASE_URL}/join/"},
            stream=application.stream,
            at=at,
        )


def tell_officers(application: Application, *, at: datetime) -> None:
    """Owe the association at the place a message that something waits for it."""
    place = accounts.organisation_for_region(application.region_id or "630000")
    messaging.owe(
        channel=Channel.IN_APP,
        address=f"org:{place.pk}",
        template=OFFICERS[ApplicationState(application.state)].name,
        context={"name": application.name},
        stream=application.stream,
        at=at,
    )


def tell_office(asked: Break, step: str, *, at: datetime) -> None:
    """Owe the association at the place a message of what a business asks for itself."""
    business = asked.business
    place = accounts.organisation_for_region(business.region_id or "630000")
    days = f"{asked.begins_on} – {asked.ends_on}" if asked.ends_on else str(asked.begins_on)
    how = BreakEnd(asked.over_as).label if asked.over_as else asked.reason
    messaging.owe(
        channel=Channel.IN_APP,
        address=f"org:{place.pk}",
        template=OFFICE[step].name,
        context={
            "name": business.name,
            "what": str(BreakKind(asked.kind).label),
            "days": days,
            "reason": str(how),
        },
        stream=f"business:{business.pk}",
        at=at,
    )


def ask_to_sign(text: PledgeText, business_ids: Iterable[int], *, at: datetime) -> None:
    """Owe everybody who signed an earlier version one message about the new one."""
    context = {
        "kind": str(PledgeKind(text.kind).label),
        "version": text.version,
        "day": str(text.begins_on),
    }
    messaging.owe_many(
        messaging.Owed(
            Channel.IN_APP, f"business:{each}", NEW_TEXT.name, context, f"business:{each}", at
        )
        for each in business_ids
    )


def tell_members(business: Business, move: str, *, at: datetime) -> None:
    """Owe those who act for the business a message about its taking part, with the reason."""
    messaging.owe(
        channel=Channel.IN_APP,
        address=f"business:{business.pk}",
        template=MEMBERS[move].name,
        context={"reason": business.state_reason or str(_("如有疑问，请联系当地消费者协会。"))},
        stream=f"business:{business.pk}",
        at=at,
    )
