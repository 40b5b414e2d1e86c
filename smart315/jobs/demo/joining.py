"""Businesses on their way in, and those that receive nothing for a while."""

import io
import uuid
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from smart315.accounts import tokens
from smart315.accounts.actors import SYSTEM
from smart315.businesses import actions
from smart315.businesses.actions import Applied, Bounds, Terms, Upload
from smart315.jobs.demo import names
from smart315.jobs.demo.pictures import Pool
from smart315.jobs.demo.world import World
from smart315.parameters import queries as parameters


NAMESPACE = uuid.UUID("8f0a4f0e-6a3b-4f5c-9f5e-315315315315")
WAITING = ("西宁青稞坊食品有限公司", "马海英", names.mobile(9151), "630104", timedelta(days=2))
# Closed from today and from some day on, for how many days, and why.
CLOSED = (
    ("西宁望舒坡教育科技有限公司", 0, 13, "校区整体搬迁，电话和系统停用。"),
    ("青海鹤影溪国际旅行社有限公司", 5, 20, "淡季停业，安排员工轮休。"),
)
SIGNED = ("格尔木盐湖驿酒店有限公司", "韩文秀", names.mobile(9152), "632801", timedelta(days=5))


def enter(exhibits: Pool, at: datetime) -> None:
    """Hand both applications in, some days before the end; the second one signs."""
    _applied(WAITING, exhibits, at)
    _name, signer, phone, _region, before = SIGNED
    application = _applied(SIGNED, exhibits, at)
    verified = at - before + timedelta(days=1)
    actions.verify(application_id=application, by=SYSTEM, at=verified)
    actions.sign_application(
        application_id=application,
        phone=phone,
        terms=Terms(12, 36, advance_compensation=True),
        signed_by=signer,
        signed_as="负责人",
        at=verified + timedelta(hours=3),
    )


def close_for_a_while(world: World, at: datetime) -> None:
    """Let businesses ask for a pause themselves, as they do in the portal."""
    register, today = parameters.snapshot(), localdate(at)
    bounds = Bounds(
        register.limit("enterprise.pause_longest", today).length,
        register.limit("enterprise.break_ahead", today).length,
    )
    for name, starts_in, days, reason in CLOSED:
        trader = world.trader(name)
        begins_on = today + timedelta(days=starts_in)
        if trader.actor is not None:
            actions.ask_pause(
                business_id=trader.business.pk,
                begins_on=begins_on,
                ends_on=begins_on + timedelta(days=days),
                reason=reason,
                bounds=bounds,
                by=trader.actor,
                at=at,
            )


def _applied(who: tuple[str, str, str, str, timedelta], exhibits: Pool, at: datetime) -> int:
    name, contact, phone, region, before = who
    moment = at - before
    first, second = (each.content for each in exhibits.exhibits[:2])
    application = actions.apply(
        applied=Applied(
            client_key=uuid.uuid5(NAMESPACE, name),
            name=name,
            contact_name=contact,
            phone=phone,
            region=region,
        ),
        phone_token=tokens.phone_token(phone, moment),
        licence=Upload(io.BytesIO(first), "营业执照.jpg"),
        authority=Upload(io.BytesIO(second), "授权书.jpg"),
        at=moment,
    )
    return application.pk
