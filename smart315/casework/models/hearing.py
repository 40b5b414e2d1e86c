"""Who may not mediate, when the parties meet, who came, what was said (handbook §2.10)."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from smart315.casework.codes import Side, Signed
from smart315.casework.proceedings import RecusalState, SessionState
from smart315.vault.fields import EncryptedTextField


class Declaration(models.Model):
    """What a mediator says about ties to the parties (handbook T12: 无利害关系)."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="declarations")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    conflict = models.BooleanField()
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "user"], name="one_declaration_a_mediator"
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset({"id", "complaint", "conflict", "at"})
        personal = frozenset({"user", "note"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"declaration in {self.complaint_id}"


class Recusal(models.Model):
    """A request that a mediator step aside (ME-03; 总局令121号 §21); mediation waits for it."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="recusals")
    officer = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side)
    asked_by = models.CharField(max_length=80)
    reason = models.TextField()
    at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=RecusalState, default=RecusalState.ASKED)
    suspended = models.BooleanField(default=False)
    decided_by = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.TextField(blank=True)
    replacement = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(state="asked"), name="one_open_recusal"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("officer")),
                name="recusal_decided_by_another",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset({"id", "complaint", "side", "at", "state", "suspended", "decided_at"})
        personal = frozenset(
            {"officer", "asked_by", "reason", "decided_by", "decision", "replacement"}
        )
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"recusal in {self.complaint_id}: {self.state}"


class Mode(TextChoices):
    """How the parties meet (ME-02)."""

    ONSITE = "onsite", _("现场")
    PHONE = "phone", _("电话")
    VIDEO = "video", _("视频")


class Session(models.Model):
    """One meeting of the parties, and its minutes."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="sessions")
    mode = models.CharField(max_length=8, choices=Mode)
    starts_at = models.DateTimeField(db_index=True)
    minutes_long = models.PositiveSmallIntegerField(default=60)
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=300, blank=True)
    mediators = models.ManyToManyField("accounts.User", related_name="+")
    state = models.CharField(max_length=10, choices=SessionState, default=SessionState.PLANNED)
    planned_by = models.CharField(max_length=80)
    notified_at = models.DateTimeField(null=True, blank=True)
    # A shorter notice that both accepted in writing.
    waiver = models.ForeignKey(
        "casework.Evidence", models.PROTECT, related_name="+", null=True, blank=True
    )
    held_at = models.DateTimeField(null=True, blank=True)
    consumer_said = models.TextField(blank=True)
    business_said = models.TextField(blank=True)
    disputed = models.TextField(blank=True)
    result = models.TextField(blank=True)
    recorded_by = models.CharField(max_length=80, blank=True)
    ended_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="held") | (Q(held_at__isnull=False) & ~Q(result="")),
                name="session_held_with_minutes",
            ),
            models.CheckConstraint(
                condition=~Q(state="notified") | Q(notified_at__isnull=False),
                name="session_notified_at",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset(
            {
                "id",
                "complaint",
                "mode",
                "starts_at",
                "minutes_long",
                "place",
                "link",
                "state",
                "notified_at",
                "waiver",
                "held_at",
            }
        )
        personal = frozenset(
            {
                "planned_by",
                "consumer_said",
                "business_said",
                "disputed",
                "result",
                "recorded_by",
                "ended_why",
            }
        )
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"session {self.pk} of {self.complaint_id}"


class Guest(models.Model):
    """Somebody invited beside the parties, with the consent of both (ME-12; 人民调解法 §20)."""

    session = models.ForeignKey("casework.Session", models.CASCADE, related_name="guests")
    name = models.CharField(max_length=40)
    capacity = models.CharField(max_length=40)
    consumer_agrees = models.BooleanField(default=False)
    business_agrees = models.BooleanField(default=False)

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset({"id", "session", "consumer_agrees", "business_agrees"})
        personal = frozenset({"name", "capacity"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"guest of session {self.session_id}"


class Attendee(models.Model):
    """One line of the attendance: who, for which side, there or not, signed or not."""

    session = models.ForeignKey("casework.Session", models.CASCADE, related_name="attendees")
    name = EncryptedTextField()
    side = models.CharField(max_length=10, choices=Side)
    is_agent = models.BooleanField(default=False)
    present = models.BooleanField()
    signed = models.CharField(max_length=8, choices=Signed)

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset({"id", "session", "side", "is_agent", "present", "signed"})
        personal: frozenset[str] = frozenset()
        sensitive = frozenset({"name"})

    def __str__(self) -> str:
        return f"attendee of session {self.session_id}"

    @property
    def standing(self) -> str:
        """Return in which capacity somebody came: a party, its agent, a mediator, a guest."""
        side = str(self.get_side_display())
        return str(_("%(side)s的代理人") % {"side": side}) if self.is_agent else side


class Extension(models.Model):
    """The one extension that both parties agreed to in writing (handbook §2.7)."""

    complaint = models.OneToOneField("casework.Complaint", models.CASCADE, related_name="extension")
    letter = models.ForeignKey("casework.Evidence", models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset({"id", "complaint", "letter", "days", "at"})
        personal = frozenset({"by"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"extension of {self.complaint_id}"


class Served(models.Model):
    """That a decision reached one side: how and when (送达回证, D21)."""

    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="served")
    code = models.CharField(max_length=4)
    side = models.CharField(max_length=10, choices=Side)
    how = models.CharField(max_length=80)
    on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset({"id", "complaint", "code", "side", "on", "recorded_at"})
        personal = frozenset({"how", "recorded_by"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.code} delivered in {self.complaint_id}"
