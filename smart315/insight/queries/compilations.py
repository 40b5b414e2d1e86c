"""Orders to compile, for whoever waits for them."""

from smart315.accounts.actors import Actor, Permission
from smart315.insight.analyses.compilations import PENDING
from smart315.insight.models import Compilation


MOST = 20  # lines above the list


def compilation(compilation_id: int, actor: Actor) -> Compilation | None:
    """Return one order, or None where there is none for the actor."""
    rows = Compilation.objects.select_related("region", "organisation", "again")
    places = actor.where(Permission.WRITE_ANALYSIS)
    return rows.filter(pk=compilation_id, organisation__in=places).first()


def compilations(actor: Actor) -> list[Compilation]:
    """Return the orders at the actor's places that nothing has come of yet, the oldest first."""
    places = actor.where(Permission.WRITE_ANALYSIS)
    rows = Compilation.objects.filter(state__in=PENDING, organisation__in=places)
    return list(rows.select_related("region").order_by("ordered_at", "pk")[:MOST])
