"""What a business answered, what was agreed, whether it was kept, what the consumer says."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from smart315.casework.codes import AnswerCode, Resolved


class AnswerState(TextChoices):
    """What became of an answer."""

    OPEN = "open", _("等待投诉人答复")
    TAKEN = "taken", _("投诉人已接受")
    DECLINED = "declined", _("投诉人未接受")
    FINAL = "final", _("已答复")
    REPLACED = "replaced", _("已被新的答复代替")


class Answer(models.Model):
    """One answer from the closed list; an offer carries an amount and a promised date."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="answers")
    code = models.CharField(max_length=20, choices=AnswerCode)
    amount_fen = models.BigIntegerField(null=True, blank=True)
    promised_on = models.DateField(null=True, blank=True)
    # The platform pays before anybody's duty is settled (条例44 先行赔付).
    in_advance = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    to_association = models.TextField(blank=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=AnswerState)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(state="open"), name="one_open_offer"
            ),
            models.CheckConstraint(
                condition=Q(amount_fen=None) | Q(amount_fen__gte=0), name="answer_not_negative"
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset(
            {
                "id", "complaint", "code", "amount_fen", "promised_on", "in_advance", "at",
                "state", "decided_at",
            }
        )  # fmt: skip
        personal = frozenset({"text", "to_association", "by"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.code} on {self.complaint_id}"


class AgreementKind(TextChoices):
    """How the parties came to agree."""

    SETTLEMENT = "settlement", _("和解")
    MEDIATION = "mediation", _("调解协议")


class PromiseState(TextChoices):
    """What came of what was promised; where nobody said anything it stays open."""

    OPEN = "open", _("等待履行")
    KEPT = "kept", _("已履行")
    BROKEN = "broken", _("没有履行")
    DISPUTED = "disputed", _("是否履行有争议")


class Agreement(models.Model):
    """What is to be done, by whom, until when; and what came of it. One in force a complaint.

    It is the promise of the business: `promise` says what came of it, in one word.
    """

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="agreements")
    kind = models.CharField(max_length=12, choices=AgreementKind)
    code = models.CharField(max_length=20, choices=AnswerCode)
    amount_fen = models.BigIntegerField(default=0)
    extra_fen = models.BigIntegerField(default=0)
    method = models.CharField(max_length=80, blank=True)
    # The account that is paid into, where the words name one.
    payee_hash = models.CharField(max_length=64, blank=True)
    perform_by = models.DateField()
    text = models.TextField(blank=True)
    oral = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    in_force = models.BooleanField(default=True)
    # Who promised: the complaint may be attributed to another business later.
    business = models.ForeignKey(
        "businesses.Business", models.PROTECT, related_name="+", null=True, blank=True
    )
    # When the consumer was asked whether it was kept.
    asked_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_note = models.TextField(blank=True)
    # Promised as 先行赔付 (条例44); what a platform paid so, and on which day.
    in_advance = models.BooleanField(default=False)
    advance_fen = models.BigIntegerField(null=True, blank=True)
    advance_on = models.DateField(null=True, blank=True)
    performed_at = models.DateTimeField(null=True, blank=True)
    broken_at = models.DateTimeField(null=True, blank=True)
    # The business says done, the consumer says not; `partly`: some of it was.
    disputed_at = models.DateTimeField(null=True, blank=True)
    partly = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(in_force=True), name="one_agreement_in_force"
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__gte=0, extra_fen__gte=0), name="agreement_not_negative"
            ),
        ]
        indexes = [
            models.Index(fields=["business", "perform_by"], name="agreement_of_business"),
            models.Index(
                fields=["payee_hash"], condition=~Q(payee_hash=""), name="agreement_payee"
            ),
            models.Index(
                fields=["perform_by"],
                condition=Q(in_force=True, asked_at=None),
                name="agreement_to_ask",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset(
            {
                "id",
                "complaint",
                "kind",
                "code",
                "amount_fen",
                "extra_fen",
                "perform_by",
                "oral",
                "made_at",
                "in_force",
                "claimed_at",
                "in_advance",
                "advance_fen",
                "advance_on",
                "performed_at",
                "broken_at",
                "business",
                "asked_at",
                "disputed_at",
                "partly",
            }
        )
        personal = frozenset({"method", "text", "made_by", "claimed_note"})
        sensitive = frozenset({"payee_hash"})

    def __str__(self) -> str:
        return f"{self.kind} of {self.complaint_id}"

    @property
    def promise(self) -> PromiseState:
        """Return what came of it; the last word counts."""
        said = [
            (self.performed_at, PromiseState.KEPT),
            (self.broken_at, PromiseState.BROKEN),
            (self.disputed_at, PromiseState.DISPUTED),
        ]
        known = [(at, state) for at, state in said if at is not None]
        return max(known)[1] if known else PromiseState.OPEN


class Judgement(models.Model):
    """The consumer's verdict on the outcome; a later one replaces it."""

    complaint = models.OneToOneField("casework.Complaint", models.CASCADE, related_name="judgement")
    resolved = models.CharField(max_length=8, choices=Resolved)
    satisfaction = models.PositiveSmallIntegerField()
    comment = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(satisfaction__gte=1, satisfaction__lte=5), name="five_point_scale"
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset({"id", "complaint", "resolved", "satisfaction", "at"})
        personal = frozenset({"comment"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.resolved} on {self.complaint_id}"
