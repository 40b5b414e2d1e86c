"""Found a committee, begin a term with a lawful roster, close it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor, Permission
from smart315.audit import actions as audit
from smart315.community import roster as rosters
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
    _may(by, organisation_id)
    if not name.strip() or not industry.strip():
        raise Refused(_("请填写委员会的名称和行业。"), field="name")
    known = Committee.objects.filter(name=name.strip()).first()
    if known is not None:
        return known
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
def begin_term(
    *, committee_id: int, begins_on: date, roster: Roster, by: Actor, at: datetime
) -> Term:
    """Begin three years with a roster that the law allows; raise Refused with every reason."""
    committee = Committee.objects.select_for_update().get(pk=committee_id)
    _may(by, committee.organisation_id)
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
    """Close a committee: it gets no more cases."""
    committee = Committee.objects.select_for_update().get(pk=committee_id)
    _may(by, committee.organisation_id)
    committee.active = False
    committee.save(update_fields=["active"])
    _record(Kind.COMMITTEE_CLOSED, committee, by, at)
    return committee


def _may(by: Actor, organisation_id: int) -> None:
    """The head of the association sets committees up; the machine, with reference data."""
    if by.may(Permission.MANAGE_ORGANISATION, within=organisation_id):
        return
    if by.may(Permission.ASSIGN_OFFICER, within=organisation_id):
        return
    raise Refused(_("调解委员会由本会负责人设立和换届。"))


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
