"""Two entries of the register that are one business: proposed, reviewed, and undone again."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from smart315.businesses.merge_states import IN_FORCE, MERGING, STEPS, MergeState


class Merge(models.Model):
    """A pair of entries; while it is in force the survivor stands for the merged one.

    Nothing of the merged entry is rewritten: reads follow `Business.survivor`, which is what the
    merges in force come to. `score` (0 to 1) and `reasons` are the resolver's.
    """

    merged = models.ForeignKey(
        "businesses.Business", on_delete=models.PROTECT, related_name="merges"
    )
    survivor = models.ForeignKey(
        "businesses.Business", on_delete=models.PROTECT, related_name="absorbed"
    )
    # The two numbers, the smaller first: a pair is judged in one place, whichever survives.
    pair = models.CharField(max_length=40, unique=True)
    state = models.CharField(
        max_length=12, choices=MergeState.choices, default=MergeState.SUGGESTED
    )
    state_at = models.DateTimeField()
    score = models.FloatField(default=0)
    reasons = models.JSONField(default=list)
    # Why two sound codes that differ are one business all the same; empty where they do not.
    code_reason = models.CharField(max_length=200, blank=True)

    class Privacy:
        public = frozenset(
            {"id", "merged", "survivor", "pair", "state", "state_at", "score", "reasons"}
        )
        personal = frozenset({"code_reason"})
        sensitive: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="merge_state_known", condition=Q(state__in=MergeState.values)
            ),
            models.CheckConstraint(name="merge_of_two", condition=~Q(merged=F("survivor"))),
            models.UniqueConstraint(
                name="merge_in_force_once", fields=["merged"], condition=Q(state__in=IN_FORCE)
            ),
        ]
        indexes = [models.Index(name="merge_by_state", fields=["state", "-score", "id"])]

    def __str__(self) -> str:
        return f"{self.merged_id} into {self.survivor_id}: {self.state}"

    @staticmethod
    def pair_of(one: int, other: int) -> str:
        """Return how a pair is known, whichever of the two survives."""
        return f"{min(one, other)}-{max(one, other)}"

    def advance(self, name: str, *, at: datetime) -> None:
        """Make one move of the table; raise UnlawfulMove when it may not start here."""
        self.state = str(MERGING.after(name, MergeState(self.state)).value)
        self.state_at = at


class MergeStep(models.Model):
    """Who made which move, when and why; never changed."""

    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="steps")
    move = models.CharField(max_length=12)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=200, blank=True)

    class Privacy:
        public = frozenset({"id", "merge", "move", "at"})
        personal = frozenset({"by", "user", "reason"})
        sensitive: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="merge_step_known", condition=Q(move__in=sorted(MERGING.moves))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.move} of {self.merge_id}"

    @property
    def label(self) -> str:
        """Return what was done, in words."""
        return str(STEPS[self.move])
