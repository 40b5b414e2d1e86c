"""The direct channel on record: each round with a business, reminders, invitations by letter."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from smart315.vault.fields import EncryptedTextField


class Round(models.Model):
    """One time that a complaint lay with a business directly; the next business gets its own.

    `ended_as` is a reason of `FallBackReason`, or the move that ended it. `pledge` is what the
    business itself had promised of its time, `pledge_missed_at` when that was first over.
    """

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="rounds")
    business = models.ForeignKey("businesses.Business", models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_as = models.CharField(max_length=24, blank=True)
    pledge = models.ForeignKey(
        "businesses.Pledge", models.PROTECT, related_name="+", null=True, blank=True
    )
    pledge_missed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(ended_at=None), name="one_open_round"
            ),
            models.CheckConstraint(
                condition=Q(pledge_missed_at=None) | Q(pledge__isnull=False),
                name="round_misses_what_was_pledged",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_as="")
                | (Q(ended_at__isnull=False) & ~Q(ended_as="")),
                name="round_ended_at_with_how",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=F("began_at")),
                name="round_answered_after_it_began",
            ),
        ]
        indexes = [
            models.Index(fields=["business", "began_at"], name="round_of_business"),
        ]

    class Privacy:
        """Nothing here says anything about a person."""

        public = frozenset(
            {
                "id", "complaint", "business", "began_at", "answer_by", "opened_at", "answered_at",
                "ended_at", "ended_as", "pledge", "pledge_missed_at",
            }
        )  # fmt: skip
        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"round of {self.complaint_id} with {self.business_id}"


class Phase(models.TextChoices):
    """When a business is reminded: before, on or after the last moment."""

    BEFORE = "before", _("期限将到")
    DUE = "due", _("期限已到")
    AFTER = "after", _("期限已过")


class Reminder(models.Model):
    """One step of the ladder for one clock: on record, and never climbed twice."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="reminders")
    clock = models.ForeignKey("casework.Clock", models.CASCADE, related_name="reminders")
    business = models.ForeignKey("businesses.Business", models.PROTECT, related_name="+")
    step = models.SmallIntegerField()
    phase = models.CharField(max_length=8, choices=Phase.choices)
    at = models.DateTimeField()
    # How many people of the business were told, beside its common inbox.
    people = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clock", "step"], name="reminded_once_a_step"),
        ]

    class Privacy:
        """Nothing here says anything about a person."""

        public = frozenset(
            {"id", "complaint", "clock", "business", "step", "phase", "at", "people"}
        )
        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"reminder {self.step} of clock {self.clock_id}"


class Invitation(models.Model):
    """A letter to a business without an account: a link that opens this one complaint.

    Only the hash of the link's key is kept. Who answers by it says first who they are.
    """

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="invitations")
    business = models.ForeignKey("businesses.Business", models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    stated_name = models.CharField(max_length=60, blank=True)
    stated_role = models.CharField(max_length=60, blank=True)
    stated_phone = EncryptedTextField(blank=True)
    stated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(revoked_at=None),
                name="one_invitation_in_force",
            ),
            models.CheckConstraint(
                condition=Q(stated_at=None) | ~Q(stated_name=""), name="invitation_stated_by_name"
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset(
            {
                "id", "complaint", "business", "made_at", "expires_at", "revoked_at", "stated_at",
            }
        )  # fmt: skip
        personal = frozenset({"made_by", "stated_name", "stated_role"})
        sensitive = frozenset({"token_hash", "stated_phone"})

    def __str__(self) -> str:
        return f"invitation to {self.business_id} about {self.complaint_id}"
