"""Hints that a complaint may serve another end than redress (handbook ABUSE-01).

Counts and reasons alone, for officers alone: nothing is refused by them, and nothing is scored.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _, gettext_noop

from smart315.accounts.actors import Actor
from smart315.businesses import queries as businesses
from smart315.casework import clocks, policies, sameness
from smart315.casework.clocks import Rulebook
from smart315.casework.codes import AbuseDecision
from smart315.casework.models import AbuseReview, Agreement, Complaint, Party
from smart315.casework.models.party import PartyRole


# More than so many complaints of one telephone, or about one business, tell nothing new.
LOOKED_AT = 300
# Days of what is called a week and a month: back from the receipt of the complaint.
WEEK, MONTH = 7, 30


@dataclass(frozen=True)
class Hint:
    """What was counted, the rule by which it is worth a look, and on what the rule rests."""

    code: str
    count: int
    limit: int
    reason: str
    rule: str
    basis: str


@dataclass(frozen=True)
class Review:
    """What an officer made of the hints."""

    decision: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Abuse:
    """The hints of a case with the officers' decisions, the newest first."""

    hints: list[Hint]
    reviews: list[Review]
    window: int

    @property
    def counts(self) -> dict[str, int]:
        """Return the counts by code, as a decision keeps them."""
        return {each.code: each.count for each in self.hints}


@dataclass(frozen=True)
class _Filed:
    """One complaint in the window: who filed it, about whom and what, when."""

    complaint_id: int
    name: str
    address: str
    phone_hash: str
    address_hash: str
    business: str
    category: str
    nature: str
    received_at: datetime


@dataclass(frozen=True)
class _Beside:
    """What lies beside a complaint: of its telephone, business, address and payee's account."""

    mine: list[_Filed]
    about: list[_Filed]
    there: list[_Filed]
    paid: list[_Filed]


def abuse_hints(complaint_id: int, actor: Actor) -> Abuse | None:
    """Return the hints of a case; None when the actor may not see them. Seven queries at most.

    Other complaints are counted in the whole province, also those that the officer may not read:
    the count says nothing of what they hold.
    """
    complaint = Complaint.objects.visible_to(actor).filter(pk=complaint_id).first()
    if complaint is None or not policies.may_see_abuse_hints(actor, complaint):
        return None
    rules = clocks.rulebook(complaint)
    window = rules.snapshot.limit("abuse.window", rules.received_on).length
    reviews = AbuseReview.objects.filter(complaint=complaint).select_related("by")
    return Abuse(
        hints=list(_hints(complaint, rules, window)),
        reviews=[_review(each) for each in reviews.order_by("-at", "-pk")],
        window=window,
    )


def _review(review: AbuseReview) -> Review:
    label = str(AbuseDecision(review.decision).label)
    return Review(label, review.reason, str(review.by), review.at)


def _hints(complaint: Complaint, rules: Rulebook, window: int) -> Iterator[Hint]:
    person = complaint.parties.filter(role=PartyRole.COMPLAINANT).first()
    if person is None:
        return
    own = _filed(person, complaint)
    beside = _Beside(
        mine=_of_phone(own, window),
        about=_about_business(complaint, own, window),
        there=_of_address(own, window),
        paid=_of_account(complaint, own, window),
    )
    for code, (rule, counted, said) in COUNTED.items():
        in_force = rules.snapshot.rule(rule, rules.received_on)
        count = counted(own, beside)
        if count >= in_force.value:
            reason = _(said) % {"count": count, "days": window}
            yield Hint(code, count, in_force.value, reason, rule, in_force.basis)


def _of_phone(own: _Filed, window: int) -> list[_Filed]:
    """Return the complaints of the same telephone in the window, this one among them."""
    if not own.phone_hash:
        return [own]
    people = Party.objects.filter(phone_hash=own.phone_hash, role=PartyRole.COMPLAINANT)
    return _around(own, people, window)


def _about_business(complaint: Complaint, own: _Filed, window: int) -> list[_Filed]:
    """Return the complaints about the same business in the window, whoever filed them."""
    if complaint.business_id is None:
        return [own]
    people = Party.objects.filter(
        complaint__business__in=businesses.same_as(complaint.business_id),
        role=PartyRole.COMPLAINANT,
    )
    return _around(own, people, window)


def _of_address(own: _Filed, window: int) -> list[_Filed]:
    """Return the complaints from the same address in the window, whomever they are about."""
    if not own.address_hash:
        return []
    people = Party.objects.filter(address_hash=own.address_hash, role=PartyRole.COMPLAINANT)
    return _around(own, people, window)


