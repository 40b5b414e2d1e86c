"""What the association decides on an application: verify, return, decline, activate."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts import actions as accounts
from smart315.accounts.actors import Actor
from smart315.businesses import policies
from smart315.businesses.actions import registering
from smart315.businesses.actions.advancing import advance, its_business, locked_application
from smart315.businesses.actions.members import add_member
from smart315.businesses.models import Application, Business, MemberRole
from smart315.businesses.states import DeclineReason, ReturnReason, State
from smart315.kernel.verdicts import Refused


@transaction.atomic
def return_application(
    *, application_id: int, reasons: list[str], note: str, by: Actor, at: datetime
) -> Application:
    """Ask the applicant to put something right. Raises Refused without a reason."""
    application = _asked("return_application", application_id, by)
    if not reasons or not set(reasons) <= set(ReturnReason.values):
        raise Refused(_("请至少选择一项需要更正的内容。"), field="reasons")
    _decide(application, reasons, note, by)
    advance(application, "return_application", by=by, at=at, reasons=reasons)
    return application


@transaction.atomic
def decline(*, application_id: int, reason: str, note: str, by: Actor, at: datetime) -> Application:
    """Decline an application for a reason of the list. Raises Refused without one."""
    application = _asked("decline", application_id, by)
    if reason not in DeclineReason.values:
        raise Refused(_("请选择不予入驻的理由。"), field="reason")
    _decide(application, [reason], note, by)
    advance(application, "decline", by=by, at=at, reasons=[reason])
    return application


@transaction.atomic
def verify(
    *, application_id: int, by: Actor, at: datetime, business_id: int | None = None
) -> Application:
    """Confirm identity and authority; the business is one of the register, or entered now."""
    application = _asked("verify", application_id, by)
    application.business = _business_of(application, business_id, by, at)
    _decide(application, [], "", by)
    advance(application, "verify", by=by, at=at, business=application.business.pk)
    return application


@transaction.atomic
def activate(*, application_id: int, username: str, by: Actor, at: datetime) -> Application:
    """Open the contact's account and let the business receive. Raises Refused.

    The account has no password: its owner chooses one by a link (`offer_password`).
    """
    application = _asked("activate", application_id, by)
    business = its_business(application)
    user = accounts.create_user(
        username=username,
        display_name=application.contact_name,
        phone=application.contact_phone,
        by=by,
        at=at,
    )
    add_member(business_id=business.pk, user_id=user.pk, role=MemberRole.MANAGER, by=by, at=at)
    if business.state != State.JOINED:
        policies.may_move(by, business, "join").require()
        business.advance("join", at=at)
        business.state_reason = ""
        business.save(update_fields=["state", "state_at", "state_reason"])
    application.user = user
    _decide(application, [], "", by)
    advance(application, "activate", by=by, at=at, business=business.pk, user=user.pk)
    return application


def _business_of(
    application: Application, business_id: int | None, by: Actor, at: datetime
) -> Business:
    if business_id is not None:
        found = Business.objects.filter(pk=business_id).first()
        if found is None:
            raise Refused(_("没有找到所选的经营者，请重新查找。"), field="business")
    else:
        found = registering.register(
            name=application.name,
            uscc=application.uscc,
            region=application.region_id or "",
            address=application.address,
            kind=application.kind,
            by=by,
            at=at,
        )
    if found.state == State.LEFT:
        raise Refused(_("该经营者已退出，不能再入驻。"), field="business")
    return found


def _decide(application: Application, reasons: list[str], note: str, by: Actor) -> None:
    application.reasons, application.note = list(reasons), note.strip()[:300]
    application.handled_by = by.label


def _asked(move: str, application_id: int, by: Actor) -> Application:
    application = locked_application(application_id)
    policies.may_decide(by, application, move).require()
    return application
