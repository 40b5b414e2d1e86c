"""Events in two interlocking chains, the journal's pages, and the daily anchors.

Each event is chained to the one before it in its stream by digest. Each also stands on a
page of the journal: its id is the page's number and its turn there, and the page's seal
says how many turns were taken. A page belongs to one thread of one process, so writers never
wait for one another, and an event that is gone leaves an empty turn.
"""

from django.db import models
from django.db.models import Q

from smart315.audit import seals


TURNS = 1 << 24
"""How many events a page holds: an event's id is page * TURNS + turn."""

COVER = 0
"""The number of the page whose turns count the other pages."""

ANCHORS = "audit:anchors"
"""The stream in which every anchor is itself recorded."""


class Event(models.Model):
    """Something that happened; never changed, never deleted (triggers refuse both)."""

    id = models.BigIntegerField(primary_key=True)
    stream = models.CharField(max_length=120)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=80)
    actor = models.CharField(max_length=120)
    at = models.DateTimeField()
    data = models.TextField()
    # The stream of the event before this one on the page: it names an event that is gone.
    beside = models.CharField(max_length=120, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="audit_event_once", fields=["stream", "seq"]),
            models.CheckConstraint(name="audit_event_seq_from_one", condition=Q(seq__gte=1)),
            models.CheckConstraint(
                name="audit_event_first_has_no_previous",
                condition=Q(seq=1, previous="") | (Q(seq__gt=1) & ~Q(previous="")),
            ),
        ]

    class Privacy:
        """No event carries personal data; the actor is a number behind a word."""

        public = frozenset(
            {"id", "stream", "seq", "kind", "at", "data", "beside", "previous", "digest"}
        )
        personal = frozenset({"actor"})

    def __str__(self) -> str:
        return f"{self.stream}#{self.seq} {self.kind}"

    def computed(self) -> str:
        """Return the digest that the other columns must have."""
        return seals.digest(
            "event",
            self.id,
            self.stream,
            self.seq,
            self.kind,
            self.actor,
            seals.moment(self.at),
            self.data,
            self.beside,
            self.previous,
        )


class Page(models.Model):
    """How many events one thread has written; page 0 is the cover and counts the pages."""

    turns = models.PositiveIntegerField(default=0)
    last = models.CharField(max_length=120, blank=True)
    counted = models.BooleanField(default=False)
    seal = models.CharField(max_length=64, blank=True)

    class Privacy:
        """Counters, not people."""

        public = frozenset({"id", "turns", "last", "counted", "seal"})

    def __str__(self) -> str:
        return f"page {self.pk}: {self.turns}"

    def computed(self) -> str:
        """Return the seal that the other columns must have."""
        return seals.digest("page", self.pk, self.turns, self.last, self.counted)


class Anchor(models.Model):
    """What the journal held when a day was closed; its text is kept elsewhere too."""

    number = models.PositiveIntegerField(primary_key=True)
    day = models.DateField(unique=True)
    events = models.PositiveIntegerField()
    # JSON: [[page, first turn, last turn], ...] of the events since the anchor before.
    pages = models.TextField()
    content = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="audit_anchor_chain", fields=["previous"]),
        ]

    class Privacy:
        """Digests, not people."""

        public = frozenset(
            {"number", "day", "events", "pages", "content", "previous", "digest", "made_at"}
        )

    def __str__(self) -> str:
        return f"{self.day} {self.events} {self.digest}"

    def computed(self) -> str:
        """Return the digest that the other columns must have."""
        return seals.digest(
            "anchor",
            self.pk,
            self.day.isoformat(),
            self.events,
            self.pages,
            self.content,
            self.previous,
            seals.moment(self.made_at),
        )
