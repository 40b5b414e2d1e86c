"""What a paper as it stands may not say: persons, findings of others, businesses; pure."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from smart315.insight.papers.written import Objection, Written
from smart315.kernel.masking import HIDDEN, scrub


def unsayable(written: Written) -> Iterator[Objection]:
    """Yield what must not be said in it."""
    yield from _persons(written)
    yield from _avoided(written)
    yield from _named(written)


def _persons(written: Written) -> Iterator[Objection]:
    for field, label, text in written.said:
        if scrub(text).count(HIDDEN) > text.count(HIDDEN):
            said = _("“%(label)s”里有电话、证件号、车牌或者账号，请删去。")
            yield Objection(field, said % {"label": label})
        for name in written.persons:
            if name in text:
                said = _("“%(label)s”里有当事人的姓名“%(name)s”，请删去或者改为“消费者”。")
                yield Objection(field, said % {"label": label, "name": name})


def _avoided(written: Written) -> Iterator[Objection]:
    if written.declaration.decided and written.words.get("decided", "").strip():
        return
    for field, label, text in written.said:
        for word in written.declaration.avoids:
            if word in text:
                said = _("“%(label)s”里有“%(word)s”：消费者协会不作这样的认定，请改写")
                said += _("，或者写明行政机关的决定。") if written.declaration.decided else "。"
                yield Objection(field, said % {"label": label, "word": word})


def _named(written: Written) -> Iterator[Objection]:
    """A paper that names no business does so only with a lawyer's word (AD-02)."""
    if written.declaration.names or written.words.get("legal", "").strip():
        return
    field = "legal" if written.declaration.blank("legal") else ""
    for _field, label, text in written.said:
        for name in written.businesses:
            if name in text:
                said = _("“%(label)s”点名了“%(name)s”：请删去名称")
                said += _("，确需点名的写明法务审核。") if field else "。"
                yield Objection(field or _field, said % {"label": label, "name": name})
