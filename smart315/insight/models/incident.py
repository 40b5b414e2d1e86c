"""Incidents: what many people suffer from one cause, who belongs, and what is done about it."""

from django.db import models
from django.db.models import Q

from smart315.insight.states import OPEN, Follow, Level, ReportKind, Source, State


class Incident(models.Model):
    """One matter that harms many (handbook §7); complaints stay cases of their own (GR-07)."""

    # What it is about, for finding it again: a business and a category, a group, an alarm's cell.
    key = models.CharField(max_length=120)
    title = models.CharField(max_length=120)
    source = models.CharField(max_length=8, choices=Source)
    # What the finder computed, as it stood then: counts, expectation, recurrence, words.
    found = models.JSONField(default=dict)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    business = models.ForeignKey(
        "businesses.Business", models.PROTECT, related_name="+", null=True, blank=True
    )
    respondent_name = models.CharField(max_length=120, blank=True)
    category_code = models.CharField(max_length=8, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.SUSPECTED)
    level = models.PositiveSmallIntegerField(choices=Level, default=Level.NONE)
    level_reasons = models.JSONField(default=list)
    levelled_at = models.DateTimeField()
    # Counted from the members; distinct people, not complaints.
    people = models.PositiveIntegerField(default=0)
    complaints = models.PositiveIntegerField(default=0)
    # How many of them repeat the text of another (organised filing).
    copies = models.PositiveIntegerField(default=0)
    amount_fen = models.BigIntegerField(default=0)
    prefectures = models.PositiveSmallIntegerField(default=0)
    # Its counts stand as tallies too; otherwise all its members are counted when it grows.
    tallied = models.BooleanField(default=False)
    # What only an officer can say.
    injured = models.PositiveSmallIntegerField(default=0)
    dead = models.PositiveSmallIntegerField(default=0)
    absconded = models.BooleanField(default=False)
    in_media = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=80, blank=True)
    conclusion = models.TextField(blank=True)
    # An officer found it to be one with another; what is found of it later goes there.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, related_name="merged", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(state__in=OPEN), name="one_open_incident_a_key"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in State]),
                name="incident_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, ended_at=None)
                | (~Q(state__in=OPEN) & Q(ended_at__isnull=False) & ~Q(conclusion="")),
                name="incident_ended_with_conclusion",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "-level", "id"], name="incident_here"),
            models.Index(fields=["state", "-level", "id"], name="incident_all"),
            models.Index(fields=["key", "id"], name="incident_of_key"),
        ]

    class Privacy:
        """Which columns say something about a person."""

        personal = frozenset({"opened_by", "ended_by", "conclusion", "title"})
        sensitive: frozenset[str] = frozenset()
        public = frozenset(
            {
                "id", "key", "source", "found", "organisation", "business", "respondent_name",
                "category_code", "state", "level", "level_reasons", "levelled_at", "people",
                "complaints", "copies", "amount_fen", "prefectures", "tallied", "injured", "dead",
                "absconded", "in_media", "opened_at", "ended_at", "merged_into",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return f"incident {self.pk}"

    @property
    def stream(self) -> str:
        """Return the stream of the record."""
        return f"incident:{self.pk}"


class Member(models.Model):
    """A complaint that belongs, and why; one that an officer took out stays out."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="members")
    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="+")
    # Reasons in words, as the finder gave them.
    why = models.JSONField(default=list)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=80)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=80, blank=True)
    removed_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "complaint"], name="member_once"),
        ]

    class Privacy:
        """Which columns say something about a person."""

        personal = frozenset({"added_by", "removed_by", "removed_why"})
        sensitive: frozenset[str] = frozenset()
        public = frozenset({"id", "incident", "complaint", "why", "added_at", "removed_at"})

    def __str__(self) -> str:
        return f"{self.complaint_id} in {self.incident_id}"


class Report(models.Model):
    """A report up the tree with its own clock, signed for by whoever receives it (GR-05)."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=10, choices=ReportKind)
    to = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    owed_at = models.DateTimeField()
    text = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.CharField(max_length=80, blank=True)
    late = models.BooleanField(default=False)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.CharField(max_length=80, blank=True)
    # Told once that it is late.
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None, text="") | (Q(sent_at__isnull=False) & ~Q(text="")),
                name="report_sent_with_text",
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(sent_at__isnull=False),
                name="report_signed_after_sent",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None), name="report_still_owed"),
        ]

    class Privacy:
        """Which columns say something about a person."""

        personal = frozenset({"text", "sent_by", "signed_by"})
        sensitive: frozenset[str] = frozenset()
        public = frozenset(
            {"id", "incident", "kind", "to", "due_at", "owed_at", "sent_at", "late", "signed_at",
             "told_at"}
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} of {self.incident_id}"


class Assessment(models.Model):
    """研判: one writing of the form of GR-06; earlier ones stay."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="assessments")
    # By the names of `assessing.FIELDS`.
    answers = models.JSONField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=80)

    class Privacy:
        """Which columns say something about a person."""

        personal = frozenset({"answers", "written_by"})
        sensitive: frozenset[str] = frozenset()
        public = frozenset({"id", "incident", "written_at"})

    def __str__(self) -> str:
        return f"assessment of {self.incident_id}"


class Consequence(models.Model):
    """What is to follow, who does it, until when, and what came of it."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="consequences")
    kind = models.CharField(max_length=20, choices=Follow)
    task = models.CharField(max_length=300)
    officer = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    due_on = models.DateField()
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=80)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=80, blank=True)
    result = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, result="") | (Q(done_at__isnull=False) & ~Q(result="")),
                name="consequence_done_with_result",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        personal = frozenset({"officer", "task", "added_by", "done_by", "result"})
        sensitive: frozenset[str] = frozenset()
        public = frozenset({"id", "incident", "kind", "due_on", "added_at", "done_at"})

    def __str__(self) -> str:
        return f"{self.kind} of {self.incident_id}"
