"""Who may do what: every move and every look, for everybody (handbook §2.6, §15)."""

from functools import cache

import pytest

from smart315.accounts import actors
from smart315.accounts.actors import PERMISSIONS, SYSTEM, Actor, ActorKind, Role
from smart315.casework import policies
from smart315.casework.models import Complaint
from smart315.casework.states import COMPLAINT, Stage
from tests.given import accounts
from tests.given.casework import a_complaint, filed, the_shop


pytestmark = pytest.mark.usefixtures("_world")
R = Role
ROLES = [role for role in Role if role is not Role.PARTNER]
INTAKE, MEDIATOR = {R.INTAKE_OFFICER}, {R.MEDIATOR}
CONSUMER, BUSINESS, MACHINE = {"consumer"}, {"its business"}, {"system"}

# The actors of handbook §2.6, move by move; a head hands on and signs as well (J-04).
WHO_MAY = {
    "submit": INTAKE | {R.STATION_CLERK} | CONSUMER | MACHINE,
    "request_supplement": INTAKE,
    "supplement": INTAKE | {R.STATION_CLERK} | CONSUMER,
    "lapse": INTAKE,
    "settle_first": INTAKE | MEDIATOR | CONSUMER | MACHINE,
    "settle": CONSUMER,
    "fall_back": CONSUMER | BUSINESS | MACHINE,
    "accept": INTAKE,
    "reject": INTAKE,
    "consult": INTAKE,
    "transfer": INTAKE | {R.HEAD},
    "sign_for": INTAKE | {R.HEAD},
    "return_transfer": INTAKE | {R.HEAD},
    "assign": {R.HEAD},
    "start_mediation": MEDIATOR,
    "suspend": MEDIATOR,
    "resume": MEDIATOR,
    "agree": MEDIATOR,
    "terminate": MEDIATOR,
    "verify_performance": MEDIATOR | CONSUMER,
    "default": MEDIATOR | MACHINE,
    "withdraw": CONSUMER,
    "close": INTAKE | MEDIATOR | MACHINE,
    "follow_up": {R.FOLLOW_UP},
    "reopen": {R.HEAD},
    "archive": {R.ARCHIVIST},
}
READERS = {
    R.STATION_CLERK,
    R.INTAKE_OFFICER,
    R.MEDIATOR,
    R.APPROVER,
    R.HEAD,
    R.SUPERVISOR,
    R.FOLLOW_UP,
    R.ARCHIVIST,
    R.ANALYST,
}
PERSONAL = READERS - {R.STATION_CLERK, R.ANALYST}
# Looks and acts beside the moves, of a complaint under inquiry whose business was invited.
ASIDE: dict[str, set[str]] = {
    "may_read": READERS | CONSUMER | BUSINESS | MACHINE | {"superior"},
    "may_see_personal": PERSONAL | {"superior"},
    "may_note": READERS | {"superior"},
    "may_correct": INTAKE | MEDIATOR,
    "may_invite": INTAKE | MEDIATOR,
    "may_issue": INTAKE | MEDIATOR | {R.APPROVER, R.HEAD, R.ARCHIVIST},
    "may_answer": BUSINESS,
    "may_open": BUSINESS,
}


def staff(organisation: int, *roles: Role, below: frozenset[int] = frozenset()) -> Actor:
    """Somebody who holds the roles at exactly this organisation."""
    held = frozenset().union(*(PERMISSIONS[role] for role in roles))
    seen = below | {organisation}
    return Actor(
        ActorKind.STAFF,
        "staff:999",
        "某人",
        user_id=999,
        held={organisation: held},
        below={organisation: seen},
        organisations=seen,
    )


def everybody(complaint: Complaint) -> dict[object, Actor]:
    """One actor of each kind, seen from the complaint."""
    here, other = complaint.organisation_id, accounts.county("630105").pk
    above = accounts.prefecture().pk
    return {
        **{role: staff(here, role) for role in ROLES},
        "another county": staff(other, *ROLES),
        "superior": staff(above, R.HEAD, R.SUPERVISOR, below=frozenset({here, other})),
        "superior officer": staff(above, *ROLES, below=frozenset({here, other})),
        "consumer": actors.consumer(complaint.pk),
        "another consumer": actors.consumer(complaint.pk + 1),
        "somebody filing": actors.consumer(),
        "its business": actors.business({the_shop().pk, 999}, user_id=7, label="赵磊"),
        "another business": actors.business({999}, user_id=8, label="别家"),
        "system": SYSTEM,
    }


@cache
def _source(move: str) -> Stage:
    """Return a stage at which the move may start, the first of the table."""
    order = list(Stage)
    return min((Stage(each.value) for each in COMPLAINT.moves[move].sources), key=order.index)


