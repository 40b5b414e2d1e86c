"""The models in use: of each subject, the one that was promoted last."""

from functools import lru_cache

from smart315.documents import queries as documents
from smart315.insight.models import TextModel
from smart315.insight.subjects import Subject
from smart315.signals import stored_models
from smart315.signals.classification import Classifier


def in_use(subject: Subject) -> TextModel | None:
    """Return the model in use, or None."""
    promoted = TextModel.objects.filter(subject=subject, promoted_at__isnull=False)
    return promoted.select_related("file").order_by("-promoted_at", "-version").first()


def learnt_by(row: TextModel) -> Classifier:
    """Return what a stored model has learnt; read once in a process."""
    return _read(row.file_id, row.file.sha256)


@lru_cache(maxsize=4)
def _read(file_id: int, sha256: str) -> Classifier:  # noqa: ARG001 - the content is the key
    with documents.open_content(file_id) as file:
        return stored_models.read(file.read())
