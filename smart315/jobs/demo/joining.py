"""Businesses on their way in: one waits to be verified, one has signed and is to be let in."""

import io
import uuid
from datetime import datetime, timedelta

from smart315.accounts import tokens
from smart315.accounts.actors import SYSTEM
from smart315.businesses import actions
from smart315.businesses.actions import Applied, Terms, Upload
from smart315.jobs.demo.pictures import Pool


NAMESPACE = uuid.UUID("8f0a4f0e-6a3b-4f5c-9f5e-315315315315")
WAITING = ("西宁青稞坊食品有限公司", "马海英", "13897003151", "630104", timedelta(days=2))
SIGNED = ("格尔木盐湖驿酒店有限公司", "韩文秀", "13897003152", "632801", timedelta(days=5))


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
