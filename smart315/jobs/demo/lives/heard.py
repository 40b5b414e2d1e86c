"""Cases that go beyond the desk: heard by a committee, or confirmed by a court."""

from datetime import timedelta

from django.utils.timezone import localdate

from smart315.accounts.actors import Permission
from smart315.casework import actions
from smart315.casework.actions import Ruling
from smart315.community import queries as community
from smart315.jobs.demo import agreeing, steps
from smart315.jobs.demo.case import Case, Life
from smart315.jobs.demo.lives import meeting


P = Permission
SEATS = 3
# No court numbers its rulings like this.
RULING, COURT = "（演示）青0102民特{number}号", "演示区人民法院"


def panelled(case: Case, seed: int) -> Life:
    """Live a case that a committee hears: in mediation, given to it, three members seated."""
    yield from _in_mediation(case, seed)
    yield case.office(1, 2)
    head = case.who(P.ASSIGN_OFFICER)
    serving = next(
        each
        for each in community.committees(on=localdate(case.now))
        if community.suits(each.committee, case.story.category)
    )
    panel = actions.give_to_committee(
        complaint_id=case.id,
        committee_id=serving.committee.pk,
        reason="双方对变速箱的故障原因看法不一，需要懂汽车的委员主持。",
        consumer_agrees=True,
        business_agrees=True,
        by=head,
        at=case.now,
    )
    yield case.office(1, 1)
    seated = [each.pk for each in serving.members[:SEATS]]
    actions.seat_panel(
        panel_id=panel.pk, member_ids=seated, presiding_id=seated[0], by=head, at=case.now
    )
    meeting.call(case, meeting.soon_after_the_end(case, 1))


def confirmed(case: Case, seed: int, *, ruled: bool) -> Life:
    """Live a case whose agreement both take to the court, which may have ruled already."""
    yield from _in_mediation(case, seed)
    yield case.office(2, 3)
    agreeing.agree(case, steps.terms(case, 1.0, 25))
    yield case.office(1, 2)
    by = case.who(P.RECORD_AGREEMENT)
    row = actions.prepare_confirmation(
        complaint_id=case.id,
        court=COURT,
        ground="organisation",
        consumer_applies=True,
        business_applies=True,
        by=by,
        at=case.now,
    )
    yield case.office(1, 1)
    actions.file_confirmation(confirmation_id=row.pk, on=localdate(case.now), by=by, at=case.now)
    if ruled:
        yield case.office(4, 5)
        ruling = Ruling(
            confirmed=True, number=RULING.format(number=case.number), on=localdate(case.now)
        )
        actions.record_ruling(confirmation_id=row.pk, ruling=ruling, by=by, at=case.now)


def _in_mediation(case: Case, seed: int) -> Life:
    yield case.filed_at
    steps.file(case, seed)
    yield case.office(0, 1)
    steps.accept(case)
    yield case.office(0, 1)
    steps.assign(case)
    steps.issue_documents(case)
    yield case.office(1, 2)
    meeting.begin(case, case.now + timedelta(days=3, hours=1))
