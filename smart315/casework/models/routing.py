"""Hand-off between organisations, and the call afterwards."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _


class TransferState(TextChoices):
    """What became of a hand-off."""

    SENT = "sent", _("待签收")
    SIGNED = "signed", _("已签收")
    RETURNED = "returned", _("已退回")
    OUTSIDE = "outside", _("已移送外部单位")
    ANSWERED = "answered", _("外部单位已答复")
    ENDED = "ended", _("投诉已撤回")


class Transfer(models.Model):
    """One hop: inside the associations' tree, or out to a department (handbook T10-T11)."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="transfers")
    sender = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    receiver = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    outside = models.CharField(max_length=80, blank=True)
    # The account of the outside body on this platform, where it has one.
    partner = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    reason = models.TextField()
    consent = models.BooleanField(default=False)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=TransferState)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=80, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(receiver=None) & ~Q(outside=""))
                | (Q(receiver__isnull=False) & Q(outside="")),
                name="transfer_has_one_target",
            ),
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(state="sent"), name="one_open_transfer"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by="")
                | (Q(answered_at__isnull=False) & ~Q(answered_by="")),
                name="transfer_answered_at_with_by",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset(
            {
                "id",
                "complaint",
                "sender",
                "receiver",
                "outside",
                "partner",
                "consent",
                "sent_at",
                "state",
                "answered_at",
            }
        )
        personal = frozenset({"reason", "sent_by", "answered_by", "answer"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"transfer {self.pk} of {self.complaint_id}"


class FollowUp(models.Model):
    """The call after closing, by somebody who did not handle the case (handbook T21, SV-3)."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="follow_ups")
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reached = models.BooleanField()
    performed = models.BooleanField(null=True, blank=True)
    satisfaction = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(satisfaction=None) | Q(satisfaction__gte=1, satisfaction__lte=5),
                name="follow_up_five_point_scale",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset({"id", "complaint", "at", "reached", "performed", "satisfaction"})
        personal = frozenset({"by", "note"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"follow-up of {self.complaint_id}"
