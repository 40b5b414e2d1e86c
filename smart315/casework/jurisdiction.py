"""Which association a complaint belongs to: rules as rows first, then the strategy that holds.

One function for filing, fall-back and import (handbook §2.9). Divisions are GB/T 2260 codes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models.functions import Coalesce

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Permission
from smart315.accounts.queries import Organisation
from smart315.casework.codes import RespondentRole
from smart315.casework.models import Complaint, RoutingRule
from smart315.casework.parts import Reach, Strategy
from smart315.parameters.snapshot import NotInForce, Snapshot


PROVINCE = "630000"
PROVINCE_DIGITS, PREFECTURE_DIGITS = 2, 4
BY_RULE = "rule"
Serving = Callable[[str], Organisation]


@dataclass(frozen=True)
class Facts:
    """What is known of a complaint when its association is sought.

    `place` is where the business does business or shows its address, `residence` where it is
    registered, `registrar` the association that took the complaint down.
    """

    received_on: date
    place: str = ""
    residence: str = ""
    consumer: str = ""
    category: str = ""
    business_kind: str = ""
    purchase_channel: str = ""
    platform: str = ""
    business_id: int | None = None
    amount_fen: int | None = None
    registrar: str = ""


@dataclass(frozen=True)
class Decision:
    """Where a complaint goes and why: a rule's row, or the name of the strategy."""

    organisation: Organisation
    routed_by: str
    rule: RoutingRule | None = None


@dataclass
class Router:
    """The rules of one moment, asked for many complaints; associations are looked up once."""

    rules: Sequence[RoutingRule]
    serving: Serving
    strategy: Callable[[date], str]
    load: Callable[[int], float] = field(default=lambda place: _load(place))
    _served: dict[str, Organisation] = field(default_factory=dict)
    _loads: dict[int, float] = field(default_factory=dict)

    def route(self, facts: Facts) -> Decision:
        """Return where a complaint goes; raise LookupError before there is any association."""
        for rule in self.rules:
            if fits(rule, facts):
                found = self._reached(rule, facts)
                if found is not None and not self._is_full(rule, found):
                    return Decision(found, BY_RULE, rule)
        name = self.strategy(facts.received_on)
        return Decision(self._serving(PLACES[Strategy(name)](facts)), name)

    def _reached(self, rule: RoutingRule, facts: Facts) -> Organisation | None:
        if rule.reach == Reach.NAMED:
            return rule.organisation if rule.organisation and rule.organisation.active else None
        return self._serving(REACHED[Reach(rule.reach)](facts))

    def _is_full(self, rule: RoutingRule, organisation: Organisation) -> bool:
        if rule.most_load is None:
            return False
        if organisation.pk not in self._loads:
            self._loads[organisation.pk] = self.load(organisation.pk)
        return self._loads[organisation.pk] >= rule.most_load

    def _serving(self, code: str) -> Organisation:
        if code not in self._served:
            self._served[code] = self.serving(code or PROVINCE)
        return self._served[code]


def router(snapshot: Snapshot) -> Router:
    """Return the rules as they are; one query, and one for each association that is asked for."""
    whose = Coalesce("business__survivor_id", "business_id")
    rules = RoutingRule.objects.select_related("organisation").annotate(whose=whose)
    rules = rules.order_by("priority", "pk")
    return Router(list(rules), accounts.organisation_for_region, lambda day: _named(snapshot, day))


def fits(rule: RoutingRule, facts: Facts) -> bool:
    """Tell whether a rule speaks of the complaint; what a rule leaves empty does not narrow."""
    return _holds(rule, facts.received_on) and _is_there(rule, facts) and _is_such(rule, facts)


def within(code: str, areas: Sequence[str]) -> bool:
    """Tell whether a division is one of the areas or lies in one."""
    return bool(code) and any(code.startswith(_stem(each)) for each in areas)


def _holds(rule: RoutingRule, day: date) -> bool:
    return rule.valid_from <= day and (rule.valid_to is None or day <= rule.valid_to)


def _is_there(rule: RoutingRule, facts: Facts) -> bool:
    if rule.regions and not within(facts.place, rule.regions):
        return False
    if within(facts.place, rule.regions_but):
        return False
    if rule.consumer_regions and not within(facts.consumer, rule.consumer_regions):
        return False
    return not rule.across or _is_across(facts, rule.across)


