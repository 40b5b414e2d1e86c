"""Draft a paper of a consequence from its incident, draft it again, write on it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.insight import policies
from smart315.insight.actions import recording
from smart315.insight.analyses.snapshots import Snapshot
from smart315.insight.kinds import Kind
from smart315.insight.models import Consequence, Incident, Paper
from smart315.insight.papers.compiling import compiled
from smart315.insight.papers.lifecycle import PAPERS, UNDER_WAY, PaperKind, PaperState
from smart315.insight.papers.standing import declaration_of
from smart315.insight.states import Follow
from smart315.kernel.verdicts import Refused


LONGEST = 20_000


@transaction.atomic
def draft_paper(
    *, consequence_id: int, kind: PaperKind, by: Actor, at: datetime, reason: str = ""
) -> Paper:
    """Draft a paper; one that is under way is returned. Another for one that went out has a reason.

    Figures and drafted text are those of the incident now, and stay so until it is drafted again.
    """
    consequence = Consequence.objects.get(pk=consequence_id)
    incident = recording.locked(consequence.incident_id)
    policies.may_write_paper(by, incident).require()
    _require_kind(consequence, incident, kind)
    same = Paper.objects.select_for_update().filter(consequence=consequence, kind=kind)
    under_way = same.filter(state__in=UNDER_WAY).first()
    if under_way is not None:
        return under_way
    earlier = same.filter(state=PaperState.ISSUED).first()
    if earlier is not None and not reason.strip():
        raise Refused(_("这份文书已经发出；需要重新制作的，请写明原因。"), field="reason")
    frozen = compiled(incident, kind, at)
    row = Paper.objects.create(
        consequence=consequence,
        kind=kind,
        organisation_id=incident.organisation_id,
        replaces=earlier,
        reason=reason.strip(),
        snapshot=frozen.text,
        sha256=frozen.sha256,
        texts=frozen.drafted,
        words={**frozen.data["words"], **(_changed_words(earlier) if earlier else {})},
        drafted_at=at,
        drafted_by=by.label,
        writers=[by.name],
    )
    _record(Kind.PAPER_DRAFTED, row, incident, by, at)
    return row


@transaction.atomic
def draft_paper_again(*, paper_id: int, by: Actor, at: datetime) -> Paper:
    """Put the incident's present figures under a draft; what nobody wrote on is drafted anew."""
    row, incident = locked(paper_id)
    policies.may_edit_paper(by, row).require()
    frozen = compiled(incident, PaperKind(row.kind), at)
    before, texts, words = row.frozen.drafted, row.texts, _changed_words(row)
    _put(row, frozen)
    row.texts |= {key: text for key, text in texts.items() if text != before.get(key)}
    row.words |= words
    row.drafted_at, row.drafted_by = at, by.label
    _wrote(row, by)
    row.save()
    _record(Kind.PAPER_DRAFTED_AGAIN, row, incident, by, at)
    return row


@transaction.atomic
def write_paper(
    *, paper_id: int, texts: Mapping[str, str], words: Mapping[str, str], by: Actor, at: datetime
) -> Paper:
    """Write parts and fill in; what is wrong in them is found by `queries.paper`, not refused."""
    row, incident = locked(paper_id)
    policies.may_edit_paper(by, row).require()
    declaration = declaration_of(row)
    known = {part.key for part in declaration.parts}, {b.name for b in declaration.blanks}
    for given, names in zip((texts, words), known, strict=True):
        for name, text in given.items():
            if name not in names:
                raise Refused(_("文书没有这一项。"), field=name)
            if len(text) > LONGEST:
                raise Refused(_("这一项太长，最多%(most)s字。") % {"most": LONGEST}, field=name)
    row.texts = {**row.texts, **{key: _tidy(text) for key, text in texts.items()}}
    row.words = {**row.words, **{name: _tidy(text) for name, text in words.items()}}
    _wrote(row, by)
    row.save(update_fields=["texts", "words", "writers"])
    _record(Kind.PAPER_WRITTEN, row, incident, by, at)
    return row


def locked(paper_id: int) -> tuple[Paper, Incident]:
    """Return a paper and its incident that nobody else changes until the transaction ends."""
    found = Paper.objects.filter(pk=paper_id).values_list("consequence__incident", flat=True)
    incident = recording.locked(found.get())
    rows = Paper.objects.select_for_update(of=("self",))
    row = rows.select_related("consequence__incident", "organisation", "replaces").get(pk=paper_id)
    return row, incident


def _require_kind(consequence: Consequence, incident: Incident, kind: PaperKind) -> None:
    if kind not in PAPERS[Follow(consequence.kind)]:
        words = {"measure": consequence.get_kind_display(), "paper": PaperKind(kind).label}
        raise Refused(_("“%(measure)s”没有“%(paper)s”。") % words, field="kind")
    if not incident.complaints:
        raise Refused(_("事件里没有投诉，不能起草；请先加入投诉。"))


def _changed_words(row: Paper) -> dict[str, str]:
    """Return what somebody filled in, without what a draft began with."""
    began = row.frozen.data["words"]
    return {name: text for name, text in row.words.items() if text != began.get(name)}


def _put(row: Paper, frozen: Snapshot) -> None:
    row.snapshot, row.sha256 = frozen.text, frozen.sha256
    row.frozen = frozen
    row.texts, row.words = frozen.drafted, frozen.data["words"]


def _wrote(row: Paper, by: Actor) -> None:
    if by.name not in row.writers:
        row.writers = [*row.writers, by.name]


def _tidy(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _record(kind: Kind, row: Paper, incident: Incident, by: Actor, at: datetime) -> None:
    data = {"paper": row.pk, "kind": row.kind, "consequence": row.consequence_id}
    recording.record(kind, incident, by, at, data | {"sha256": row.sha256})
