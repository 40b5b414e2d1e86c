"""Routing rules in words, what a rule would have done, and why a case lies where it lies."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.casework import part_policies, taxonomy
from smart315.casework.codes import PurchaseChannel, RespondentRole
from smart315.casework.jurisdiction import BY_RULE, Facts, Router, router
from smart315.casework.models import Complaint, Party, RoutingRule
from smart315.casework.parts import Reach, Strategy
from smart315.casework.routes import Route, drafted
from smart315.kernel.money import with_unit
from smart315.kernel.workdays import local_day
from smart315.parameters import queries as parameters
from smart315.regions import queries as regions


LOOK_BACK = timedelta(days=90)


@dataclass(frozen=True)
class RuleView:
    """A rule as its line: when it applies, to whom it sends, since when."""

    rule: RoutingRule
    conditions: list[str]
    receiver: str
    state: str


@dataclass(frozen=True)
class Shift:
    """So many complaints would have gone elsewhere."""

    before: str
    after: str
    count: int


@dataclass(frozen=True)
class DryRun:
    """What a rule would have done to the complaints of the last ninety days."""

    looked_at: int
    touched: int
    shifts: list[Shift]


def rules(*, on: date) -> list[RuleView]:
    """Return every rule, those that hold or will hold first, in the order in which they decide."""
    rows = RoutingRule.objects.select_related("organisation", "officer", "business")
    found = [_view(each, on) for each in rows.order_by("priority", "pk")]
    return sorted(found, key=lambda each: each.state == "over")


def rule(rule_id: int, *, on: date) -> RuleView | None:
    """Return one rule."""
    rows = RoutingRule.objects.select_related("organisation", "officer", "business")
    found = rows.filter(pk=rule_id).first()
    return _view(found, on) if found else None


def dry_run(route: Route, *, by: Actor, at: datetime, replaces: int | None = None) -> DryRun:
    """Return what an unsaved rule would have done to the last ninety days, as counts alone.

    It is tried as if it had held all the time, beside the rules of today. Raises Refused.
    """
    part_policies.may_route(by).require()
    draft = drafted(route)
    today = local_day(at, get_default_timezone())
    now = router(parameters.snapshot())
    others = [each for each in now.rules if each.pk != replaces]
    draft.valid_from = today
    tried = sorted([*others, draft], key=lambda each: (each.priority, each.pk or 0))
    then = Router(tried, now.serving, now.strategy)
    looked_at, touched, shifts = 0, 0, Counter[tuple[str, str]]()
    for facts in _lately(at - LOOK_BACK, today):
        looked_at += 1
        before, after = now.route(facts), then.route(facts)
        touched += after.rule is draft
        if before.organisation.pk != after.organisation.pk:
            shifts[before.organisation.name, after.organisation.name] += 1
    moved = [Shift(before, after, count) for (before, after), count in shifts.most_common()]
    return DryRun(looked_at, touched, moved)


def why_here(complaint: Complaint) -> str:
    """Return why a case came to its first organisation; blank where a person decided it."""
    if complaint.routed_by == BY_RULE and complaint.routing_rule:
        chosen = complaint.routing_rule
        words = {"id": chosen.pk, "name": chosen.name, "basis": chosen.basis}
        return _("按分派规则%(id)s“%(name)s”（%(basis)s）。") % words
    if complaint.routed_by in Strategy.values:
        label = Strategy(complaint.routed_by).label
        return _("没有分派规则适用，按默认管辖：%(strategy)s。") % {"strategy": label}
    return ""


def suggested_officer(complaint: Complaint) -> int | None:
    """Return the officer whom the rule suggests for a case that still lies where it was sent."""
    chosen = complaint.routing_rule
    if chosen is None or chosen.organisation_id != complaint.organisation_id:
        return None
    return chosen.officer_id


def _lately(since: datetime, today: date) -> Iterator[Facts]:
    """Yield the complaints of the last time as if they had come today."""
    people = Party.objects.filter(complaint=OuterRef("pk"), role="complainant")
    rows = Complaint.objects.real().filter(received_at__gte=since).exclude(routed_by="")
    columns = (
        "region_id", "category_code", "respondent_role", "purchase_channel", "platform",
        "whose", "amount_fen", "consumer",
    )  # fmt: skip
    consumer = Subquery(people.values("region_id")[:1])
    whose = Coalesce("business__survivor_id", "business_id")
    found = rows.annotate(consumer=consumer, whose=whose).order_by("pk").values_list(*columns)
    for place, category, kind, channel, platform, business, amount, person in found.iterator():
        yield Facts(
            received_on=today,
            place=place or "",
            consumer=person or "",
            category=category,
            business_kind=kind,
            purchase_channel=channel,
            platform=platform,
            business_id=business,
            amount_fen=amount,
        )


def _view(rule: RoutingRule, on: date) -> RuleView:
    over = rule.valid_to is not None and rule.valid_to < on
    state = "over" if over else "coming" if rule.valid_from > on else "holds"
    receiver = rule.organisation.name if rule.organisation else str(Reach(rule.reach).label)
    return RuleView(rule, list(_conditions(rule)), receiver, state)


def _conditions(rule: RoutingRule) -> Iterator[str]:
    """Say in words when a rule applies; nothing for one that always does."""
    for label, codes in (
        (_("经营地："), rule.regions),
        (_("经营地不在："), rule.regions_but),
        (_("消费者在："), rule.consumer_regions),
    ):
        if codes:
            yield label + "、".join(regions.name(code) for code in codes)
    if rule.categories:
        names = [taxonomy.node(code).name for code in rule.categories if taxonomy.known(code)]
        yield _("类别：") + "、".join(names)
    yield from filter(None, _of_the_business(rule))
    if rule.across:
        yield _("消费者与经营者%(across)s") % {"across": rule.get_across_display()}
    if rule.least_fen is not None:
        yield _("争议金额%(amount)s以上") % {"amount": with_unit(rule.least_fen)}
    if rule.most_load is not None:
        yield _("人均在办少于%(count)s件") % {"count": rule.most_load}


def _of_the_business(rule: RoutingRule) -> tuple[str, ...]:
    return (
        str(RespondentRole(rule.business_kind).label) if rule.business_kind else "",
        str(PurchaseChannel(rule.purchase_channel).label) if rule.purchase_channel else "",
        _("平台：") + rule.platform if rule.platform else "",
        _("经营者：") + rule.business.name if rule.business else "",
    )
