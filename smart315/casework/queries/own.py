"""Which cases are somebody's own today, asked alike by every list and every figure."""

from datetime import datetime

from django.db.models import Q
from django.utils.timezone import get_default_timezone

from smart315.accounts.actors import Actor
from smart315.casework.models import Deputy
from smart315.kernel.workdays import local_day


def handled_by(actor: Actor, at: datetime) -> Q:
    """Ask for the cases that the actor works on today: their own, and as a deputy.

    Somebody stands in within one organisation: what the absent officer has elsewhere is not meant.
    """
    if actor.user_id is None:
        return Q(pk__in=[])
    day = local_day(at, get_default_timezone())
    away = Deputy.objects.filter(deputy=actor.user_id, ended_at=None)
    now = away.filter(first_day__lte=day, last_day__gte=day).order_by("pk")
    mine = Q(officer=actor.user_id)
    for officer, place in now.values_list("officer", "organisation"):
        mine |= Q(officer=officer, organisation=place)
    return mine
