"""What one side proposes and the other answers, on one line of time with the messages."""

from django.db import models
from django.db.models import Q

from smart315.casework.codes import AnswerCode, Audience, Side
from smart315.casework.proceedings import ProposalState


class Proposal(models.Model):
    """One proposal of a party or of the mediator; a counter-proposal names what it answers."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="proposals")
    side = models.CharField(max_length=10, choices=Side)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.ALL)
    answers = models.ForeignKey(
        "self", models.PROTECT, related_name="counters", null=True, blank=True
    )
    code = models.CharField(max_length=20, choices=AnswerCode)
    amount_fen = models.BigIntegerField(default=0)
    perform_by = models.DateField()
    method = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=ProposalState, default=ProposalState.OPEN)
    consumer_accepted_at = models.DateTimeField(null=True, blank=True)
    business_accepted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_fen__gte=0), name="proposal_amount_not_negative"
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset(
            {
                "id",
                "complaint",
                "side",
                "audience",
                "answers",
                "code",
                "amount_fen",
                "perform_by",
                "at",
                "state",
                "consumer_accepted_at",
                "business_accepted_at",
                "decided_at",
            }
        )
        personal = frozenset({"method", "text", "by", "reason"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"proposal {self.pk} of {self.complaint_id}"
