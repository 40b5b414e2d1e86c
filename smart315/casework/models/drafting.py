"""The text of an agreement, its obligations row by row, who signed, the court (ME-05..08)."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from smart315.casework.codes import AnswerCode, Means, Side
from smart315.casework.proceedings import ConfirmationState, ObligationState, TextState


class AgreementText(models.Model):
    """What the parties are about to sign (人民调解法 §29); a draft may still be incomplete."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="texts")
    agreement = models.OneToOneField(
        "casework.Agreement", models.PROTECT, related_name="written", null=True, blank=True
    )
    proposal = models.ForeignKey(
        "casework.Proposal", models.PROTECT, related_name="+", null=True, blank=True
    )
    code = models.CharField(max_length=20, choices=AnswerCode, blank=True)
    facts = models.TextField(blank=True)
    dispute = models.TextField(blank=True)
    liability = models.TextField(blank=True)
    other = models.TextField(blank=True)
    total_fen = models.BigIntegerField(default=0)
    extra_fen = models.BigIntegerField(default=0)
    oral = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=TextState, default=TextState.DRAFT)
    # Goes up with each revision, so that nobody's signature or consent outlives a change.
    version = models.PositiveSmallIntegerField(default=1)
    written_by = models.CharField(max_length=80)
    written_at = models.DateTimeField()
    fixed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(state__in=["draft", "fixed"]),
                name="one_text_in_hand",
            ),
            models.CheckConstraint(
                condition=Q(total_fen__gte=0, extra_fen__gte=0), name="text_not_negative"
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(agreement__isnull=False),
                name="text_signed_with_agreement",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset(
            {
                "id",
                "complaint",
                "agreement",
                "proposal",
                "code",
                "total_fen",
                "extra_fen",
                "oral",
                "state",
                "version",
                "written_at",
                "fixed_at",
            }
        )
        personal = frozenset({"facts", "dispute", "liability", "other", "written_by"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"text {self.pk} of {self.complaint_id}"

    @property
    def subject(self) -> str:
        """Return how a consent names this very version."""
        return f"text:{self.pk}:{self.version}"


class ObligationKind(TextChoices):
    """What is owed."""

    MONEY = "money", _("付款")
    ACT = "act", _("行为")


class Obligation(models.Model):
    """One thing that one side owes the other by a day: money, or a measurable act."""

    text = models.ForeignKey("casework.AgreementText", models.CASCADE, related_name="obligations")
    # The represented person whose annex this row belongs to.
    party = models.ForeignKey(
        "casework.Party", models.PROTECT, related_name="+", null=True, blank=True
    )
    kind = models.CharField(max_length=6, choices=ObligationKind)
    payer = models.CharField(max_length=80, blank=True)
    payee = models.CharField(max_length=80, blank=True)
    amount_fen = models.BigIntegerField(default=0)
    due_on = models.DateField(null=True, blank=True)
    method = models.CharField(max_length=120, blank=True)
    act = models.CharField(max_length=300, blank=True)
    measure = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=ObligationState, default=ObligationState.DUE)
    paid_fen = models.BigIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_fen__gte=0, paid_fen__gte=0), name="obligation_not_negative"
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset(
            {
                "id",
                "text",
                "party",
                "kind",
                "amount_fen",
                "due_on",
                "state",
                "paid_fen",
                "claimed_at",
                "done_at",
            }
        )
        personal = frozenset({"payer", "payee", "method", "act", "measure", "note"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"obligation {self.pk} of text {self.text_id}"


class Signature(models.Model):
    """One signature under one version of a text."""

    text = models.ForeignKey("casework.AgreementText", models.CASCADE, related_name="signatures")
    version = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=10, choices=Side)
    party = models.ForeignKey(
        "casework.Party", models.PROTECT, related_name="+", null=True, blank=True
    )
    # Who signed in the name of the side, where it did not sign itself.
    agent = models.ForeignKey(
        "casework.Party", models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField(max_length=80)
    means = models.CharField(max_length=10, choices=Means)
    sheet = models.ForeignKey(
        "casework.Evidence", models.PROTECT, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["text", "version", "side"],
                condition=Q(party=None),
                name="one_signature_a_side",
            ),
            models.UniqueConstraint(
                fields=["text", "version", "party"],
                condition=Q(party__isnull=False),
                name="one_signature_a_person",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset(
            {"id", "text", "version", "side", "party", "agent", "means", "sheet", "at"}
        )
        personal = frozenset({"name"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"signature under text {self.text_id}"


class Ground(TextChoices):
    """Which court (民事诉讼法 §205): the inviting one, or one of three places."""

    INVITED = "invited", _("作出邀请的人民法院")
    DOMICILE = "domicile", _("当事人住所地基层人民法院")
    SUBJECT = "subject", _("标的物所在地基层人民法院")
    ORGANISATION = "organisation", _("调解组织所在地基层人民法院")


class Confirmation(models.Model):
    """The parties' joint application that the court confirm their agreement (ME-07)."""

    complaint = models.ForeignKey(
        "casework.Complaint", models.CASCADE, related_name="confirmations"
    )
    agreement = models.ForeignKey("casework.Agreement", models.PROTECT, related_name="+")
    court = models.CharField(max_length=80)
    ground = models.CharField(max_length=12, choices=Ground)
    last_day = models.DateField()
    state = models.CharField(
        max_length=10, choices=ConfirmationState, default=ConfirmationState.PREPARED
    )
    prepared_at = models.DateTimeField()
    prepared_by = models.CharField(max_length=80)
    filed_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    ruling = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"],
                condition=~Q(state="dropped"),
                name="one_confirmation_an_agreement",
            ),
            models.CheckConstraint(
                condition=Q(filed_on=None) | Q(filed_on__lte=models.F("last_day")),
                name="confirmation_filed_in_time",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset(
            {
                "id",
                "complaint",
                "agreement",
                "court",
                "ground",
                "last_day",
                "state",
                "prepared_at",
                "filed_on",
                "decided_on",
                "ruling",
            }
        )
        personal = frozenset({"prepared_by", "note"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"confirmation of {self.complaint_id}: {self.state}"
