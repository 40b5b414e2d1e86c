"""Write, publish and drop versions of the pledge texts; what is published never changes."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.audit import actions as audit
from smart315.businesses import notices, pledge_texts, policies
from smart315.businesses.models import Pledge, PledgeText
from smart315.businesses.states import PledgeKind
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


STREAM = "pledge-texts"
LONGEST = 6000


@transaction.atomic
def draft_text(*, kind: str, text: str, by: Actor, at: datetime) -> PledgeText:
    """Keep the draft of the next version, in place of the draft before. Raises Refused."""
    policies.may_write_texts(by).require()
    if kind not in PledgeKind.values:
        raise Refused(_("请选择承诺的种类。"), field="kind")
    words = text.replace("\r\n", "\n").strip()
    _check(words)
    draft, _fresh = PledgeText.objects.update_or_create(
        kind=kind,
        published_at=None,
        defaults={"text": words, "drafted_by": by.label[:80], "drafted_at": at},
    )
    _record("pledge_text.drafted", draft, by, at)
    return draft


@transaction.atomic
def publish_text(
    *, text_id: int, begins_on: date, by: Actor, at: datetime, read_at: datetime | None = None
) -> PledgeText:
    """Let the draft be signed from a day on, and ask who signed an earlier one. Raises Refused.

    `read_at` is when the draft that was previewed was written: a later one is read first. Sent
    again, the publication that was made stands.
    """
    policies.may_write_texts(by).require()
    draft = PledgeText.objects.select_for_update().filter(pk=text_id).first()
    if draft is None:
        raise Refused(_("草稿已经删除。"))
    if draft.published_at is not None:
        return draft
    if read_at is not None and draft.drafted_at != read_at:
        raise Refused(_("草稿刚刚被修改过，请重新预览后再发布。"))
    if begins_on < local_day(at, get_default_timezone()):
        raise Refused(_("启用日期不能早于今天。"), field="begins_on")
    later = PledgeText.objects.filter(kind=draft.kind, begins_on__gte=begins_on)
    if later.exists():
        raise Refused(_("已有同日或者更晚启用的版本，请另选日期。"), field="begins_on")
    draft.version = _next_version(draft.kind, begins_on.year)
    draft.begins_on, draft.published_by, draft.published_at = begins_on, by.label[:80], at
    draft.save(update_fields=["version", "begins_on", "published_by", "published_at"])
    signed = Pledge.objects.filter(kind=draft.kind, withdrawn_at=None).order_by("business_id")
    notices.ask_to_sign(draft, list(signed.values_list("business_id", flat=True)), at=at)
    _record("pledge_text.published", draft, by, at, version=draft.version)
    return draft


@transaction.atomic
def drop_draft(*, text_id: int, by: Actor, at: datetime) -> None:
    """Delete a draft; what was published stays. Raises Refused."""
    policies.may_write_texts(by).require()
    draft = PledgeText.objects.select_for_update().filter(pk=text_id, published_at=None).first()
    if draft is not None:
        _record("pledge_text.dropped", draft, by, at)
        draft.delete()


def _check(words: str) -> None:
    if not words or len(words) > LONGEST:
        raise Refused(_("请填写承诺书全文，最多6000字。"), field="text")
    try:
        wrong = pledge_texts.missing_places(words)
    except ValueError:
        raise Refused(_("花括号没有成对，请检查。"), field="text") from None
    if wrong:
        places = "、".join(f"{{{each}}}" for each in wrong)
        raise Refused(
            _("这些位置须恰好出现一次，也不能有别的花括号：%(places)s") % {"places": places},
            field="text",
        )


def _next_version(kind: str, year: int) -> str:
    prefix = f"{kind}-{year}-"
    there = [pledge_texts.shipped(kind).name]
    there += PledgeText.objects.filter(version__startswith=prefix).values_list("version", flat=True)
    numbers = [int(each.removeprefix(prefix)) for each in there if each.startswith(prefix)]
    return f"{prefix}{max(numbers, default=0) + 1}"


def _record(kind: str, text: PledgeText, by: Actor, at: datetime, **data: object) -> None:
    data |= {"text": text.pk, "kind": text.kind}
    audit.record(kind=kind, stream=STREAM, actor=by.name, at=at, data=data)