def _of_account(complaint: Complaint, own: _Filed, window: int) -> list[_Filed]:
    """Return the complaints in which money is to go to the same account, in the window."""
    named = complaint.agreements.exclude(payee_hash="").values_list("payee_hash", flat=True)
    accounts = list(named)
    if not accounts:
        return []
    paid = Agreement.objects.filter(payee_hash__in=accounts).values("complaint")
    people = Party.objects.filter(complaint__in=paid, role=PartyRole.COMPLAINANT)
    return _around(own, people, window)


def _around(own: _Filed, people: QuerySet[Party], window: int) -> list[_Filed]:
    days = timedelta(days=window)
    near = people.filter(
        complaint__received_at__gte=own.received_at - days,
        complaint__received_at__lte=own.received_at + days,
    )
    newest = near.select_related("complaint__business").order_by("-complaint__received_at")[
        :LOOKED_AT
    ]
    return [_filed(each, each.complaint) for each in newest]


def _filed(person: Party, complaint: Complaint) -> _Filed:
    return _Filed(
        complaint_id=complaint.pk,
        name=person.name,
        address=sameness.plain_address(person.address),
        phone_hash=person.phone_hash,
        address_hash=person.address_hash,
        business=str(complaint.stands or complaint.respondent_name),
        category=complaint.category_code,
        nature=complaint.nature_code,
        received_at=complaint.received_at,
    )


def _same_business(own: _Filed, beside: _Beside) -> int:
    return sum(each.business == own.business for each in beside.mine)


def _same_kind(own: _Filed, beside: _Beside) -> int:
    mine = beside.mine
    by_category = sum(bool(own.category) and each.category == own.category for each in mine)
    by_nature = sum(bool(own.nature) and each.nature == own.nature for each in mine)
    return max(by_category, by_nature)


def _same_day(own: _Filed, beside: _Beside) -> int:
    return _within(own, beside.mine, 1)


def _week(own: _Filed, beside: _Beside) -> int:
    return _within(own, beside.mine, WEEK)


def _month(own: _Filed, beside: _Beside) -> int:
    return _within(own, beside.mine, MONTH)


def _within(own: _Filed, filed: list[_Filed], days: int) -> int:
    """Return how many were received on the day of this one and in the days before it."""
    last = localdate(own.received_at)
    ages = ((last - localdate(each.received_at)).days for each in filed)
    return sum(0 <= age < days for age in ages)


def _shared_phone(_own: _Filed, beside: _Beside) -> int:
    return len({each.name for each in beside.mine})


def _shared_address(own: _Filed, beside: _Beside) -> int:
    if not own.address:
        return 0
    return len({each.name for each in beside.about if each.address == own.address})


def _phone_businesses(_own: _Filed, beside: _Beside) -> int:
    return len({each.business for each in beside.mine})


def _address_businesses(_own: _Filed, beside: _Beside) -> int:
    return len({each.business for each in beside.there})


def _account_businesses(_own: _Filed, beside: _Beside) -> int:
    return len({each.business for each in beside.paid})


Counted = Callable[[_Filed, _Beside], int]
COUNTED: dict[str, tuple[str, Counted, str]] = {
    "same_business": (
        "abuse.repeat_min",
        _same_business,
        gettext_noop("同一电话前后%(days)s天内对同一经营者投诉%(count)s件"),
    ),
    "same_kind": (
        "abuse.same_kind_min",
        _same_kind,
        gettext_noop("同一电话前后%(days)s天内就同类商品或者同类问题投诉%(count)s件"),
    ),
    "same_day": (
        "abuse.day_max",
        _same_day,
        gettext_noop("同一电话在收到本件的当天投诉%(count)s件"),
    ),
    "in_a_week": (
        "abuse.week_max",
        _week,
        gettext_noop("同一电话在收到本件当日和之前共7天内投诉%(count)s件"),
    ),
    "in_a_month": (
        "abuse.month_max",
        _month,
        gettext_noop("同一电话在收到本件当日和之前共30天内投诉%(count)s件"),
    ),
    "phone_businesses": (
        "abuse.phone_businesses_min",
        _phone_businesses,
        gettext_noop("同一电话前后%(days)s天内投诉%(count)s家经营者"),
    ),
    "address_businesses": (
        "abuse.address_businesses_min",
        _address_businesses,
        gettext_noop("前后%(days)s天内以同一地址投诉%(count)s家经营者"),
    ),
    "account_businesses": (
        "abuse.account_businesses_min",
        _account_businesses,
        gettext_noop("前后%(days)s天内有%(count)s家经营者约定向同一收款账户支付"),
    ),
    "shared_phone": (
        "abuse.shared_phone_min",
        _shared_phone,
        gettext_noop("前后%(days)s天内有%(count)s个姓名使用同一电话投诉"),
    ),
    "shared_address": (
        "abuse.shared_address_min",
        _shared_address,
        gettext_noop("前后%(days)s天内有%(count)s个姓名以同一地址投诉同一经营者"),
    ),
}
