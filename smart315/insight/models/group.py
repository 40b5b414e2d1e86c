"""Groups of complaints about the same matter, who belongs and why, and what officers decided."""

from django.db import models
from django.db.models import Q

from smart315.insight.states import Judgement


class Placing(models.Model):
    """How far the groups are written: the turn of the last change. One row."""

    turn = models.BigIntegerField(default=0)

    class Privacy:
        """A counter."""

        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()
        public = frozenset({"id", "turn"})

    def __str__(self) -> str:
        return f"turn {self.turn}"


class Group(models.Model):
    """Two or more complaints about the same matter, counted twice: raw, and of distinct people."""

    title = models.CharField(max_length=120)
    # What the members share: kind, words, share of their likeness.
    why = models.JSONField(default=list)
    # The lowest association that all its complaints stand under.
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    complaints = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    copies = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    # Its counts stand as tallies too; otherwise all its members are counted when it is touched.
    tallied = models.BooleanField(default=False)
    # The key of the open incident that all of its late members are in; empty where some may not be.
    gathered = models.CharField(max_length=120, blank=True)
    # An officer has looked: no other group becomes part of it by itself.
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=80, blank=True)
    # It became part of another, or fewer than two complaints were left.
    ended_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, related_name="merged", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(ended_at__isnull=False),
                name="merged_group_has_ended",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by="")
                | (Q(confirmed_at__isnull=False) & ~Q(confirmed_by="")),
                name="group_confirmed_at_with_by",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-last_at", "id"], condition=Q(ended_at=None), name="group_current"
            ),
            models.Index(
                fields=["organisation", "-last_at", "id"],
                condition=Q(ended_at=None),
                name="group_here",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        personal = frozenset({"title", "why", "confirmed_by"})
        sensitive: frozenset[str] = frozenset()
        public = frozenset(
            {
                "id", "organisation", "first_at", "last_at", "complaints", "people", "copies",
                "begun_at", "tallied", "gathered", "confirmed_at", "ended_at", "merged_into",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return f"group {self.pk}"

    @property
    def stream(self) -> str:
        """Return the stream of the record."""
        return f"group:{self.pk}"


class Placement(models.Model):
    """Where a complaint was put: in a group, with reasons and likeness, or alone."""

    complaint = models.OneToOneField("casework.Complaint", models.CASCADE, related_name="+")
    group = models.ForeignKey(
        Group, models.PROTECT, related_name="placements", null=True, blank=True
    )
    # To the group when it came, 0 to 1; empty for the first, and where an officer put it.
    likeness = models.FloatField(null=True, blank=True)
    # What it shares with the group: kind, words, share of the likeness.
    why = models.JSONField(default=list)
    # The earliest complaint of the group whose text it repeats, and in how many of 100 runs.
    copy_of = models.ForeignKey(
        "casework.Complaint", models.SET_NULL, related_name="+", null=True, blank=True
    )
    resemblance = models.PositiveSmallIntegerField(default=0)
    # A digest of what was read, to know whether a correction changes anything here.
    read = models.CharField(max_length=64)
    # When its text was read, and when it was last put anywhere: turns of `Placing`.
    read_turn = models.BigIntegerField(unique=True)
    turn = models.BigIntegerField(db_index=True)
    placed_at = models.DateTimeField()
    # Went into a joint complaint: it is nowhere.
    gone = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(copy_of=None) | Q(resemblance__gt=0), name="copy_with_resemblance"
            ),
            models.CheckConstraint(
                condition=Q(gone=False) | Q(group=None), name="gone_is_in_no_group"
            ),
        ]
        indexes = [
            models.Index(
                fields=["group"],
                condition=Q(likeness=None, group__isnull=False),
                name="placement_without_reasons",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        personal = frozenset({"why"})
        sensitive: frozenset[str] = frozenset()
        public = frozenset(
            {
                "id", "complaint", "group", "likeness", "copy_of", "resemblance", "read",
                "read_turn", "turn", "placed_at", "gone",
            }
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.complaint_id} in {self.group_id}"


class Decision(models.Model):
    """What an officer decided about a group: it holds for whatever is grouped later."""

    kind = models.CharField(max_length=8, choices=Judgement)
    group = models.ForeignKey(Group, models.PROTECT, related_name="decisions")
    # What was split off, or what became part of it.
    other = models.ForeignKey(
        Group, models.PROTECT, related_name="decisions_about", null=True, blank=True
    )
    why = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=80, blank=True)
    undone_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by="", undone_why="")
                | (Q(undone_at__isnull=False) & ~Q(undone_by="") & ~Q(undone_why="")),
                name="undone_with_reason",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        personal = frozenset({"why", "made_by", "undone_by", "undone_why"})
        sensitive: frozenset[str] = frozenset()
        public = frozenset({"id", "kind", "group", "other", "made_at", "undone_at"})

    def __str__(self) -> str:
        return f"{self.kind} of {self.group_id}"


class Side(models.Model):
    """A complaint that a decision was about: of what stayed, or of what was taken out or came."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="sides")
    complaint = models.ForeignKey("casework.Complaint", models.CASCADE, related_name="+")
    moved = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "complaint"], name="side_once"),
        ]

    class Privacy:
        """Numbers, not people."""

        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()
        public = frozenset({"id", "decision", "complaint", "moved"})

    def __str__(self) -> str:
        return f"{self.complaint_id} of {self.decision_id}"
