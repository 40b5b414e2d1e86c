"""What groups and incidents hold, counted: one row a kind and value, and what each member adds.

Whoever counts changes these rows by what came, left or changed, however many members there are.
"""

from hashlib import sha256

from django.db import models


class Share(models.Model):
    """What one complaint adds to the counts of a group or an incident, as it was counted last."""

    # The stream of the group or of the incident.
    whose = models.CharField(max_length=32)
    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="+")
    received_at = models.DateTimeField()
    # Kind, value, how much: what is summed up in the tallies.
    adds = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["whose", "complaint"], name="share_once"),
        ]
        indexes = [models.Index(fields=["whose", "received_at"], name="share_in_time")]

    class Privacy:
        """Which columns say something about a person."""

        personal = frozenset({"adds"})
        sensitive: frozenset[str] = frozenset()
        public = frozenset({"id", "whose", "complaint", "received_at"})

    def __str__(self) -> str:
        return f"{self.complaint_id} of {self.whose}"


class Tally(models.Model):
    """How much the members of a group or an incident add up to of one kind and value."""

    # A digest of whose, kind and value, so that many are found in one look-up.
    key = models.CharField(max_length=32, primary_key=True)
    whose = models.CharField(max_length=32)
    kind = models.CharField(max_length=8)
    # A keyed hash where it stands for a person.
    value = models.CharField(max_length=300, blank=True)
    amount = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["whose", "kind", "-amount"], name="tally_most")]

    class Privacy:
        """Which columns say something about a person."""

        personal = frozenset({"value"})
        sensitive: frozenset[str] = frozenset()
        public = frozenset({"key", "whose", "kind", "amount"})

    def __str__(self) -> str:
        return f"{self.amount} of {self.kind} in {self.whose}"

    @staticmethod
    def key_of(whose: str, kind: str, value: str) -> str:
        """Return the key of a row."""
        return sha256(f"{whose}\n{kind}\n{value}".encode()).hexdigest()[:32]
