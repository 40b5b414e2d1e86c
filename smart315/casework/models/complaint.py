"""The complaint itself."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q, Subquery
from django.utils.functional import cached_property

from smart315.accounts.actors import Actor, ActorKind, Permission
from smart315.casework.codes import (
    Channel,
    FallBackReason,
    Outcome,
    PriorChannel,
    PurchaseChannel,
    RejectReason,
    RespondentRole,
    TerminationReason,
)
from smart315.casework.models.among import Among
from smart315.casework.models.assignment import Assignment
from smart315.casework.states import COMPLAINT, ENDED, Stage


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    """Adjectives of complaints."""

    def visible_to(self, actor: Actor) -> Self:
        """Narrow to what the actor may know of; every read starts here."""
        if actor.kind is ActorKind.BUSINESS:
            mine = Q(business_id__in=actor.businesses) | Q(covered_by_id__in=actor.businesses)
            own = self.filter(mine, business_may_read=True, sandbox=actor.sandbox)
            # Who came by a letter reads the one complaint that it is about.
            return own.filter(pk=actor.complaint_id) if actor.complaint_id else own
        if actor.kind is ActorKind.CONSUMER and actor.complaint_id is not None:
            return self.filter(pk=actor.complaint_id)
        if actor.kind is ActorKind.SYSTEM:
            return self.real()
        if actor.kind is ActorKind.STAFF:
            # Not all who serve somewhere read complaints there (三员分立).
            if actor.everywhere(Permission.READ_COMPLAINT):
                return self.real()
            # An actor may have been narrowed for one purpose (`actions.take_out_listing`).
            places = actor.where(Permission.READ_COMPLAINT) & actor.organisations
            if not places:
                return self.none()
            seen = Assignment.objects.filter(organisation__in=places, sight=True)
            had = seen.order_by().values("complaint_id")
            here = Q(organisation_id__in=places)
            return self.real().filter(here | Q(Among(F("pk"), Subquery(had))))
        return self.none()

    def real(self) -> Self:
        """Leave out what was invented for partners to try the interface on."""
        return self.filter(sandbox=False)

    def under_way(self) -> Self:
        """Keep those in which something is still to be done."""
        return self.exclude(stage__in=ENDED)


class Complaint(models.Model):
    """One consumer's dispute with one business, from filing to archive. Money is in fen."""

    number = models.CharField(max_length=40, unique=True, null=True)  # noqa: DJ001
    # The filing form's own key: a form sent twice is one complaint.
    client_key = models.UUIDField(unique=True)
    origin = models.CharField(max_length=40, blank=True)
    external_id = models.CharField(max_length=80, blank=True)
    channel = models.CharField(max_length=10, choices=Channel)
    stage = models.CharField(max_length=16, choices=Stage, default=Stage.DRAFT)
    stage_at = models.DateTimeField()
    stage_by = models.CharField(max_length=80)

    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    # Who handed the case to its present organisation; sight of it comes from assignments.
    transferred_from = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", null=True, blank=True
    )
    officer = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="+", null=True, blank=True
    )
    region = models.ForeignKey(
        "regions.Region", models.PROTECT, related_name="+", null=True, blank=True
    )
    # Why the case came to its first organisation: a rule, or the strategy that held.
    routing_rule = models.ForeignKey(
        "casework.RoutingRule",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
    )
    routed_by = models.CharField(max_length=20, blank=True)

    business = models.ForeignKey(
        "businesses.Business", models.PROTECT, related_name="+", null=True, blank=True
    )
    respondent_name = models.CharField(max_length=120)
    respondent_uscc = models.CharField(max_length=18, blank=True)
    respondent_address = models.CharField(max_length=200, blank=True)
    respondent_phone = models.CharField(max_length=40, blank=True)
    respondent_role = models.CharField(max_length=12, choices=RespondentRole, blank=True)
    platform = models.CharField(max_length=80, blank=True)
    shop = models.CharField(max_length=120, blank=True)
    # Since when it is this business: what was said before is not for it to read.
    attributed_at = models.DateTimeField(null=True, blank=True)
    business_may_read = models.BooleanField(default=False)
    business_invited_at = models.DateTimeField(null=True, blank=True)
    business_opened_at = models.DateTimeField(null=True, blank=True)
    # The platform that answers for the shop, and its pledge as it stood on receipt.
    covered_by = models.ForeignKey(
        "businesses.Business", models.PROTECT, related_name="+", null=True, blank=True
    )
    pledge = models.ForeignKey(
        "businesses.Pledge", models.PROTECT, related_name="+", null=True, blank=True
    )
    pledge_missed_at = models.DateTimeField(null=True, blank=True)
    # When something last changed that concerns the business; empty for what was imported.
    changed_at = models.DateTimeField(null=True, blank=True)
    # Invented for a partner's trial: in no list, no figure and no export.
    sandbox = models.BooleanField(default=False)

    title = models.CharField(max_length=120)
    facts = models.TextField()
    claims = models.JSONField(default=list)
    nature_code = models.CharField(max_length=8, blank=True)
    category_code = models.CharField(max_length=8, blank=True)
    item = models.CharField(max_length=120, blank=True)
    brand = models.CharField(max_length=60, blank=True)
    model = models.CharField(max_length=80, blank=True)
    order_number = models.CharField(max_length=60, blank=True)
    purchase_channel = models.CharField(max_length=12, choices=PurchaseChannel, blank=True)
    purchased_on = models.DateField(null=True, blank=True)
    known_on = models.DateField(null=True, blank=True)
    amount_fen = models.BigIntegerField(null=True, blank=True)
    prior_channel = models.CharField(max_length=12, choices=PriorChannel, default=PriorChannel.NONE)
    prior_detail = models.CharField(max_length=200, blank=True)
    no_evidence_reason = models.CharField(max_length=200, blank=True)
    consents = models.JSONField(default=dict)
    wants_direct = models.BooleanField(default=False)

    received_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Whoever closed the case handled it, also where nobody was assigned.
    closed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, related_name="+", null=True, blank=True
    )
    next_due_at = models.DateTimeField(null=True, blank=True)
    next_due_key = models.CharField(max_length=24, blank=True)

    reject_reason = models.CharField(max_length=3, choices=RejectReason, blank=True)
    termination_reason = models.CharField(max_length=3, choices=TerminationReason, blank=True)
    fall_back_reason = models.CharField(max_length=16, choices=FallBackReason, blank=True)
    outcome = models.CharField(max_length=24, choices=Outcome, blank=True)
    outcome_note = models.TextField(blank=True)
    withdrawn_satisfied = models.BooleanField(default=False)
    recovered_fen = models.BigIntegerField(null=True, blank=True)
    extra_compensation_fen = models.BigIntegerField(null=True, blank=True)
    reopened = models.PositiveSmallIntegerField(default=0)

    is_joint = models.BooleanField(default=False)
    # A complaint that became part of a joint one; who filed it reads that one.
    joined_to = models.ForeignKey(
        "self", models.PROTECT, related_name="joined", null=True, blank=True
    )
    delegated_by_samr = models.BooleanField(default=False)
    supervised = models.BooleanField(default=False)
    # The segmented text that search reads; written by the worker, emptied by nobody.
    words = models.TextField(blank=True)
    words_at = models.DateTimeField(null=True, blank=True)
    # When it was last read for finding groups; empty again when what it is about has changed.
    matter_at = models.DateTimeField(null=True, blank=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "external_id"],
                condition=~Q(external_id=""),
                name="complaint_imported_once",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in Stage]),
                name="complaint_stage_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.REJECTED) | ~Q(reject_reason=""),
                name="complaint_rejected_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.TERMINATED) | ~Q(termination_reason=""),
                name="complaint_terminated_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=[Stage.CLOSED, Stage.FOLLOWED_UP, Stage.ARCHIVED])
                | (~Q(outcome="") & Q(closed_at__isnull=False)),
                name="complaint_closed_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen=None) | Q(amount_fen__gte=0),
                name="complaint_amount_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(next_due_at=None, next_due_key="")
                | (Q(next_due_at__isnull=False) & ~Q(next_due_key="")),
                name="complaint_due_with_key",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "next_due_at", "id"], name="complaint_org_due"),
            models.Index(fields=["next_due_at", "id"], name="complaint_due"),
            models.Index(
                fields=["organisation", "received_at", "id"], name="complaint_org_received"
            ),
            models.Index(fields=["received_at", "id"], name="complaint_received"),
            models.Index(fields=["stage", "next_due_at", "id"], name="complaint_stage_due"),
            models.Index(fields=["officer", "next_due_at", "id"], name="complaint_officer_due"),
            models.Index(fields=["category_code", "received_at"], name="complaint_category"),
            models.Index(fields=["id"], condition=Q(words_at=None), name="complaint_unindexed"),
            models.Index(
                fields=["received_at", "id"],
                condition=Q(matter_at=None),
                name="complaint_unread",
            ),
        ]

    class Privacy:
        """Which columns say something about a person."""

        personal = frozenset(
            {
                "title",
                "facts",
                "order_number",
                "prior_detail",
                "no_evidence_reason",
                "words",
                "respondent_phone",
                "outcome_note",
                "officer",
                "closed_by",
                "stage_by",
            }
        )
        sensitive: frozenset[str] = frozenset()
        public = frozenset(
            {
                "id",
                "number",
                "client_key",
                "origin",
                "external_id",
                "channel",
                "stage",
                "stage_at",
                "organisation",
                "transferred_from",
                "region",
                "routing_rule",
                "routed_by",
                "business",
                "respondent_name",
                "respondent_uscc",
                "respondent_address",
                "respondent_role",
                "platform",
                "shop",
                "attributed_at",
                "business_may_read",
                "covered_by",
                "pledge",
                "pledge_missed_at",
                "changed_at",
                "sandbox",
                "business_invited_at",
                "business_opened_at",
                "claims",
                "nature_code",
                "category_code",
                "item",
                "brand",
                "model",
                "purchase_channel",
                "purchased_on",
                "known_on",
                "amount_fen",
                "prior_channel",
                "consents",
                "wants_direct",
                "received_at",
                "accepted_at",
                "closed_at",
                "next_due_at",
                "next_due_key",
                "reject_reason",
                "termination_reason",
                "fall_back_reason",
                "outcome",
                "withdrawn_satisfied",
                "recovered_fen",
                "extra_compensation_fen",
                "reopened",
                "is_joint",
                "joined_to",
                "delegated_by_samr",
                "supervised",
                "words_at",
                "matter_at",
            }
        )

    def __str__(self) -> str:
        return self.number or f"complaint {self.pk}"

    @property
    def pending_approval(self) -> bool:
        """Tell whether a move of this complaint waits for a second person."""
        return self.approvals.filter(state="pending").exists()

    @cached_property
    def speakers(self) -> frozenset[int]:
        """Return who speaks for a joint complaint: the two elected, before that who filed it."""
        people = self.parties.filter(left_at=None)
        elected = people.filter(represents=True).values_list("pk", flat=True)
        filed = people.filter(role="complainant").values_list("pk", flat=True)
        return frozenset(elected) or frozenset(filed)

    def has_speaker(self, party_id: int | None) -> bool:
        """Tell whether a person speaks for the complaint; None is whoever filed it."""
        if not self.is_joint:
            return True
        if party_id is None:
            return self.parties.filter(role="complainant", pk__in=self.speakers).exists()
        return party_id in self.speakers

    @property
    def stream(self) -> str:
        """Return the name under which the audit knows this complaint."""
        return f"complaint:{self.pk}"

    @property
    def stands(self) -> int | None:
        """Return the entry that stands for the business complained about, or None."""
        return (self.business.survivor_id or self.business.pk) if self.business else None

    def concerns(self, actor: Actor) -> bool:
        """Tell whether the actor reads it for the business, or for the platform of the shop.

        Who came by a letter reads the one complaint that it is about.
        """
        if actor.complaint_id not in {None, self.pk}:
            return False
        its = actor.businesses & {self.business_id, self.covered_by_id}
        return bool(its) and self.business_may_read and self.sandbox == actor.sandbox

    def advance(self, move: str, *, by: str, at: datetime) -> None:
        """Make a move of the table; raise UnlawfulMove when it may not start here."""
        self.stage = Stage(COMPLAINT.after(move, Stage(self.stage)).value)
        self.stage_at = at
        self.stage_by = by


class NumberSeries(models.Model):
    """The last number given by an organisation in a year."""

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="one_series_a_year"),
        ]

    class Privacy:
        """Nothing here says anything about a person."""

        public = frozenset({"id", "organisation", "year", "last"})
        personal: frozenset[str] = frozenset()
        sensitive: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.organisation_id}/{self.year}: {self.last}"
