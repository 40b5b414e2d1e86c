"""Put an association's own words in the place of the delivered ones."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.audit import actions as audit
from smart315.kernel.verdicts import Refused
from smart315.messaging import lengths, templates
from smart315.messaging.kinds import Kind
from smart315.messaging.models import Wording
from smart315.messaging.templates import CHINESE, Template


@transaction.atomic
def set_wording(
    *,
    template: str,
    language: str,
    subject: str,
    body: str,
    provider_code: str,
    reason: str,
    by: str,
    at: datetime,
) -> Wording:
    """Make the next version of a wording; an empty body puts the delivered one back.

    The same checks hold as for delivered texts: the same places, and no more parts. Raises
    LookupError for an unknown template or language, Refused with the field otherwise.
    """
    found = templates.named(template)
    if language not in lengths.LANGUAGES:
        raise LookupError(f"no messages are written in {language!r}")
    if body:
        _check(found, language, subject, body)
    if not reason.strip():
        raise Refused(_("请写明修改原因，以便日后核对。"), field="reason")
    versions = Wording.objects.filter(template=template, language=language)
    last = versions.order_by("-version").values_list("version", flat=True).first() or 0
    made = Wording.objects.create(
        template=template, language=language, version=last + 1, subject=subject if body else "",
        body=body, provider_code=provider_code if body else "", reason=reason, set_by=by, set_at=at,
    )  # fmt: skip
    data = {"template": template, "language": language, "version": made.version}
    audit.record(kind=Kind.WORDING_SET, stream=f"wording:{template}", actor=by, at=at, data=data)
    return made


def _check(template: Template, language: str, subject: str, body: str) -> None:
    delivered = templates.texts(template, CHINESE)
    for field, own, original in zip(("subject", "body"), (subject, body), delivered, strict=True):
        _check_places(field, own, original)
    if not lengths.by_text_message(template):
        return
    length = lengths.measured(template, language, body)
    if length.too_long:
        raise Refused(
            _(
                "按最长内容计算有%(characters)s字，要分%(parts)s条，这条短信最多%(limit)s条。请改短。"
            )
            % {"characters": length.characters, "parts": length.parts, "limit": length.limit},
            field="body",
        )


def _check_places(field: str, own: str, original: str) -> None:
    wanted = templates.places_of(original)
    try:
        found = templates.places_of(own)
    except ValueError:
        raise Refused(
            _("百分号只能用于占位符，写作 %(example)s；要显示百分号，请写两个。")
            % {"example": "%(number)s"},
            field=field,
        ) from None
    if found - wanted:
        raise Refused(
            _("没有这些占位符：%(names)s。可用的有：%(known)s。")
            % {"names": _named(found - wanted), "known": _named(wanted) or _("无")},
            field=field,
        )
    if wanted - found:
        raise Refused(
            _("缺少占位符：%(names)s，请写在文字里。") % {"names": _named(wanted - found)},
            field=field,
        )


def _named(names: frozenset[str]) -> str:
    return "、".join(f"%({name})s" for name in sorted(names))
