"""Which rows of a batch are new, which are known, and which cannot be taken."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.accounts.actors import Actor
from smart315.casework.exchange import columns, escapes, histories, permits
from smart315.casework.exchange.incoming import Incoming, Unusable
from smart315.casework.exchange.tables import Line, plain
from smart315.casework.jurisdiction import Decision
from smart315.casework.models import Complaint
from smart315.kernel import identifiers
from smart315.kernel.workdays import local_day
from smart315.parameters.snapshot import NotInForce, Snapshot


@dataclass(frozen=True)
class Rejection:
    """A row that was not taken: for each of our columns why, in Chinese."""

    line: Line
    problems: Mapping[str, str]

    @property
    def cells(self) -> list[str]:
        """Return the row as it was, safe to open in a spreadsheet; what is marked stays so."""
        cells = self.line.cells
        return [cell if cell[:1] == "'" else escapes.added(cell) for cell in cells]

    @property
    def reason(self) -> str:
        """Return all that is wrong, each with what the column is called."""
        return "；".join(f"{columns.label(name)}：{why}" for name, why in self.problems.items())


@dataclass
class Judged:
    """The rows of a batch by what is to be done with them."""

    fresh: list[tuple[Incoming, Decision]] = field(default_factory=list)
    unchanged: int = 0
    changed: list[Rejection] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)


@dataclass(frozen=True)
class Known:
    """What the database already holds of a batch."""

    keys: Mapping[tuple[str, str], tuple[UUID, str]]
    numbers: Mapping[str, tuple[datetime, str]]

    def is_ours(self, row: Incoming) -> bool:
        """Tell whether the row is the export of a complaint that was filed here.

        Another house may have given the same number: day and business must agree too.
        """
        filed_at, business = self.numbers.get(row.external_id, (None, ""))
        if filed_at is None or business != row.matter.respondent_name:
            return False
        zone = get_default_timezone()
        return local_day(filed_at, zone) == local_day(row.standing.received_at, zone)


def known(rows: Sequence[Incoming]) -> Known:
    """Return, in two statements, the complaints that the rows may mean."""
    # The index holds imported complaints only, and is used only when that is said.
    imported = Complaint.objects.exclude(external_id="")
    stored = imported.filter(
        origin__in=sorted({row.origin for row in rows}),
        external_id__in=[row.external_id for row in rows],
    ).values_list("origin", "external_id", "client_key", "number")
    # The export writes the number of what was filed here.
    own = [row.external_id for row in rows if identifiers.NUMBER.fullmatch(row.external_id)]
    filed = Complaint.objects.filter(number__in=own, external_id="").values_list(
        "number", "received_at", "respondent_name"
    )
    return Known(
        {(origin, number): (key, str(ours)) for origin, number, key, ours in stored},
        {str(number): (at, plain(business)) for number, at, business in filed},
    )


def judged(
    rows: Iterable[Incoming],
    *,
    known: Known,
    origin: str,
    place: Callable[[Incoming], Decision],
    by: Actor,
    snapshot: Snapshot,
) -> Judged:
    """Sort the rows; a changed row never overwrites what officers may have worked on."""
    found, seen = Judged(), dict[tuple[str, str], Incoming]()
    for row in rows:
        name = (row.origin, row.external_id)
        try:
            if name in known.keys:
                _same(row, known.keys[name], origin)
            elif name in seen:
                _repeated(row, seen[name])
            elif not known.is_ours(row):
                found.fresh.append((row, _taken(row, place(row), by, snapshot)))
                seen[name] = row
                continue
            found.unchanged += 1
        except Changed as change:
            found.changed.append(Rejection(row.line, change.problems))
        except Unusable as unusable:
            found.rejected.append(Rejection(row.line, unusable.problems))
    return found


class Changed(Unusable):
    """A row that says something else than when it was imported."""


def _same(row: Incoming, stored: tuple[UUID, str], origin: str) -> None:
    """Raise Changed unless the row says what it said; of other sources we are the authority."""
    key, number = stored
    if row.origin == origin and row.key != key:
        reason = _("与已导入的“%(number)s”内容不同，未改动；如需更正请在该投诉中修改")
        raise Changed({"external_id": reason % {"number": number}})


def _repeated(row: Incoming, first: Incoming) -> None:
    if row.key != first.key:
        reason = _("与第%(line)s行的来源编号相同，内容不同") % {"line": first.line.number}
        raise Unusable({"external_id": reason})


def _taken(row: Incoming, decision: Decision, by: Actor, snapshot: Snapshot) -> Decision:
    """Return the association that takes the row. Raises Unusable."""
    permitted = permits.may_import_for(by, decision.organisation)
    if not permitted:
        raise Unusable({"region_code": permitted.reason})
    if histories.runs(row.standing.stage):
        day = local_day(row.standing.received_at, get_default_timezone())
        try:
            snapshot.rule("accept.decide", day)
        except NotInForce as missing:
            reason = _("当日没有可用的办理期限规则，未办结的投诉无法计时；请核对日期和阶段")
            raise Unusable({"received_on": reason}) from missing
    return decision
