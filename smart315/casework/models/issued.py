"""Documents that went out: under which number, with which hash, how they were delivered."""

from django.db import models
from django.db.models import Q

from smart315.casework.codes import Audience, DeliveryMethod, IssueState


class IssuedDocument(models.Model):
    """One document as it went out: never changed, only replaced or declared void with a reason.

    `sha256` is that of the PDF. `words` is what the officer wrote in it. `object_id` names the row
    it is about where the case alone does not say. `key` makes a press that came twice one document.
    `seal` is the one it bears. An annex belongs to its `parent` and is for one person, `party`.
    """

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="issued")
    owed = models.ForeignKey(
        "casework.OwedDocument", models.CASCADE, related_name="issues", null=True, blank=True
    )
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    code = models.CharField(max_length=4)
    title = models.CharField(max_length=60)
    word = models.CharField(max_length=8, blank=True)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField(null=True, blank=True)
    number = models.CharField(max_length=60)
    readers = models.CharField(max_length=10, choices=Audience)
    verify_code = models.CharField(max_length=16, unique=True)
    key = models.UUIDField(unique=True)
    pdf = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    docx = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    seal = models.ForeignKey(
        "accounts.Seal", models.PROTECT, related_name="+", null=True, blank=True
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, related_name="annexes", null=True, blank=True
    )
    party = models.ForeignKey(
        "casework.Party", models.CASCADE, related_name="+", null=True, blank=True
    )
    words = models.JSONField(default=dict)
    object_id = models.BigIntegerField(null=True, blank=True)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=IssueState, default=IssueState.IN_FORCE)
    replaces = models.OneToOneField(
        "self", models.PROTECT, related_name="replaced_by", null=True, blank=True
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=80, blank=True)
    ended_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "word", "year", "sequence"],
                condition=Q(sequence__isnull=False),
                name="document_number_once",
            ),
            models.UniqueConstraint(
                fields=["owed"],
                condition=Q(state="in_force", owed__isnull=False),
                name="one_issue_in_force",
            ),
            models.UniqueConstraint(
                fields=["parent", "party"],
                condition=Q(parent__isnull=False),
                name="one_annex_a_person",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | Q(party__isnull=False), name="annex_is_for_a_person"
            ),
            models.CheckConstraint(
                condition=Q(state="in_force", ended_at=None)
                | (~Q(state="in_force") & Q(ended_at__isnull=False) & ~Q(ended_reason="")),
                name="document_ended_with_reason",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset(
            {
                "id", "complaint", "owed", "organisation", "code", "title", "word", "year",
                "sequence", "number", "readers", "verify_code", "key", "pdf", "docx", "sha256",
                "object_id", "issued_at", "state", "replaces", "ended_at", "seal", "parent",
                "party",
            }
        )  # fmt: skip
        personal = frozenset({"words", "issued_by", "ended_by", "ended_reason"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.code} {self.number}"


class DocumentSeries(models.Model):
    """The last number that an organisation gave under a word in a year."""

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    word = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "word", "year"], name="one_document_series_a_year"
            ),
        ]

    class Privacy:
        """Nothing here says anything about a person."""

        public = frozenset({"id", "organisation", "word", "year", "last"})
        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.organisation_id}/{self.word}/{self.year}: {self.last}"


class Delivery(models.Model):
    """A document reached somebody: the receipt (送达回证) as a row."""

    document = models.ForeignKey(
        "casework.IssuedDocument", models.CASCADE, related_name="deliveries"
    )
    method = models.CharField(max_length=10, choices=DeliveryMethod)
    to = models.CharField(max_length=80)
    delivered_by = models.CharField(max_length=80)
    delivered_at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)
    proof = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, related_name="+", null=True, blank=True
    )
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset({"id", "document", "method", "delivered_at", "proof", "recorded_at"})
        personal = frozenset({"to", "delivered_by", "note", "recorded_by"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.method} of document {self.document_id}"
