"""Found, move and close organisations; the tree changes one change at a time."""

from datetime import datetime

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from smart315.accounts import policies
from smart315.accounts.actors import Actor
from smart315.accounts.kinds import Kind
from smart315.accounts.levels import ASSOCIATIONS, Level
from smart315.accounts.models import Organisation
from smart315.audit import actions as audit
from smart315.kernel.verdicts import Refused


@transaction.atomic
def found_organisation(
    *,
    by: Actor,
    at: datetime,
    name: str,
    level: Level,
    region: str,
    parent_id: int | None = None,
    phone: str = "",
    address: str = "",
) -> Organisation:
    """Add an organisation to the tree; `region` is the code of the division it serves.

    Raises Refused when the actor may not, the level does not fit under the parent, the division has
    an association already, or the name is taken beside it.
    """
    _lock_tree()
    parent = Organisation.objects.get(pk=parent_id) if parent_id is not None else None
    policies.may_place(by, Level(level), parent).require()
    _refuse_a_twin(name, Level(level), region, parent)
    founded = Organisation.objects.create(
        name=name, level=level, region_id=region, parent=parent, phone=phone, address=address
    )
    founded.path = f"{parent.path if parent else '/'}{founded.pk}/"
    founded.save(update_fields=["path"])
    data: dict[str, object] = {"level": str(level), "region": region, "parent": parent_id}
    _tell(Kind.ORGANISATION_FOUNDED, founded, by, at, data)
    return founded


@transaction.atomic
def move_organisation(
    *, by: Actor, at: datetime, organisation_id: int, parent_id: int
) -> Organisation:
    """Put an organisation with all below it under another parent; raise Refused if unlawful."""
    _lock_tree()
    moved = Organisation.objects.get(pk=organisation_id)
    parent = Organisation.objects.get(pk=parent_id)
    policies.may_move(by, moved, parent).require()
    _refuse_a_namesake(moved.name, parent)
    before, after = moved.path, f"{parent.path}{moved.pk}/"
    Organisation.objects.filter(pk=moved.pk).update(parent=parent)
    Organisation.objects.below(before).update(
        path=Concat(Value(after), Substr("path", len(before) + 1))
    )
    _tell(Kind.ORGANISATION_MOVED, moved, by, at, {"from": moved.parent_id, "to": parent_id})
    moved.refresh_from_db()
    return moved


@transaction.atomic
def describe_organisation(
    *, by: Actor, at: datetime, organisation_id: int, phone: str, address: str
) -> Organisation:
    """Say by which telephone and where an organisation is reached; raise Refused if unlawful."""
    described = Organisation.objects.select_for_update().get(pk=organisation_id)
    policies.may_describe(by, described).require()
    described.phone, described.address = phone.strip(), address.strip()
    described.save(update_fields=["phone", "address"])
    data: dict[str, object] = {"phone": described.phone, "address": described.address}
    _tell(Kind.ORGANISATION_DESCRIBED, described, by, at, data)
    return described


@transaction.atomic
def close_organisation(*, by: Actor, at: datetime, organisation_id: int) -> None:
    """Close an organisation: its roles hold no more, its past stays visible from above."""
    _lock_tree()
    closed = Organisation.objects.get(pk=organisation_id)
    open_children = Organisation.objects.active().filter(parent=closed).exists()
    policies.may_close(by, closed, open_children=open_children).require()
    closed.active = False
    closed.save(update_fields=["active"])
    _tell(Kind.ORGANISATION_CLOSED, closed, by, at, {})


def _lock_tree() -> None:
    # Two moves at once could make a circle; the root's row is the lock of the whole tree.
    list(Organisation.objects.select_for_update().filter(parent=None).values_list("pk"))


def _refuse_a_twin(name: str, level: Level, region: str, parent: Organisation | None) -> None:
    if level is Level.PROVINCE and Organisation.objects.filter(level=level).exists():
        raise Refused(_("省级组织已经设立。"), field="level")
    served = Organisation.objects.active().filter(region=region, level__in=ASSOCIATIONS)
    if level in ASSOCIATIONS and served.exists():
        raise Refused(_("该区划已设有消费者协会。"), field="region")
    if parent is not None:
        _refuse_a_namesake(name, parent)


def _refuse_a_namesake(name: str, parent: Organisation) -> None:
    if Organisation.objects.filter(parent=parent, name=name).exists():
        raise Refused(_("“%(parent)s”之下已有同名组织。") % {"parent": parent.name}, field="name")


def _tell(
    kind: Kind, organisation: Organisation, by: Actor, at: datetime, data: dict[str, object]
) -> None:
    stream = f"organisation:{organisation.pk}"
    audit.record(kind=kind, stream=stream, actor=by.name, at=at, data=data)
