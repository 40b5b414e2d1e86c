"""Which organisations have a part in a case, each with a state of its own."""

from django.db import models
from django.db.models import Q

from smart315.casework.parts import LIVE, Part, PartState, RefusalReason, Result, Task


class Assignment(models.Model):
    """The part of one organisation in one complaint, apart from the complaint's stage.

    The organisation that filed or was routed to is lead without a row until a second one has a
    part: most cases stay with one. `giver` asked; the due date is the part's own (`due_key` names
    its rule), while the overall clock belongs to whoever accepted first (J-05).
    """

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="assignments")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    giver = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    transfer = models.ForeignKey(
        "casework.Transfer", models.SET_NULL, related_name="+", null=True, blank=True
    )
    part = models.CharField(max_length=10, choices=Part)
    task = models.CharField(max_length=10, choices=Task)
    state = models.CharField(max_length=10, choices=PartState)
    # True where the case is to be seen although it lies elsewhere: a small set, for every list
    # asks for it. Whoever has the case sees it by that; a helper sees its task alone.
    sight = models.BooleanField(default=False)
    wording = models.TextField(blank=True)
    shares_contact = models.BooleanField(default=False)
    offered_at = models.DateTimeField()
    offered_by = models.CharField(max_length=80)
    due_at = models.DateTimeField(null=True, blank=True)
    due_key = models.CharField(max_length=24, blank=True)
    # When the watcher looks; empty when nobody is late or all were told.
    watch_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.CharField(max_length=80, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=80, blank=True)
    late = models.BooleanField(default=False)
    reason_code = models.CharField(max_length=16, choices=RefusalReason, blank=True)
    reason = models.TextField(blank=True)
    result = models.CharField(max_length=12, choices=Result, blank=True)
    answer = models.TextField(blank=True)
    recovered_fen = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "organisation", "part"],
                condition=Q(state__in=[each.value for each in LIVE])
                & ~Q(part__in=["assist", "outside"]),
                name="one_live_part_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(part="lead", state="signed"),
                name="one_lead_that_signed",
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by="")
                | (Q(signed_at__isnull=False) & ~Q(signed_by="")),
                name="part_signed_at_with_by",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["offered", "signed"], ended_at=None, ended_by="")
                | (
                    Q(state__in=["refused", "returned", "ended"], ended_at__isnull=False)
                    & ~Q(ended_by="")
                ),
                name="part_ended_at_with_by",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason_code=""),
                name="part_refused_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "complaint"], condition=Q(sight=True), name="part_in_sight"
            ),
            models.Index(
                fields=["organisation", "part", "state", "complaint"], name="part_of_organisation"
            ),
            models.Index(
                fields=["watch_at", "id"],
                condition=Q(watch_at__isnull=False),
                name="part_to_watch",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        personal = frozenset({"wording", "offered_by", "signed_by", "ended_by", "reason", "answer"})
        sensitive: frozenset[str] = frozenset()
        public = frozenset(
            {
                "id",
                "complaint",
                "organisation",
                "giver",
                "transfer",
                "part",
                "task",
                "state",
                "sight",
                "shares_contact",
                "offered_at",
                "due_at",
                "due_key",
                "watch_at",
                "signed_at",
                "accepted_at",
                "ended_at",
                "late",
                "reason_code",
                "result",
                "recovered_fen",
            }
        )

    def __str__(self) -> str:
        return f"{self.part} of {self.organisation_id} in {self.complaint_id}: {self.state}"
