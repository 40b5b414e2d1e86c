"""The table of what the worker does, and how often."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from importlib import import_module

from django.conf import settings
from django.utils.timezone import localdate, localtime

from smart315.accounts import actions as accounts
from smart315.accounts.actors import SYSTEM
from smart315.audit import actions as audit
from smart315.businesses import actions as businesses
from smart315.casework import actions as casework
from smart315.documents import actions as documents
from smart315.insight import actions as insight, queries
from smart315.jobs import anchoring, outbox, questions
from smart315.jobs.identity import worker_name
from smart315.messaging.webhooks import actions as webhook_actions, delivery as webhooks
from smart315.parameters import queries as parameters
from smart315.partners import actions as partners


BATCH = 100
PROMISES = 200
REMIND_FROM, REMIND_UNTIL = time(8, 0), time(20, 0)


@dataclass(frozen=True)
class Task:
    """Something to do every so often, or once a local day from `daily_at` on.

    `run` is given the moment and returns True when more of the same is waiting. A daily task is
    run by one worker; `every` is then how often a worker looks whether the day's run is due.
    """

    name: str
    run: Callable[[datetime], bool | None]
    every: timedelta = timedelta(minutes=10)
    daily_at: time | None = None


def deliver_webhooks(at: datetime) -> bool:
    """Call the endpoints of partners with what they are owed."""
    return webhooks.deliver_due(at=at, worker=worker_name()).more


def forget_webhooks(at: datetime) -> bool:
    """Delete the log of deliveries after as long as the register says."""
    kept = parameters.snapshot().rule("webhooks.keep", localdate(at)).limit
    before = at - timedelta(days=kept.length)
    return webhook_actions.forget_deliveries(before=before, at=at)


def forget_answers(at: datetime) -> None:
    """Delete what the interface answered, once nobody will ask for it again."""
    kept = parameters.snapshot().rule("api.answers", localdate(at)).limit
    partners.forget_answers(before=at - timedelta(days=kept.length), at=at)


def watch_due_dates(at: datetime) -> bool:
    """Remind, tell of lateness, and do what a limit that is over does by itself."""
    return casework.watch(at=at, limit=BATCH) >= BATCH


class Recount:
    """Count provisional dates again after a change of the register; one question otherwise."""

    def __init__(self) -> None:
        self.settled: object = None
        self.place = 0

    def __call__(self, at: datetime) -> bool:
        """Do a batch; return True when more is waiting."""
        token = parameters.snapshot().token
        if token == self.settled:
            return False
        self.place = casework.recount(at=at, after=self.place, limit=BATCH)
        if not self.place:
            self.settled = token
        return bool(self.place)


def remind_businesses(at: datetime) -> None:
    """Remind businesses of what they owe, one message a day and phase."""
    # Nobody is woken, and the day's steps are told in one go.
    if REMIND_FROM <= localtime(at).time() <= REMIND_UNTIL:
        casework.remind_businesses(at=at)


def remind_of_court(at: datetime) -> bool:
    """Remind the parties that the time to ask the court for confirmation ends soon."""
    return casework.remind_of_court(at=at) >= PROMISES


def ask_promises(at: datetime) -> bool:
    """Ask consumers on the day whether the business kept its word."""
    return casework.ask_promises(at=at) >= PROMISES


def pause_unresponsive(at: datetime) -> None:
    """Pause businesses that do not answer, by the rule."""
    casework.pause_unresponsive(at=at)


def keep_breaks(at: datetime) -> None:
    """Begin and end what businesses asked for themselves: pauses and leaving."""
    businesses.keep_breaks(at=at)


def compare_register(at: datetime) -> None:
    """Compare what is new in the register of businesses with all of it; suggest what is double."""
    businesses.compare_register(by=SYSTEM, at=at)


def index_complaints(at: datetime) -> bool:
    """Write the words by which fresh and corrected complaints are found."""
    return casework.index_words(at=at, limit=BATCH) >= BATCH


def forget_drafts(at: datetime) -> bool:
    """Delete filing forms that nobody came back to within thirty days, with their files."""
    return casework.forget_drafts(at=at)


def sweep_files(at: datetime) -> None:
    """Delete stored content that belongs to nothing."""
    documents.sweep(at=at)


def anchor_yesterday(at: datetime) -> None:
    """Close the day before in the audit's journal, and keep the line outside the database."""
    yesterday = localdate(at) - timedelta(days=1)
    anchoring.keep(audit.anchor(day=yesterday, at=at))


