"""How the parties are brought together: both agree to mediation, a session is called."""

from datetime import datetime

from smart315.accounts.actors import Permission
from smart315.casework import actions
from smart315.casework.actions import Plan
from smart315.jobs.demo import steps
from smart315.jobs.demo.case import Case
from smart315.jobs.demo.stories import phrase


# More working days than the parties must be told ahead.
AHEAD = 5


def begin(case: Case, meeting_at: datetime) -> None:
    """Begin mediation, which both want."""
    actions.start_mediation(
        complaint_id=case.id,
        meeting_at=meeting_at,
        place=phrase(case.rng, "places"),
        consumer_agrees=True,
        business_agrees=True,
        by=steps.mediator(case),
        at=case.now,
    )


def soon_after_the_end(case: Case, workdays: int = 0) -> datetime:
    """Return a moment that a visitor of the demonstration finds ahead, in office hours."""
    wanted = case.hours.office(case.world.end, workdays)
    return max(wanted, case.hours.office(case.now, AHEAD)).replace(minute=0, second=0)


def call(case: Case, starts_at: datetime) -> None:
    """Plan a session at the office and tell the parties."""
    officer = case.officer or case.who(Permission.MEDIATE)
    session = actions.plan_session(
        complaint_id=case.id,
        plan=Plan(
            mode="onsite",
            starts_at=starts_at,
            mediators=(officer.user_id or 0,),
            place="本会调解室",
        ),
        by=officer,
        at=case.now,
    )
    actions.notify_session(session_id=session.pk, by=officer, at=case.now)