def _is_across(facts: Facts, what: str) -> bool:
    """Tell whether consumer and business are in two prefectures, or in two provinces."""
    if not (facts.place and facts.consumer):
        return False
    digits = PREFECTURE_DIGITS if what == "prefecture" else PROVINCE_DIGITS
    same_province = facts.place[:PROVINCE_DIGITS] == facts.consumer[:PROVINCE_DIGITS]
    if what == "prefecture" and not same_province:
        return False
    return facts.place[:digits] != facts.consumer[:digits]


def _is_such(rule: RoutingRule, facts: Facts) -> bool:
    if rule.categories and not any(_below(facts.category, each) for each in rule.categories):
        return False
    if rule.least_fen is not None and (facts.amount_fen or 0) < rule.least_fen:
        return False
    if rule.platform and rule.platform not in facts.platform:
        return False
    wanted = (
        (rule.business_kind, facts.business_kind),
        (rule.purchase_channel, facts.purchase_channel),
        (getattr(rule, "whose", rule.business_id), facts.business_id),
    )
    return all(not asked or asked == given for asked, given in wanted)


def _below(category: str, above: str) -> bool:
    return category == above or category.startswith(f"{above}-")


def _stem(code: str) -> str:
    """Return the digits that all divisions within share: 630000 is 63, 630100 is 6301."""
    if code.endswith("0000"):
        return code[:PROVINCE_DIGITS]
    return code[:PREFECTURE_DIGITS] if code.endswith("00") else code


def _prefecture(code: str) -> str:
    return f"{code[:PREFECTURE_DIGITS]}00" if code else ""


def _respondent(facts: Facts) -> str:
    """J-04: the place of business; where nothing is known of it, the consumer's."""
    return facts.place or facts.residence or facts.consumer


def _residence(facts: Facts) -> str:
    """J-01 (令121 §13): a platform at its registered place, a shop where it says it is."""
    if facts.business_kind == RespondentRole.PLATFORM:
        return facts.residence or _respondent(facts)
    return facts.place or facts.residence or facts.consumer


def _actual(facts: Facts) -> str:
    """J-02 (the old 令20): always where business is actually done."""
    return facts.place or facts.consumer


def _first(facts: Facts) -> str:
    """J-03: of two that are competent the one that received it first, else the place of business.

    Competent are the associations of the business's and of the consumer's line of divisions.
    """
    lines = [each for each in (facts.place, facts.consumer) if each]
    competent = any(within(each, [facts.registrar]) for each in lines) if facts.registrar else False
    return facts.registrar if competent else _respondent(facts)


def _consumer(facts: Facts) -> str:
    return facts.consumer or facts.place


PLACES: dict[Strategy, Callable[[Facts], str]] = {
    Strategy.RESPONDENT_COUNTY: _respondent,
    Strategy.RESIDENCE: _residence,
    Strategy.ACTUAL_PLACE: _actual,
    Strategy.FIRST_RECEIVED: _first,
    Strategy.CONSUMER_COUNTY: _consumer,
}
REACHED: dict[Reach, Callable[[Facts], str]] = {
    Reach.COUNTY: _respondent,
    Reach.PREFECTURE: lambda facts: _prefecture(_respondent(facts)),
    Reach.PROVINCE: lambda _facts: PROVINCE,
    Reach.CONSUMER_COUNTY: _consumer,
    Reach.CONSUMER_PREFECTURE: lambda facts: _prefecture(_consumer(facts)),
    Reach.REGISTRAR: lambda facts: facts.registrar or _respondent(facts),
}


def _named(snapshot: Snapshot, day: date) -> str:
    """Return the strategy of the day; before the register began, that of the handbook (J-04)."""
    try:
        name = snapshot.value("jurisdiction.strategy", day)
    except NotInForce:
        return Strategy.RESPONDENT_COUNTY
    return str(name) if name in Strategy.values else Strategy.RESPONDENT_COUNTY


def _load(place: int) -> float:
    """Return how many open complaints there are for each mediator of an organisation."""
    under_way = Complaint.objects.real().filter(organisation=place).under_way().count()
    return under_way / max(1, len(accounts.staff(place, Permission.MEDIATE)))
