"""The rule cards: searched, read, printed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from smart315.casework import cards
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import rights
from smart315.web.desk.forms.fields import optional_day


@require_safe
@desk_page()
def law_cards(request: ActorRequest) -> HttpResponse:
    """Show the rule cards that hold the words, as the law stands on a day."""
    text = request.GET.get("q", "").strip()[:60]
    on = optional_day(request.GET.get("on", "")) or localdate()
    found = [rights.shown(card, on) for card in cards.find(text, on)]
    return render(request, "desk/cards.html", {"cards": found, "asked": text, "on": on})
