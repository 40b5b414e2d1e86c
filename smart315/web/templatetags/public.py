"""The parts from which the consumer's pages are built; load with `{% load public %}`."""

from typing import Any

from django import forms, template
from django.conf import settings
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, override

from smart315.casework.queries import ClockView
from smart315.casework.taxonomy import Label
from smart315.kernel import money
from smart315.web.templatetags.site import both


register = template.Library()


@register.inclusion_tag("public/parts/field.html")
def field(bound: BoundField, *, needed: bool = False, **attrs: str) -> dict[str, Any]:
    """Show a field with label, hint and errors tied to it: `{% field form.phone %}`.

    `needed` for one that an earlier answer makes necessary.
    """
    widget = bound.field.widget
    own: dict[str, str | bool] = {key.replace("_", "-"): text for key, text in attrs.items()}
    return {
        "field": bound,
        # Texts of the taxonomy are Chinese whatever the language of the page.
        "chinese": isinstance(bound.label, str),
        "optional": not (needed or bound.field.required),
        "control": bound.as_widget(attrs=own),
        "grouped": isinstance(widget, RadioSelect | CheckboxSelectMultiple),
        "ticked": isinstance(widget, CheckboxInput),
    }


@register.inclusion_tag("public/parts/errors.html")
def errors_of(*several: forms.BaseForm) -> dict[str, Any]:
    """Say on top how many things are to be put right, with a link to each."""
    found = [
        (message, anchor(form, name))
        for form in several
        for name, messages in form.errors.items()
        for message in messages
    ]
    return {"found": found}


@register.simple_tag
def twice(text: str | Promise) -> SafeString:
    """Return a heading of the code in Chinese, and in the reader's language after it."""
    with override(settings.LANGUAGE_CODE):
        chinese = str(text)
    return both(chinese, str(text))


@register.filter
def label(node: Label) -> str:
    """Return a taxonomy's name in the reader's language."""
    return node.label(get_language() or "")


@register.filter
def yuan(fen: int | None) -> str:
    """Show an amount in fen as yuan."""
    return "" if fen is None else money.with_unit(fen)


@register.filter
def due(clock: ClockView) -> str:
    """Show when a limit ends: the day, and the time of day where hours are counted."""
    moment = localtime(clock.due_at)
    # A limit in days ends with the day itself.
    by_the_day = (moment.hour, moment.minute) == (23, 59)
    return f"{moment:%Y-%m-%d}" if by_the_day else f"{moment:%Y-%m-%d %H:%M}"


def anchor(form: forms.BaseForm, name: str) -> str:
    """Return the id to which an error leads: the control, or the first of a group."""
    if name not in form.fields:
        return "main"
    bound = form[name]
    return bound.id_for_label or f"{bound.auto_id}_0"
