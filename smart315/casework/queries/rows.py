"""One line of a list: what it says, and how a page of complaints is turned into lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from smart315.accounts.actors import ActorKind
from smart315.casework import taxonomy
from smart315.casework.codes import Channel
from smart315.casework.deadlines import TITLES
from smart315.casework.models import Approval, Clock, Complaint, Party
from smart315.casework.models.clock import ClockState
from smart315.casework.models.history import ApprovalState
from smart315.casework.states import CONSUMER_LABELS, Stage
from smart315.kernel.levels import THRESHOLDS, level
from smart315.kernel.masking import mask_name


@dataclass(frozen=True)
class Row:
    """A complaint as a list shows it; the complainant's name is masked."""

    id: int
    number: str
    title: str
    stage: Stage
    stage_label: str
    respondent_name: str
    complainant: str
    organisation_name: str
    officer_name: str
    received_at: datetime
    due_at: datetime | None
    due_key: str
    due_title: str
    level: str
    provisional: bool
    category_name: str
    nature_name: str
    channel_label: str
    amount_fen: int | None
    pending_approval: bool
    supervised: bool
    opened_at: datetime | None


def rows_of(
    complaints: Iterable[Complaint], *, at: datetime, kind: ActorKind = ActorKind.STAFF
) -> list[Row]:
    """Return the lines of a page: three more queries, however long it is.

    The complaints bring their organisation and officer with them (`select_related`).
    """
    page = list(complaints)
    ids = [each.pk for each in page]
    clocks = _next_clocks(ids)
    waiting = set(
        Approval.objects.filter(complaint__in=ids, state=ApprovalState.PENDING).values_list(
            "complaint_id", flat=True
        )
    )
    names = _names(ids) if kind is not ActorKind.CONSUMER else {}
    return [
        _row(each, at, clocks.get((each.pk, each.next_due_key)), names, waiting, kind)
        for each in page
    ]


def name_of(code: str) -> str:
    """Return the name of a nature or category; blank where none is known."""
    return taxonomy.node(code).name if taxonomy.known(code) else ""


def level_of(clock: Clock, at: datetime) -> str:
    """Return the colour of a running clock (handbook §2.7)."""
    return str(level(clock.started_at, clock.due_at, at, THRESHOLDS))


def stage_label(stage: Stage, kind: ActorKind) -> str:
    """Return what the reader's side calls the stage."""
    return str(CONSUMER_LABELS[stage] if kind is ActorKind.CONSUMER else stage.label)


def _row(
    complaint: Complaint,
    at: datetime,
    clock: Clock | None,
    names: dict[int, str],
    waiting: set[int],
    kind: ActorKind,
) -> Row:
    stage = Stage(complaint.stage)
    return Row(
        id=complaint.pk,
        number=complaint.number or "",
        title=complaint.title,
        stage=stage,
        stage_label=stage_label(stage, kind),
        respondent_name=complaint.respondent_name,
        complainant=mask_name(names.get(complaint.pk, "")),
        organisation_name=complaint.organisation.name,
        officer_name=str(complaint.officer) if complaint.officer else "",
        received_at=complaint.received_at,
        due_at=complaint.next_due_at,
        due_key=complaint.next_due_key,
        due_title=str(TITLES.get(complaint.next_due_key, "")),
        level=level_of(clock, at) if clock else "",
        provisional=clock.provisional if clock else False,
        category_name=name_of(complaint.category_code),
        nature_name=name_of(complaint.nature_code),
        channel_label=str(Channel(complaint.channel).label),
        amount_fen=complaint.amount_fen,
        pending_approval=complaint.pk in waiting,
        supervised=complaint.supervised,
        opened_at=complaint.business_opened_at,
    )


def _next_clocks(ids: list[int]) -> dict[tuple[int, str], Clock]:
    running = Clock.objects.filter(complaint__in=ids, state=ClockState.RUNNING)
    return {(each.complaint_id, each.key): each for each in running}


def _names(ids: list[int]) -> dict[int, str]:
    people = Party.objects.filter(complaint__in=ids, role="complainant")
    return dict(people.values_list("complaint_id", "name"))
