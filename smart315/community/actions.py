"""Found a committee, say what it hears, begin a term with a lawful roster, close it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.community import policies, roster as rosters
from smart315.community.kinds import Kind
from smart315.community.models import Committee, Member, Term
from smart315.community.roster import Roster
from smart315.kernel.verdicts import Refused


@transaction.atomic
def found_committee(
    *,
    name: str,
    industry: str,
    categories: Sequence[str],
    organisation_id: int,
    founded_on: date,
    multi_ethnic: bool,
    by: Actor,
    at: datetime,
) -> Committee:
    """Found a committee at an association; the same name twice is once. Raises Refused."""
    policies.may_found(by, accounts.organisation(organisation_id)).require()
    _check_name(name, industry)
    known = Committee.objects.filter(name=name.strip()).first()
    if known is not None and known.organisation_id == organisation_id and known.active:
        return known
    _check_free(name, known)
    committee = Committee.objects.create(
        name=name.strip(),
        industry=industry.strip(),
        categories=list(categories),
        organisation_id=organisation_id,
        founded_on=founded_on,
        multi_ethnic=multi_ethnic,
    )
    _record(Kind.COMMITTEE_FOUNDED, committee, by, at, first=True)
    return committee


@transaction.atomic
def describe_committee(
    *,
    committee_id: int,
    name: str,
    industry: str,
    categories: Sequence[str],
    multi_ethnic: bool,
    by: Actor,
    at: datetime,
) -> Committee:
    """Rename a committee or change what it hears; cases that it has stay with it. Raises Refused.

    Whether smaller groups must be among its members is asked of the next term.
    """
    committee = Committee.objects.select_for_update().get(pk=committee_id)
    policies.may_keep(by, committee.organisation_id).require()
    _check_name(name, industry)
    _check_free(name, Committee.objects.filter(name=name.strip()).exclude(pk=committee_id).first())
    before = committee.name
    committee.name, committee.industry = name.strip(), industry.strip()
    committee.categories, committee.multi_ethnic = list(categories), multi_ethnic
    committee.save(update_fields=["name", "industry", "categories", "multi_ethnic"])
    data = {"before": before, "name": committee.name, "categories": committee.categories}
    _record(Kind.COMMITTEE_DESCRIBED, committee, by, at, data=data)
    return committee


@transaction.atomic
def begin_term(
    *, committee_id: int, begins_on: date, roster: Roster, by: Actor, at: datetime
) -> Term:
    """Begin three years with a roster that the law allows; raise Refused with every reason."""
    committee = Committee.objects.select_for_update().get(pk=committee_id)
    policies.may_keep(by, committee.organisation_id).require()
    checked = Roster(roster.seats, roster.women, roster.smaller_groups, committee.multi_ethnic)
    wrong = rosters.problems(checked)
    if wrong:
        raise Refused(" ".join(wrong), field="members")
    running = committee.terms.filter(ends_on__gte=begins_on, begins_on__lte=begins_on)
    running.update(ends_on=begins_on)
    term = Term.objects.create(
        committee=committee,
        begins_on=begins_on,
        ends_on=rosters.last_day(begins_on),
        women=roster.women,
        smaller_groups=roster.smaller_groups,
    )
    Member.objects.bulk_create(
        Member(
            term=term,
            name=seat.name.strip(),
            workplace=seat.workplace,
            skill=seat.skill,
            user_id=seat.user_id,
            chair=seat.chair,
        )
        for seat in roster.seats
    )
    data = {"term": term.pk, "members": len(roster.seats), "until": f"{term.ends_on:%Y-%m-%d}"}
    _record(Kind.TERM_BEGUN, committee, by, at, data=data)
    return term


@transaction.atomic
def close_committee(*, committee_id: int, by: Actor, at: datetime) -> Committee:
    """Close a committee: it gets no more cases.

    Whether it still hears any is asked by casework, which closes it by this.
    """
    committee = Committee.objects.select_for_update().get(pk=committee_id)
    policies.may_keep(by, committee.organisation_id).require()
    committee.active = False
    committee.save(update_fields=["active"])
    _record(Kind.COMMITTEE_CLOSED, committee, by, at)
    return committee


def _check_name(name: str, industry: str) -> None:
    if not name.strip():
        raise Refused(_("请填写委员会的名称。"), field="name")
    if not industry.strip():
        raise Refused(_("请填写委员会的行业。"), field="industry")


def _check_free(name: str, other: Committee | None) -> None:
    if other is not None:
        raise Refused(_("已有名为“%(name)s”的委员会。") % {"name": name.strip()}, field="name")


def _record(
    kind: Kind,
    committee: Committee,
    by: Actor,
    at: datetime,
    *,
    data: dict[str, object] | None = None,
    first: bool = False,
) -> None:
    audit.record(
        kind=kind, stream=f"committee:{committee.pk}", actor=by.name, at=at, data=data or {},
        first=first,
    )  # fmt: skip
