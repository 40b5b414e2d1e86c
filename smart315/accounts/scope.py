"""The one expansion of membership into visible organisations: down the tree."""

from collections.abc import Iterable

from django.db.models import Q

from smart315.accounts.models import Membership, Organisation


def visible_organisations(memberships: Iterable[Membership]) -> dict[int, frozenset[int]]:
    """Return, for each organisation of the memberships, itself and all below it: one query.

    Closed organisations stay visible from above: their old complaints do not disappear.
    """
    # An empty path is a prefix of every path: an unfinished row must not open the whole tree.
    paths = {m.organisation_id: m.organisation.path for m in memberships if m.organisation.path}
    if not paths:
        return {}
    reached = Q()
    for path in sorted(set(paths.values())):
        reached |= Q(path__startswith=path)
    rows = list(Organisation.objects.filter(reached).values_list("pk", "path"))
    return {
        place: frozenset(pk for pk, path in rows if path.startswith(root))
        for place, root in paths.items()
    }
