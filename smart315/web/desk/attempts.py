"""Try an action on behalf of a form: a refusal goes to its field, a success is said aloud."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.utils.functional import Promise
from django.utils.timezone import now

from smart315.kernel.verdicts import Refused
from smart315.web.access import ActorRequest
from smart315.web.desk.forms.fields import put


def made(
    request: ActorRequest,
    form: forms.BaseForm,
    act: Callable[..., Any],
    said: str | Promise = "",
    **arguments: Any,
) -> bool:
    """Act now in the name of who asks; tell whether it was done."""
    try:
        act(**arguments, by=request.actor, at=now())
    except Refused as refusal:
        put(form, refusal)
        return False
    if said:
        messages.success(request, str(said))
    return True


def pressed(
    request: ActorRequest, act: Callable[..., Any], said: str | Promise = "", **arguments: Any
) -> bool:
    """Act now on the press of a bare button; a refusal is shown at the top of the next page."""
    try:
        act(**arguments, by=request.actor, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    if said:
        messages.success(request, str(said))
    return True
