"""Rules by date, days that differ from the week, and which years were announced."""

import uuid

from django.db import models
from django.db.models import F, Q


class Rule(models.Model):
    """The value of a parameter from one day on; `effective_to` is its last day, if it has one."""

    key = models.CharField(max_length=60)
    value = models.JSONField()
    basis = models.CharField(max_length=200)
    statutory = models.BooleanField(default=False)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    set_by = models.CharField(max_length=100)
    set_at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "effective_from"], name="rule_one_per_day"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(effective_to=None), name="rule_one_open_end"
            ),
            models.CheckConstraint(
                condition=Q(effective_to=None) | Q(effective_to__gte=F("effective_from")),
                name="rule_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="rule_has_a_basis"),
            models.CheckConstraint(condition=~Q(set_by=""), name="rule_was_set_by_somebody"),
        ]

    class Privacy:
        public = frozenset(
            {"id", "key", "value", "basis", "statutory", "effective_from", "effective_to"}
            | {"set_at", "note"}
        )
        personal = frozenset({"set_by"})
        sensitive = frozenset[str]()

    def __str__(self) -> str:
        return f"{self.key} {self.effective_from}"


class CalendarDay(models.Model):
    """A day that is off although the week works it, or worked although the week does not.

    `region_code` is empty for the whole country; otherwise the day holds there and below (WD-7).
    """

    day = models.DateField()
    region_code = models.CharField(max_length=12, blank=True)
    is_workday = models.BooleanField()
    name = models.CharField(max_length=40)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "region_code"], name="calendar_day_once"),
            models.CheckConstraint(condition=~Q(name=""), name="calendar_day_has_a_name"),
            models.CheckConstraint(condition=~Q(source=""), name="calendar_day_has_a_source"),
        ]

    class Privacy:
        public = frozenset({"id", "day", "region_code", "is_workday", "name", "source"})
        personal = frozenset[str]()
        sensitive = frozenset[str]()

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class CalendarYear(models.Model):
    """Whether the State Council's notice for a year is in the calendar, and where it stands."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    official = models.BooleanField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="calendar_year_has_a_source"),
        ]

    class Privacy:
        public = frozenset({"year", "official", "source"})
        personal = frozenset[str]()
        sensitive = frozenset[str]()

    def __str__(self) -> str:
        return str(self.year)


class Revision(models.Model):
    """The single row by which a process sees that its copy of the register is out of date.

    A token and not a count: a restored backup must not look like the register it replaced.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    token = models.UUIDField(default=uuid.uuid4)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="revision_single_row")]

    class Privacy:
        public = frozenset({"id", "token", "changed_at"})
        personal = frozenset[str]()
        sensitive = frozenset[str]()

    def __str__(self) -> str:
        return str(self.token)
