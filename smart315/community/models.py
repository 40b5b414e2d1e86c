"""People's mediation committees for consumer disputes, by industry; private to the room."""

from django.db import models
from django.db.models import Q


class Committee(models.Model):
    """消费纠纷人民调解委员会 of one industry, set up by an association (人民调解法 §34)."""

    name = models.CharField(max_length=80, unique=True)
    industry = models.CharField(max_length=40)
    # Codes of goods and services whose disputes it hears.
    categories = models.JSONField(default=list)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    founded_on = models.DateField()
    # 人民调解法 §8: in such an area smaller groups must have members.
    multi_ethnic = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    class Privacy:
        """Nothing here says anything about a person."""

        public = frozenset(
            {
                "id",
                "name",
                "industry",
                "categories",
                "organisation",
                "founded_on",
                "multi_ethnic",
                "active",
            }
        )
        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """Three years of a committee (人民调解法 §9).

    Of its members the committee declares as a whole what the law asks: how many are women, and
    that smaller groups are among them. Nobody's ethnicity is kept.
    """

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="terms")
    begins_on = models.DateField()
    ends_on = models.DateField()
    women = models.PositiveSmallIntegerField()
    smaller_groups = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "begins_on"], name="one_term_a_day"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=models.F("begins_on")), name="term_ends_after_it_began"
            ),
        ]

    class Privacy:
        """Nothing here says anything about a person."""

        public = frozenset({"id", "committee", "begins_on", "ends_on", "women", "smaller_groups"})
        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.committee_id} from {self.begins_on}"


class Member(models.Model):
    """A member of a committee in one term; those with an account can record what they do."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="members")
    name = models.CharField(max_length=40)
    workplace = models.CharField(max_length=80, blank=True)
    skill = models.CharField(max_length=80, blank=True)
    user = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="+", null=True, blank=True
    )
    chair = models.BooleanField(default=False)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["term"], condition=Q(chair=True, left_on=None), name="one_chair_a_term"
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        public = frozenset({"id", "term", "chair", "left_on"})
        personal = frozenset({"name", "workplace", "skill", "user"})
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.name
