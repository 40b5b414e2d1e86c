"""The people in a complaint: whose it is, who acts for them, and what each agreed to."""

from datetime import date

from django.db import models
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from smart315.casework.codes import (
    SPECIAL,
    Capacity,
    ConsentMatter,
    Language,
    Means,
    Power,
    Side,
    power_words,
)
from smart315.vault.fields import EncryptedTextField


class PartyRole(TextChoices):
    """In which capacity somebody takes part."""

    COMPLAINANT = "complainant", _("投诉人")
    # 总局令121号 §12: the others of a joint complaint.
    JOINT = "joint", _("共同投诉人")
    AGENT = "agent", _("代理人")


# Whose dispute it is; an agent only acts for one of them.
PERSONS = (PartyRole.COMPLAINANT, PartyRole.JOINT)


class Party(models.Model):
    """One person in a complaint: of the consumer's side, or an agent whom the business sent."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="parties")
    side = models.CharField(max_length=10, choices=Side, default=Side.CONSUMER)
    role = models.CharField(max_length=16, choices=PartyRole, default=PartyRole.COMPLAINANT)
    name = models.CharField(max_length=40)
    phone = EncryptedTextField(blank=True)
    phone_hash = models.CharField(max_length=64, blank=True)
    phone_verified = models.BooleanField(default=False)
    region = models.ForeignKey(
        "regions.Region", models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    address = EncryptedTextField(blank=True)
    address_hash = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=8, choices=Language, default=Language.CHINESE)
    is_elder = models.BooleanField(default=False)
    registered_by = models.CharField(max_length=80, blank=True)
    # What a person of a joint complaint asks for; the query code is made from a key of their own.
    claim = models.CharField(max_length=200, blank=True)
    claim_fen = models.BigIntegerField(null=True, blank=True)
    code_key = models.UUIDField(null=True, blank=True, unique=True)
    represents = models.BooleanField(default=False)
    joined_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["phone_hash"], condition=~models.Q(phone_hash=""), name="party_phone"
            ),
            models.Index(
                fields=["address_hash"],
                condition=~models.Q(address_hash=""),
                name="party_address",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"],
                condition=models.Q(role=PartyRole.COMPLAINANT),
                name="one_complainant",
            ),
            models.CheckConstraint(
                condition=models.Q(claim_fen=None) | models.Q(claim_fen__gte=0),
                name="claim_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(represents=False) | models.Q(left_at=None),
                name="who_left_represents_nobody",
            ),
            # A phone's hash and a code open a consumer's complaint: nobody else has them.
            models.CheckConstraint(
                condition=models.Q(side=Side.CONSUMER)
                | models.Q(side=Side.BUSINESS, role=PartyRole.AGENT, phone_hash="", code_key=None),
                name="business_sends_agents_without_key",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset(
            {
                "id",
                "complaint",
                "side",
                "role",
                "phone_verified",
                "claim_fen",
                "code_key",
                "represents",
                "joined_at",
                "left_at",
            }
        )
        personal = frozenset({"name", "region", "language", "is_elder", "registered_by", "claim"})
        sensitive = frozenset({"phone", "phone_hash", "address", "address_hash"})

    def __str__(self) -> str:
        return f"{self.role} of {self.complaint_id}"


class Authority(models.Model):
    """An agent's letter: for whom, in which matters, with which powers, how long (令121 §11).

    The principal is a person of the consumer's side, or the business: the one of the register,
    which may be the platform that answers for the shop, or the respondent as the case names it.
    """

    agent = models.OneToOneField("casework.Party", models.CASCADE, related_name="authority")
    principal = models.ForeignKey(
        "casework.Party", models.CASCADE, related_name="agents", null=True, blank=True
    )
    business = models.ForeignKey(
        "businesses.Business", models.PROTECT, related_name="+", null=True, blank=True
    )
    capacity = models.CharField(max_length=10, choices=Capacity, blank=True)
    # The number of the agent's own identity document (受托人身份证明).
    identity = EncryptedTextField(blank=True)
    letter = models.ForeignKey(
        "casework.Evidence", models.PROTECT, related_name="+", null=True, blank=True
    )
    matters = models.CharField(max_length=200)
    powers = models.JSONField(default=list)
    since = models.DateField()
    until = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")),
                name="authority_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=models.Q(principal=None) | models.Q(business=None),
                name="authority_of_a_person_or_a_business",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset(
            {
                "id",
                "agent",
                "principal",
                "business",
                "letter",
                "powers",
                "since",
                "until",
                "revoked_at",
            }
        )
        personal = frozenset({"matters", "capacity"})
        sensitive = frozenset({"identity"})

    def __str__(self) -> str:
        return f"authority of party {self.agent_id}"

    @property
    def powers_in_words(self) -> str:
        """Return what the letter allows, as people read it."""
        return "；".join(power_words(each, self.agent.side) for each in self.powers)

    @property
    def scope(self) -> str:
        """Return 特别授权 or 一般代理 (民事诉讼法 §62, by analogy)."""
        return str(_("特别授权") if SPECIAL & set(self.powers) else _("一般代理"))

    @property
    def principal_name(self) -> str:
        """Return for whom the agent acts."""
        if self.principal is not None:
            return str(self.principal.name)
        return str(self.business.name if self.business else self.agent.complaint.respondent_name)

    def covers(self, power: Power, day: date) -> bool:
        """Tell whether the letter gives the power on that day."""
        return self.holds(day) and str(power) in self.powers

    def holds(self, day: date) -> bool:
        """Tell whether the letter is in force on that day."""
        return self.revoked_at is None and self.since <= day <= self.until


class Election(models.Model):
    """A written election of two representatives (总局令121号 §12); the newest holds."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="elections")
    letter = models.ForeignKey("casework.Evidence", models.PROTECT, related_name="+")
    chosen = models.JSONField(default=list)
    voters = models.PositiveIntegerField()
    at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset({"id", "complaint", "letter", "chosen", "voters", "at"})
        personal = frozenset({"recorded_by"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"election in {self.complaint_id}"


class Consent(models.Model):
    """What one represented person said to a change, a waiver or an agreement; one answer each."""

    party = models.ForeignKey("casework.Party", models.CASCADE, related_name="consents")
    matter = models.CharField(max_length=10, choices=ConsentMatter)
    # What it is about, for example "text:12": consent to one text is not consent to the next.
    subject = models.CharField(max_length=40, blank=True)
    given = models.BooleanField()
    means = models.CharField(max_length=10, choices=Means)
    letter = models.ForeignKey(
        "casework.Evidence", models.PROTECT, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["party", "matter", "subject"], name="one_consent_a_matter"
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset({"id", "party", "matter", "subject", "given", "means", "letter", "at"})
        personal = frozenset({"recorded_by"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.matter} by party {self.party_id}"
