"""Gives templates the site's facts, and puts Chinese first where two languages stand together."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from smart315.web.public import site


register = template.Library()


@register.simple_tag(takes_context=True)
def site_facts(context: dict[str, Any]) -> site.Facts:
    """Return the facts for the request of this page, if it has one."""
    return site.facts(context.get("request"))


@register.simple_tag
def both(chinese: str, translated: str) -> SafeString:
    """Return a heading in Chinese and, if it was translated, in Tibetan after it and smaller.

    Chinese stands first and largest where both are used (Act on ethnic unity and progress §15).
    """
    if chinese == translated:
        return format_html("{}", chinese)
    return format_html(
        '<span lang="zh-Hans">{}</span> <span class="also">{}</span>', chinese, translated
    )
