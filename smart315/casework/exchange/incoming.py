"""A row of a table as a complaint that is to be entered, or what is wrong with it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from smart315.casework import filing
from smart315.casework.codes import Channel, Outcome
from smart315.casework.exchange import columns, histories, rows, values
from smart315.casework.exchange.declarations import Declaration
from smart315.casework.exchange.rows import Row
from smart315.casework.exchange.tables import Line
from smart315.casework.exchange.values import Claims
from smart315.casework.states import Stage
from smart315.vault.lookup import keyed_hash


# A number that nobody gave begins with this sign; the export writes it too.
MADE = "#"
MADE_DIGITS = 40
ORIGIN_ENDS = ":"


class Unusable(Exception):  # noqa: N818 - a row is unusable
    """A row that cannot be imported: for each of our columns what is wrong, in Chinese."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(", ".join(problems))
        self.problems = dict(problems)


@dataclass(frozen=True)
class Standing:
    """Where the case stands, as far as the row knows."""

    received_at: datetime
    stage: Stage
    outcome: Outcome | None
    closed_at: datetime | None
    stage_at: datetime | None
    recovered_fen: int | None
    extra_fen: int | None

    @property
    def until(self) -> datetime | None:
        """Return the last moment that is known of the case."""
        known = self.closed_at or self.stage_at
        return max(known, self.received_at) if known else None


@dataclass(frozen=True)
class Matter:
    """What the dispute is about; the names are those of the complaint's columns."""

    title: str
    facts: str
    claims: Claims
    nature_code: str
    category_code: str
    amount_fen: int | None
    respondent_name: str
    respondent_uscc: str
    respondent_role: str
    item: str
    brand: str
    model: str
    platform: str


@dataclass(frozen=True)
class Incoming:
    """What a row says, checked; `key` is the same as long as the row says the same."""

    line: Line
    origin: str
    external_id: str
    key: UUID
    channel: str
    region_code: str
    complainant: str
    note: str
    standing: Standing
    matter: Matter


def read(line: Line, header: list[str], source: Declaration, at: datetime) -> Incoming:
    """Return the complaint of a row. Raises Unusable with all that is wrong with it."""
    row = rows.begun(line, header, source, at)
    origin, external_id = _number(row)
    found = Incoming(
        line=line,
        origin=origin,
        external_id=external_id,
        key=_key(row, origin, external_id),
        channel=row.read("channel", values.channel, None) or Channel.IMPORTED,
        region_code=row.read("region_code", values.region, ""),
        complainant=row.short("complainant"),
        note=row.text("note"),
        standing=_standing(row),
        matter=_matter(row),
    )
    problems = _missing(row, found.matter) | row.problems
    problems = problems or _contradictions(found.standing)
    if problems:
        raise Unusable({name: problems[name] for name in sorted(problems, key=columns.place)})
    return found


def _standing(row: Row) -> Standing:
    received_at = row.day("received_on")
    if received_at is None:
        row.problems.setdefault("received_on", _("没有收到日期"))
    outcome = row.read("outcome", values.outcome, None)
    stage = row.read("stage", values.stage, None) or (Stage.CLOSED if outcome else Stage.SUBMITTED)
    return Standing(
        received_at=received_at or row.at,
        stage=stage,
        outcome=outcome,
        closed_at=row.day("closed_on"),
        stage_at=row.day("stage_on"),
        recovered_fen=row.read("recovered_yuan", values.amount, None),
        extra_fen=row.read("extra_compensation_yuan", values.amount, None),
    )


def _matter(row: Row) -> Matter:
    facts = row.text("text")
    return Matter(
        title=row.short("title") or " ".join(facts.split())[: filing.TITLE_LENGTH],
        facts=facts,
        claims=row.read("claims", values.claims, []),
        nature_code=row.read("nature", values.nature, ""),
        category_code=row.read("category", values.category, ""),
        amount_fen=row.read("amount_yuan", values.amount, None),
        respondent_name=row.read("business_name", values.business, ""),
        respondent_uscc=row.read("uscc", values.uscc, ""),
        respondent_role=row.read("respondent_role", values.role, None) or "",
        item=row.short("item"),
        brand=row.short("brand"),
        model=row.short("model"),
        platform=row.short("platform"),
    )


def _number(row: Row) -> tuple[str, str]:
    """Return the origin and the number there; a number is made where none is given."""
    given, source = row.short("external_id"), row.source
    made_of = source.columns["external_id"].hash_of
    if not given and made_of:
        parts = [row.cells.get(name, "") for name in made_of]
        made = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
        return source.origin, f"{MADE}{made[:MADE_DIGITS]}"
    if not given:
        row.problems.setdefault("external_id", _("没有来源编号"))
    origin, mark, number = given.partition(ORIGIN_ENDS)
    return (origin, number) if mark and origin in source.origins else (source.origin, given)


def _key(row: Row, origin: str, external_id: str) -> UUID:
    """Return a key that changes with what the row says, and that nobody can guess.

    Guessed, it would open the complaint: filing gives the receipt to whoever has the key.
    """
    said = [row.cells.get(name, "") for name in row.source.used]
    return UUID(keyed_hash(json.dumps([origin, external_id, said]), "casework.import")[:32])


def _missing(row: Row, matter: Matter) -> dict[str, str]:
    problems = {}
    if not matter.facts:
        problems["text"] = _("没有投诉内容")
    if matter.respondent_uscc and not row.text("business_name"):
        problems["business_name"] = _("写了统一社会信用代码，也请写明经营者名称")
    return problems


def _contradictions(standing: Standing) -> dict[str, str]:
    """Return where columns that can each be read do not go together."""
    problems = {}
    stage, closed_at = standing.stage, standing.closed_at
    ended, told = stage in histories.WITH_OUTCOME, {"stage": stage.label}
    if ended and standing.outcome is None:
        problems["outcome"] = _("阶段是“%(stage)s”，请写明办理结果") % told
    if ended and closed_at is None:
        problems["closed_on"] = _("阶段是“%(stage)s”，请写明办结日期") % told
    if not ended and standing.outcome is not None:
        problems["outcome"] = _("阶段是“%(stage)s”，尚未办结，不应有办理结果") % told
    if not ended and closed_at and stage != Stage.CONSULT:
        problems["closed_on"] = _("阶段是“%(stage)s”，尚未办结，不应有办结日期") % told
    if closed_at and closed_at.date() < standing.received_at.date():
        problems["closed_on"] = _("办结日期早于收到日期")
    return problems
