"""The register of stored files; the content lies in the storage under an opaque name."""

from django.db import models
from django.db.models import Q


class Scanned(models.TextChoices):
    """What the virus scanner said."""

    UNSCANNED = "unscanned"
    CLEAN = "clean"


class StoredFile(models.Model):
    """A file that belongs to a stream, e.g. `complaint:12`.

    `sha256` is that of the content as it was handed in, `kept_sha256` that of the content as it is
    kept: pictures are written anew without place and camera.
    """

    stream = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    kept_sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=150)
    stored_as = models.CharField(max_length=100, unique=True)
    scanned = models.CharField(max_length=10)
    stored_by = models.CharField(max_length=100)
    stored_at = models.DateTimeField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "sha256"], name="stored_file_once_a_stream"),
            models.CheckConstraint(
                condition=Q(scanned__in=[answer.value for answer in Scanned]),
                name="stored_file_scan_known",
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="stored_file_not_empty"),
        ]

    class Privacy:
        public = frozenset(
            {
                "id",
                "stream",
                "sha256",
                "kept_sha256",
                "size",
                "media_type",
                "stored_as",
                "scanned",
                "stored_by",
                "stored_at",
                "width",
                "height",
            }
        )
        personal = frozenset({"name"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"file {self.pk} of {self.stream}"