def at_its_stage(move: str) -> Complaint:
    """A complaint at which the move may start, that its business has been shown."""
    stage = _source(move)
    if stage is Stage.DRAFT:
        # Nobody keeps a complaint in draft: the form is one; this is the row before it is saved.
        complaint = filed()
        complaint.stage = Stage.DRAFT
    else:
        complaint = a_complaint(stage)
    complaint.business_may_read = True
    return complaint


@pytest.mark.parametrize("move", COMPLAINT.moves)
def test_a_move_is_open_to_those_whom_the_handbook_names_and_to_nobody_else(move):
    complaint = at_its_stage(move)
    allowed = {
        name for name, actor in everybody(complaint).items() if policies.may(move, actor, complaint)
    }

    assert allowed == WHO_MAY[move]


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.DRAFT])
def test_the_buttons_are_the_lawful_moves_that_the_actor_may_make(stage):
    complaint = a_complaint(stage)
    complaint.business_may_read = True

    for actor in everybody(complaint).values():
        shown = policies.open_moves(actor, complaint)
        assert shown == [m for m in COMPLAINT.moves if policies.may(m, actor, complaint)]
        assert set(shown) <= {move.name for move in COMPLAINT.lawful(stage)}


def test_an_officer_records_a_settlement_during_the_inquiry():
    complaint = a_complaint(Stage.INVESTIGATING)
    allowed = {
        name
        for name, actor in everybody(complaint).items()
        if policies.may("settle", actor, complaint)
    }

    assert allowed == MEDIATOR | CONSUMER


@pytest.mark.parametrize("question", ASIDE)
def test_what_stands_beside_the_moves_is_for_those_whom_it_concerns(question):
    complaint = a_complaint(Stage.INVESTIGATING)
    complaint.business_may_read = True
    ask = getattr(policies, question)
    cast = everybody(complaint)
    # Who holds every role above holds those that reach down here.
    superiors = {"superior officer"} if "superior" in ASIDE[question] else set()

    allowed = {name for name, actor in cast.items() if ask(actor, complaint)}

    assert allowed == ASIDE[question] | superiors


@pytest.mark.parametrize("may_read", [True, False])
def test_the_list_holds_exactly_what_may_be_read(may_read):
    complaint = a_complaint(Stage.INVESTIGATING)
    Complaint.objects.filter(pk=complaint.pk).update(business_may_read=may_read)
    complaint.refresh_from_db()

    for name, actor in everybody(complaint).items():
        listed = Complaint.objects.visible_to(actor).filter(pk=complaint.pk).exists()
        assert listed == bool(policies.may_read(actor, complaint)), name


def test_the_list_of_a_provincial_administrator_is_empty():
    # 三员分立: none of the three administrators reads a complaint.
    complaint = filed()
    province = accounts.province()

    for role in (R.SYSTEM_ADMIN, R.SECURITY_ADMIN, R.AUDIT_ADMIN):
        administrator = accounts.officer(f"管理员{role}", role, province)
        assert administrator.sees_all
        assert not policies.may_read(administrator, complaint)
        assert not Complaint.objects.visible_to(administrator).exists()
    assert Complaint.objects.visible_to(accounts.officer("省", R.ANALYST, province)).exists()


def test_the_sender_of_a_hand_off_reads_on_and_does_nothing():
    complaint = a_complaint(Stage.TRANSFERRED)
    sender = staff(complaint.transferred_from_id or 0, *ROLES)

    assert policies.may_read(sender, complaint)
    assert policies.may_note(sender, complaint)
    assert policies.may_issue(sender, complaint)
    assert policies.open_moves(sender, complaint) == []
    assert not policies.may_see_personal(sender, complaint)
    assert not policies.may_correct(sender, complaint)


def test_a_refusal_says_what_it_was_about():
    complaint = filed()
    stranger = staff(accounts.county("630105").pk, *ROLES)

    assert "受理" in policies.may("accept", stranger, complaint).reason
    stale = policies.may("resume", staff(complaint.organisation_id, *ROLES), complaint).reason
    assert "待受理" in stale
    assert "恢复调解" in stale
    assert "2026-09-01 12:00" in stale


def test_nobody_learns_by_a_refusal_that_a_complaint_exists():
    complaint = a_complaint(Stage.MEDIATING)
    other = actors.business({999}, user_id=8, label="别家")

    hidden = [
        policies.may_read(other, complaint).reason,
        policies.may_answer(other, complaint).reason,
        policies.may_prove_performance(other, complaint).reason,
    ]
    assert all(reason.startswith("没有这件投诉") for reason in hidden)