def detect_incidents(at: datetime) -> None:
    """Look over what came of late for what many suffer."""
    insight.detect(at=at)


def follow_merges(at: datetime) -> None:
    """Let groups and incidents follow the merges of the register."""
    insight.follow_merges(at=at)


def place_complaints(at: datetime) -> bool:
    """Put what came into groups of the same matter; a group that many share is an incident."""
    return insight.place(at=at, limit=BATCH, wait=False) >= BATCH


def find_groups(at: datetime) -> None:
    """Look again at the groups of late, in case a look was missed."""
    insight.find_groups(at=at)


def scan_province(at: datetime) -> None:
    """Look through the province for counts that chance explains least."""
    insight.scan(at=at)


def compile_analyses(at: datetime) -> bool:
    """Compile what was ordered at the desk."""
    return insight.compile_ordered(compiled=queries.compiled, at=at)


def update_facts(at: datetime) -> None:
    """Bring what figures are counted from up to date, so that whoever asks need not wait."""
    insight.update_facts(at=at)


def mail_questions(at: datetime) -> None:
    """Mail kept questions about the days, weeks and months that are over."""
    questions.mail_questions(at)


def release_open_data(at: datetime) -> None:
    """Publish the quarter before, once it has settled."""
    insight.release_when_due(at=at)


def watch_reports(at: datetime) -> bool:
    """Tell of reports on incidents that are late."""
    return insight.watch_reports(at=at, limit=BATCH) >= BATCH


def learn_labels(at: datetime) -> None:
    """Learn nature and category from confirmed cases, once a week where cases came."""
    insight.learn_when_due(at=at)


def forget_codes(at: datetime) -> None:
    """Delete one-time codes that count for nothing any more."""
    accounts.forget_codes(at=at)


def clear_sessions(at: datetime) -> None:  # noqa: ARG001 - the sessions' store reads the clock
    """Delete sessions that have run out."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


# What the rooms above owe to the clock is one line each here: a name, what runs, and when.
TASKS = (
    Task("deliver messages", outbox.deliver, every=timedelta(seconds=3)),
    Task("ask for reports", outbox.collect_reports, every=timedelta(minutes=1)),
    Task("copy messages to mail", outbox.copy_to_mail, every=timedelta(minutes=5)),
    Task("deliver webhooks", deliver_webhooks, every=timedelta(seconds=3)),
    Task("watch due dates", watch_due_dates, every=timedelta(seconds=30)),
    Task("recount provisional dates", Recount(), every=timedelta(seconds=30)),
    Task("remind businesses", remind_businesses),
    Task("detect incidents", detect_incidents),
    Task("follow merges", follow_merges, every=timedelta(seconds=3)),
    Task("place complaints", place_complaints, every=timedelta(seconds=3)),
    Task("find groups", find_groups),
    Task("scan the province", scan_province, daily_at=time(4, 30)),
    Task("compile analyses", compile_analyses, every=timedelta(seconds=1)),
    Task("update the facts", update_facts),
    Task("mail questions", mail_questions, daily_at=time(6, 0)),
    Task("release open data", release_open_data, daily_at=time(5, 0)),
    Task("watch incident reports", watch_reports, every=timedelta(minutes=1)),
    Task("ask about promises", ask_promises, daily_at=time(9, 0)),
    Task("remind of the court", remind_of_court, daily_at=time(9, 0)),
    Task("pause unresponsive businesses", pause_unresponsive, daily_at=time(2, 30)),
    Task("keep breaks of businesses", keep_breaks),
    Task("compare the register", compare_register, daily_at=time(4, 45)),
    Task("index complaints", index_complaints, every=timedelta(seconds=3)),
    Task("anchor the audit", anchor_yesterday, daily_at=time(0, 10)),
    Task("forget one-time codes", forget_codes, daily_at=time(3, 0)),
    Task("forget drafts", forget_drafts, daily_at=time(3, 5)),
    Task("forget webhooks", forget_webhooks, daily_at=time(3, 15)),
    Task("forget answers", forget_answers, daily_at=time(3, 20)),
    Task("clear sessions", clear_sessions, daily_at=time(3, 10)),
    Task("sweep files", sweep_files, daily_at=time(3, 30)),
    Task("learn labels", learn_labels, daily_at=time(4, 0)),
)
