"""Enter businesses and their names; every function records what it did."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.businesses import policies, search, written
from smart315.businesses.actions.recording import locked, stream_of, tell
from smart315.businesses.matching import Named, match_many
from smart315.businesses.models import Alias, AliasKind, Business, Kind
from smart315.businesses.names import normal_name, search_words
from smart315.businesses.uscc import normal_uscc
from smart315.businesses.written import core_of
from smart315.kernel.verdicts import Refused
from smart315.signals.names.answers import Asked


@transaction.atomic
def register(
    *,
    name: str,
    by: Actor,
    at: datetime,
    uscc: str = "",
    region: str = "",
    address: str = "",
    phone: str = "",
    email: str = "",
    kind: str = Kind.OTHER,
    category: str = "",
    demonstration: bool = False,
) -> Business:
    """Enter a business, or return the one already entered with this code or this name there.

    Anybody may: a consumer's complaint names a business that nobody has entered yet. `region`
    is a code of GB/T 2260. Raises Refused for an empty name; a doubtful code is taken as it is.
    """
    fresh = _unsaved(name, uscc, region, at)
    code = fresh.uscc
    known = _known(fresh.normal_name, code, region)
    if known is not None:
        return _with_code(known, code, by=by, at=at)
    fresh.address, fresh.phone, fresh.email = address, phone, email
    fresh.kind, fresh.category, fresh.demonstration = kind, category, demonstration
    try:
        with transaction.atomic():
            fresh.save(force_insert=True)
    except IntegrityError:
        # Somebody entered the same business a moment ago.
        known = _known(fresh.normal_name, code, region)
        if known is None:
            raise
        return known
    search.write([fresh.pk])
    audit.record(
        kind="business.registered", stream=stream_of(fresh.pk), actor=by.name, at=at, first=True
    )
    return fresh


@transaction.atomic
def resolve_many(*, rows: Collection[Named], by: Actor, at: datetime) -> dict[Named, int]:
    """Return the business of every row, entering the unknown ones; for imports.

    A constant number of statements for a batch: give it about a thousand rows at a time.
    A code that a row adds to a business known by name alone is kept. Raises Refused for a row
    without a name.
    """
    found = match_many(rows)
    missing = [row for row in rows if row not in found]
    means = _means(missing)
    first = [row for row in missing if row not in means]
    entered = Business.objects.bulk_create(_fresh(first, at), ignore_conflicts=True)
    _complete_codes(found, by=by, at=at)
    if not entered:
        return found
    # What was certain before stays so, though a name just entered may be like it.
    found |= match_many(first)
    fresh = sorted({found[row] for row in first})
    found |= {row: found[other] for row, other in means.items()}
    search.write(fresh)
    audit.record_many(
        audit.Entry("business.registered", stream_of(each), by.name, at) for each in fresh
    )
    return found


@transaction.atomic
def add_alias(
    *, business_id: int, name: str, by: Actor, at: datetime, kind: str = AliasKind.OTHER
) -> Alias:
    """Add a brand, shop or former name; the same name twice is one. Raises Refused."""
    business = locked(business_id)
    policies.may_describe(by, business).require()
    if not normal_name(name):
        raise Refused(_("请填写名称。"), field="name")
    alias, fresh = Alias.objects.get_or_create(
        business=business,
        normal_name=normal_name(name),
        defaults={"name": name.strip(), "core": core_of(name), "kind": kind},
    )
    if fresh:
        others = business.aliases.order_by("pk").values_list("name", flat=True)
        business.words = search_words([business.name, *others])
        business.compared_at = None
        business.save(update_fields=["words", "compared_at"])
        search.write([business.pk])
        tell("business.alias_added", business, by=by, at=at, kind=kind)
    return alias


def index(ids: Iterable[int]) -> None:
    """Write the search rows of these businesses again; for imports and repairs."""
    search.write(list(ids))


def _means(rows: Iterable[Named]) -> dict[Named, Named]:
    """Return which of new names are another spelling of one of them, and of which."""
    asked = {row: Asked(row.name, code=normal_uscc(row.uscc), place=row.region) for row in rows}
    named = {each: row for row, each in asked.items()}
    told = written.told_already(named.keys()) if named else {}
    return {row: named[told[each]] for row, each in asked.items() if each in told}


def _fresh(rows: Iterable[Named], at: datetime) -> list[Business]:
    """Return what to enter for the rows, each business once."""
    fresh: dict[tuple[str, str, str], Business] = {}
    for row in rows:
        business = _unsaved(row.name, row.uscc, row.region, at)
        fresh[business.normal_name, row.region, business.uscc] = business
    # A row without a code means the one that another row names with it.
    coded = {(name, region) for name, region, code in fresh if code}
    return [each for key, each in fresh.items() if key[2] or key[:2] not in coded]


def _unsaved(name: str, uscc: str, region: str, at: datetime) -> Business:
    if not normal_name(name):
        raise Refused(_("请填写经营者名称。"), field="name")
    return Business(
        name=name.strip(),
        normal_name=normal_name(name),
        core=core_of(name),
        uscc=normal_uscc(uscc),
        region_id=region or None,
        words=search_words([name]),
        state_at=at,
        registered_at=at,
    )


def _complete_codes(found: Mapping[Named, int], *, by: Actor, at: datetime) -> None:
    codes = {pk: normal_uscc(row.uscc) for row, pk in found.items() if row.uscc.strip()}
    bare = list(Business.objects.filter(pk__in=codes, uscc="").order_by("pk"))
    if bare:
        # An entry merged into one of these may bear the code; undone, it bears it again.
        borne = Business.objects.filter(uscc__in=[codes[each.pk] for each in bare])
        taken = set(borne.values_list("uscc", flat=True))
        bare = [each for each in bare if codes[each.pk] not in taken]
    for business in bare:
        business.uscc, business.compared_at = codes[business.pk], None
    if bare:
        Business.objects.bulk_update(bare, ["uscc", "compared_at"])
        audit.record_many(
            audit.Entry("business.code_completed", stream_of(each.pk), by.name, at) for each in bare
        )


def _known(normal: str, code: str, region: str) -> Business | None:
    """Return the business with this code; else the one of this name there, if it may be it.

    Of one that was merged, whoever stands for it.
    """
    register = Business.objects.select_related("survivor")
    if code:
        found = register.filter(uscc=code).first()
        if found is not None:
            return found.survivor or found
    same_name = register.filter(normal_name=normal, region_id=region or None)
    # With a code in hand, one of the same name with another code is another business.
    may_be = same_name.filter(uscc="") if code else same_name
    named = may_be.order_by("uscc", "pk").first()
    if named is None or named.survivor is None:
        return named
    return named.survivor if not (code and named.survivor.uscc) else None


def _with_code(business: Business, code: str, *, by: Actor, at: datetime) -> Business:
    # An entry merged into this one may bear the code; undone, it bears it again.
    if code and not business.uscc and not Business.objects.filter(uscc=code).exists():
        business.uscc, business.compared_at = code, None
        business.save(update_fields=["uscc", "compared_at"])
        tell("business.code_completed", business, by=by, at=at)
    return business
