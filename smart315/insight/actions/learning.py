"""Learn from confirmed cases, compare with the model in use on cases held back, and promote."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from zlib import crc32

import numpy as np
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from smart315.accounts.actors import SYSTEM, Actor
from smart315.audit import actions as audit
from smart315.casework import queries as casework, taxonomy
from smart315.casework.queries import Confirmed
from smart315.documents import actions as documents
from smart315.documents.limits import NPZ
from smart315.insight import policies, promoted
from smart315.insight.kinds import Kind
from smart315.insight.models import TextModel
from smart315.insight.subjects import Subject
from smart315.kernel.spreading import Spread, here
from smart315.kernel.verdicts import Refused
from smart315.signals import stored_models
from smart315.signals.classification import Classifier
from smart315.signals.cleaning import cleaned


MOST = 50_000  # of the newest confirmed cases
# One text in five is never learnt from, and all models are judged on these. The text itself says
# whether it is one, so that its copies stay on the same side.
HELD_BACK = 5
LEAST = 8  # cases of a label; fewer go to the label above it, or are left out
EVERY, WORTH = timedelta(days=7), 50  # how often, and after how many more confirmed cases


@dataclass(frozen=True)
class Learnt:
    """What came of learning: the model, and whether it is in use now."""

    subject: Subject
    version: int
    promoted: bool
    card: Mapping[str, Any]


def learn(*, subject: Subject, by: Actor, at: datetime, spread: Spread = here) -> Learnt:
    """Learn a subject anew; put the model into use if it is better on the cases held back.

    Raises Refused where there are too few confirmed cases. The same cases give the same model,
    wherever the work is spread to.
    """
    policies.may_keep_models(by).require()
    cases = casework.confirmed_texts(MOST)
    kept, held = _parted(cases, subject)
    model = _classifier(kept, spread)
    last = promoted.in_use(subject)
    before = _judged(promoted.learnt_by(last), held) if last else None
    card = _card(cases, kept, _judged(model, held), before)
    better = before is None or card["held_back"]["macro_f1"] > before["macro_f1"]
    return _stored(subject, model, card, in_use=better, by=by, at=at)


def learn_when_due(*, at: datetime) -> int:
    """Learn each subject that was not learnt for a week while cases came; return how many."""
    return sum(_learnt_if_due(subject, at) for subject in Subject)


@transaction.atomic
def put_into_use(*, model_id: int, by: Actor, at: datetime) -> TextModel:
    """Put a model into use, also an older one; the one in use before is kept."""
    policies.may_keep_models(by).require()
    model = TextModel.objects.select_for_update().get(pk=model_id)
    if promoted.in_use(Subject(model.subject)) == model:
        return model
    model.promoted_at = at
    model.save(update_fields=["promoted_at"])
    _record(Kind.MODEL_PROMOTED, model, by, at, {"version": model.version})
    return model


def _learnt_if_due(subject: Subject, at: datetime) -> bool:
    last = TextModel.objects.filter(subject=subject).order_by("-version").first()
    if last and (last.learnt_at > at - EVERY or casework.confirmed_since(last.learnt_at) < WORTH):
        return False
    try:
        learn(subject=subject, by=SYSTEM, at=at)
    except Refused:  # a young installation has too few cases; it is tried again tomorrow
        return False
    return True


Pairs = list[tuple[str, str]]


def _parted(cases: Sequence[Confirmed], subject: Subject) -> tuple[Pairs, Pairs]:
    """Return text and label of what is learnt from, and of what is held back."""
    counts = Counter(_code(each, subject) for each in cases if not _held_back(each))
    kept: Pairs = []
    held: Pairs = []
    labels = {code: _label(code, counts, subject) for code in {_code(c, subject) for c in cases}}
    enough = Counter(labels[_code(each, subject)] for each in cases if not _held_back(each))
    for each in cases:
        label = labels[_code(each, subject)]
        if enough[label] >= LEAST:
            (held if _held_back(each) else kept).append((each.text, label))
    if not held:
        raise Refused(_("已确认的投诉太少，暂时不能学习。"))
    return kept, held


def _held_back(case: Confirmed) -> bool:
    return crc32(cleaned(case.text).encode()) % HELD_BACK == 0


def _code(case: Confirmed, subject: Subject) -> str:
    return case.nature_code if subject is Subject.NATURE else case.category_code


def _label(code: str, counts: Mapping[str, int], subject: Subject) -> str:
    """Return the code, or the one above it where too few cases bear the code itself."""
    if subject is Subject.NATURE or counts[code] >= LEAST or not taxonomy.known(code):
        return code
    return taxonomy.node(code).parent or code


def _classifier(pairs: Pairs, spread: Spread) -> Classifier:
    # scikit-learn takes a second to load: only who learns waits for it, no web process does.
    from smart315.signals import learning

    try:
        texts, labels = [text for text, _l in pairs], [label for _t, label in pairs]
        return learning.learn(texts, labels, spread)
    except learning.TooLittleToLearn:
        raise Refused(_("已确认的投诉太少，暂时不能学习。")) from None


def _judged(model: Classifier, held: Pairs) -> dict[str, Any]:
    from smart315.signals.judging import judged  # see `_classifier`

    said = model.suggestions([text for text, _label in held])
    taken = np.array([each.label or each.others[0][0] for each in said])
    truth = np.array([label for _text, label in held])
    found = judged(
        truth,
        taken,
        np.array([each.probability for each in said]),
        np.array([each.trusted for each in said]),
    )
    return {name: _rounded(value) for name, value in asdict(found).items()}


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(each) for name, each in value.items()}
    return round(value, 4) if isinstance(value, float) else value


def _card(
    cases: Sequence[Confirmed],
    kept: Pairs,
    judgement: Mapping[str, Any],
    in_use: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """Return what a reader must know of a model before trusting it; see `docs/reference`."""
    days = [localdate(each.received_at) for each in cases]
    return {
        "texts": len(kept),
        "labels": dict(sorted(Counter(label for _text, label in kept).items())),
        "from": f"{min(days):%Y-%m-%d}",
        "to": f"{max(days):%Y-%m-%d}",
        "held_back": judgement,
        "in_use": in_use,
    }


@transaction.atomic
def _stored(
    subject: Subject,
    model: Classifier,
    card: Mapping[str, Any],
    *,
    in_use: bool,
    by: Actor,
    at: datetime,
) -> Learnt:
    last = TextModel.objects.select_for_update().filter(subject=subject).order_by("-version")
    version = (last[0].version if last else 0) + 1
    file = documents.keep(
        content=stored_models.stored(model),
        name=f"{subject}-{version}.npz",
        kind=NPZ,
        stream=f"model:{subject}:{version}",
        by=by.name,
        at=at,
    )
    row = TextModel.objects.create(
        subject=subject,
        version=version,
        learnt_at=at,
        promoted_at=at if in_use else None,
        file=file,
        card=card,
    )
    data = {"version": version, "texts": card["texts"], "promoted": in_use}
    _record(Kind.MODEL_LEARNT, row, by, at, data)
    return Learnt(subject, version, in_use, card)


def _record(kind: Kind, model: TextModel, by: Actor, at: datetime, data: Mapping[str, Any]) -> None:
    audit.record(kind=kind, stream=f"model:{model.subject}", actor=by.name, at=at, data=data)
