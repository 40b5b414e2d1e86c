"""Wordings that an association has put in the place of delivered ones, version by version."""

from django.db import models


class Wording(models.Model):
    """One version of a text in one language; the newest holds, an empty body is the delivered one.

    `provider_code` names the text that the SMS provider has approved with these words.
    """

    template = models.CharField(max_length=100)
    language = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    subject = models.CharField(max_length=100, default="", blank=True)
    body = models.CharField(max_length=500, default="", blank=True)
    provider_code = models.CharField(max_length=60, default="", blank=True)
    reason = models.CharField(max_length=200)
    set_by = models.CharField(max_length=100)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["template", "language", "version"], name="wording_version_once"
            ),
        ]

    class Privacy:
        public = frozenset(
            {
                "id", "template", "language", "version", "subject", "body", "provider_code",
                "reason", "set_by", "set_at",
            }
        )  # fmt: skip
        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.template} {self.language} v{self.version}"
