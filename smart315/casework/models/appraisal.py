"""An appraisal: by whom, of what, at whose cost, through whose hands, what it found (AP-1..6)."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from smart315.casework.proceedings import AppraisalState


class Cost(TextChoices):
    """Who bears the cost (AP-2)."""

    CONSUMER = "consumer", _("投诉人承担")
    BUSINESS = "business", _("经营者承担")
    LOSER = "loser", _("由鉴定意见不利的一方承担")
    SHARED = "shared", _("双方分担")


class Appraisal(models.Model):
    """One appraisal or test that the parties agreed on."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="appraisals")
    institution = models.CharField(max_length=120)
    # 检验检测机构资质认定编号 (CMA), and whether the items lie within its scope (AP-6).
    cma = models.CharField(max_length=40)
    scope = models.CharField(max_length=200)
    items = models.TextField()
    cost_fen = models.BigIntegerField()
    cost = models.CharField(max_length=10, choices=Cost)
    cost_note = models.CharField(max_length=200, blank=True)
    letter = models.ForeignKey(
        "casework.Evidence", models.PROTECT, related_name="+", null=True, blank=True
    )
    # 消费者权益保护法 §23: within six months the business proves (AP-5).
    business_proves = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=AppraisalState, default=AppraisalState.AGREED)
    agreed_at = models.DateTimeField()
    entrusted_at = models.DateTimeField(null=True, blank=True)
    suspended = models.BooleanField(default=False)
    opinion = models.TextField(blank=True)
    opinion_on = models.DateField(null=True, blank=True)
    report = models.ForeignKey(
        "casework.Evidence", models.PROTECT, related_name="+", null=True, blank=True
    )
    told_at = models.DateTimeField(null=True, blank=True)
    dropped_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cost_fen__gte=0), name="appraisal_cost_not_negative"
            ),
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(state__in=["agreed", "entrusted", "given"]),
                name="one_appraisal_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["given", "told"]) | ~Q(opinion=""),
                name="appraisal_given_with_opinion",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset(
            {
                "id",
                "complaint",
                "institution",
                "cma",
                "scope",
                "cost_fen",
                "cost",
                "letter",
                "business_proves",
                "state",
                "agreed_at",
                "entrusted_at",
                "suspended",
                "opinion_on",
                "report",
                "told_at",
            }
        )
        personal = frozenset({"items", "cost_note", "opinion", "dropped_why"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"appraisal of {self.complaint_id}: {self.state}"


class Custody(models.Model):
    """One hand-over of the sample: from whom to whom, sealed how, in which condition (AP-6)."""

    appraisal = models.ForeignKey("casework.Appraisal", models.CASCADE, related_name="custody")
    sample = models.CharField(max_length=120)
    seal = models.CharField(max_length=60, blank=True)
    condition = models.CharField(max_length=120)
    given_by = models.CharField(max_length=60)
    taken_by = models.CharField(max_length=60)
    at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset({"id", "appraisal", "seal", "at"})
        personal = frozenset({"sample", "condition", "given_by", "taken_by", "recorded_by"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"custody of appraisal {self.appraisal_id}"
