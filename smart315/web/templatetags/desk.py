"""The parts from which the desk and the portal are built; load with `{% load desk %}`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from smart315.kernel import masking, money
from smart315.web import demo
from smart315.web.desk import badges, navigation


register = template.Library()


@dataclass(frozen=True)
class Chip:
    """A filter as a link that can be shared."""

    words: str
    url: str
    on: bool = False
    count: int | None = None


@register.simple_tag(takes_context=True)
def shell(context: Context) -> navigation.Shell:
    """Return what stands around the page: `{% shell as frame %}`."""
    request = context["request"]
    return navigation.shell(request.actor, request.path)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw one of the vendored icons: `{% icon "clock" %}`; decoration, never the only sign."""
    return _drawn(name)


@register.simple_tag
def due_badge(
    at: datetime | None, level: str = "", *, provisional: bool = False, why: str = ""
) -> SafeString:
    """Show a due date: colour and words together, and a link to the reason.

    `{% due_badge row.due_at row.level provisional=row.provisional why=url %}`; without a level
    only "late" and "in time" are told apart. Written without a template: a list has fifty.
    """
    if at is None:
        return format_html('<span class="quiet">{}</span>', _("无期限"))
    due = badges.due(at, level, now())
    local = localtime(at)
    return format_html(
        '<span class="due">{} <time datetime="{}">{}</time>{}{}</span>',
        _marked(due.words, due.level, due.sign),
        local.isoformat(),
        f"{local:%Y-%m-%d %H:%M}",
        _marked(_("暂定"), "", "") if provisional else "",
        format_html(' <a class="small" href="{}">{}</a>', why, _("怎么算的")) if why else "",
    )


@register.simple_tag
def stage_badge(stage: Any, words: str = "") -> SafeString:
    """Show a stage by its name: `{% stage_badge complaint.stage complaint.get_stage_display %}`."""
    return _marked(words or str(getattr(stage, "label", stage)), badges.tone(str(stage)), "")


@register.simple_tag
def mark(words: str, tone: str = "", sign: str = "") -> SafeString:
    """Show a short word in a coloured box: `{% mark "督办" "red" sign="flag" %}`."""
    return _marked(words, tone, sign)


@register.filter
def yuan(fen: int | None) -> str:
    """Show an amount in fen as yuan: `{{ complaint.amount|yuan }}`."""
    return "" if fen is None else money.with_unit(fen)


@register.filter
def masked_name(name: str) -> str:
    """Show a person's name without the given name."""
    return masking.mask_name(name) if name else ""


@register.filter
def masked_phone(phone: str) -> str:
    """Show a phone number without its middle."""
    return masking.mask_phone(phone) if phone else ""


@register.inclusion_tag("desk/parts/chips.html")
def chips(rows: Sequence[Chip], label: str) -> dict[str, Any]:
    """Show filters as links: `{% chips page.filters label="按期限筛选" %}`."""
    return {"chips": rows, "label": label}


@register.inclusion_tag("desk/parts/pager.html")
def pager(*, previous: str = "", following: str = "", words: str = "") -> dict[str, str]:
    """Show links to the neighbouring pages: `{% pager previous=url following=url words=text %}`."""
    return {"previous": previous, "following": following, "words": words}


@register.inclusion_tag("desk/parts/empty.html")
def empty_state(title: str, words: str = "", sign: str = "circle-check") -> dict[str, str]:
    """Say that there is nothing here, and why: `{% empty_state "没有待办" "……" %}`."""
    return {"title": title, "words": words, "sign": sign}


@register.inclusion_tag("desk/parts/field.html")
def field(bound: BoundField, label: str = "", **attrs: str) -> dict[str, Any]:
    """Show a field with label, hint and errors tied to it: `{% field form.phone rows="3" %}`."""
    return {
        "field": bound,
        "label": label or bound.label,
        "control": bound.as_widget(attrs={**_look_of(bound), **attrs}),
        "grouped": isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple),
        "ticked": isinstance(bound.field.widget, CheckboxInput),
    }


@register.inclusion_tag("desk/parts/fields.html")
def form_fields(form: Any) -> dict[str, Any]:
    """Show the form's own errors, then every field of it: `{% form_fields form %}`.

    Several errors are also named on top, each with a link: some lie below the screen's edge.
    """
    wrong = [each for each in form.visible_fields() if each.errors]
    named = [(each.label, each.id_for_label or f"{each.auto_id}_0") for each in wrong]
    return {"form": form, "named": named if len(named) > 1 else []}


@register.inclusion_tag("desk/parts/confirm.html", takes_context=True)
def confirm(
    context: Context, url: str, *, opens: str, question: str, does: str, tone: str = "primary"
) -> dict[str, Any]:
    """Ask once more before a POST, without a script.

    `{% confirm url opens="撤销" question="撤销后不能恢复。" does="确认撤销" tone="danger" %}`
    """
    return {
        "url": url,
        "opens": opens,
        "question": question,
        "does": does,
        "tone": tone,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def demo_signins() -> list[demo.SignIn]:
    """Return the demonstration sign-ins; none outside a demonstration."""
    return demo.signins()


@register.simple_tag(takes_context=True)
def demo_code(context: Context) -> str:
    """Return the current second-factor code of a demonstration account that is signing in."""
    return demo.current_code(context["request"])


def _marked(words: object, tone: str, sign: str) -> SafeString:
    return _box(str(words), tone, sign)


@lru_cache(maxsize=1024)
def _box(words: str, tone: str, sign: str) -> SafeString:
    """Write a word in its box once: a list shows the same few many times."""
    return format_html(
        '<span class="mark {}">{}{}</span>', tone, _drawn(sign) if sign else "", words
    )


@cache
def _drawn(name: str) -> SafeString:
    """Read an icon once: a list shows the same few a hundred times."""
    return render_to_string(f"desk/icons/{name}.svg")


def _look_of(bound: BoundField) -> dict[str, str]:
    widget = bound.field.widget
    if isinstance(widget, CheckboxInput):
        return {"class": "form-check-input"}
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return {}
    given = widget.attrs.get("class", "")
    look = "form-select" if getattr(widget, "input_type", "") == "select" else "form-control"
    return {"class": f"{look} {given}".strip()}
