"""Every read of committees that other rooms may make."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from smart315.community.models import Committee as Committee, Member as Member, Term


@dataclass(frozen=True)
class Serving:
    """A committee with its term in force and who serves."""

    committee: Committee
    term: Term | None
    members: list[Member]

    @property
    def chair(self) -> Member | None:
        """Return who presides."""
        return next((each for each in self.members if each.chair), None)


def committees(*, on: date, organisations: Collection[int] | None = None) -> list[Serving]:
    """Return the active committees, of some associations or of all, with who serves on the day."""
    found = Committee.objects.filter(active=True).select_related("organisation")
    if organisations is not None:
        found = found.filter(organisation__in=organisations)
    rows = list(found.order_by("name"))
    terms = Term.objects.filter(committee__in=rows, begins_on__lte=on, ends_on__gte=on)
    by_committee = {each.committee_id: each for each in terms.order_by("begins_on")}
    serving = Member.objects.filter(term__in=by_committee.values(), left_on=None)
    people: dict[int, list[Member]] = {}
    for member in serving.order_by("-chair", "pk"):
        people.setdefault(member.term_id, []).append(member)
    return [
        Serving(row, term, people.get(term.pk, []) if term else [])
        for row in rows
        for term in [by_committee.get(row.pk)]
    ]


def committee(committee_id: int, *, on: date, hold: bool = False) -> Serving | None:
    """Return one committee with who serves on the day.

    With `hold`, inside a transaction, nobody closes it or begins its term meanwhile.
    """
    rows = Committee.objects.select_related("organisation")
    rows = rows.select_for_update(of=("self",)) if hold else rows
    row = rows.filter(pk=committee_id).first()
    if row is None:
        return None
    terms = row.terms.filter(begins_on__lte=on, ends_on__gte=on).order_by("-begins_on")
    term = terms.first()
    people = term.members.filter(left_on=None).order_by("-chair", "pk") if term else ()
    return Serving(row, term, list(people))


def members(ids: Collection[int]) -> list[Member]:
    """Return members by key, who presides first."""
    return list(Member.objects.filter(pk__in=ids).order_by("-chair", "pk"))


def suits(committee: Committee, category_code: str) -> bool:
    """Tell whether the committee hears disputes about such goods or services."""
    return any(category_code.startswith(code) for code in committee.categories)
