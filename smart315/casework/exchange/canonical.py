"""A complaint as a row of the canonical columns: what the import reads, written back."""

from datetime import datetime
from typing import NamedTuple

from django.utils.timezone import get_default_timezone

from smart315.casework.exchange import declarations, escapes, histories, values
from smart315.casework.exchange.tables import plain
from smart315.casework.exchange.values import Claim, Claims
from smart315.casework.states import Stage
from smart315.kernel.masking import scrub
from smart315.kernel.money import yuan


class Stored(NamedTuple):
    """The columns of a complaint that an export needs, in the order in which they are asked for."""

    number: str | None
    origin: str
    external_id: str
    received_at: datetime
    region_id: str | None
    channel: str
    nature_code: str
    category_code: str
    respondent_name: str
    respondent_uscc: str
    facts: str
    amount_fen: int | None
    claims: Claims
    stage: str
    outcome: str
    closed_at: datetime | None
    recovered_fen: int | None
    extra_compensation_fen: int | None


def row(stored: Stored, *, full_text: bool) -> list[str]:
    """Return the canonical row; personal data in free text is masked unless wanted in full."""
    ended = stored.stage in histories.WITH_OUTCOME
    closed = ended or stored.stage == Stage.CONSULT
    facts = stored.facts if full_text else scrub(stored.facts)
    return [
        _text(_external_id(stored)),
        _day(stored.received_at),
        stored.region_id or "",
        stored.channel,
        stored.nature_code,
        stored.category_code,
        _text(stored.respondent_name),
        stored.respondent_uscc if values.CODE.fullmatch(stored.respondent_uscc) else "",
        _text(facts),
        _yuan(stored.amount_fen),
        ";".join(_claim(each) for each in stored.claims),
        stored.stage,
        stored.outcome if ended else "",
        _day(stored.closed_at) if closed else "",
        _yuan(stored.recovered_fen),
        _yuan(stored.extra_compensation_fen),
    ]


def _external_id(stored: Stored) -> str:
    """Return the number by which an import knows the complaint again.

    Of what was filed here it is our own number; of another source it names the source.
    """
    if not stored.external_id:
        return stored.number or ""
    own = stored.origin == declarations.named("canonical").origin
    return stored.external_id if own else f"{stored.origin}:{stored.external_id}"


def _text(text: str) -> str:
    return escapes.added(plain(text))


def _day(at: datetime | None) -> str:
    return f"{at.astimezone(get_default_timezone()):%Y-%m-%d}" if at else ""


def _yuan(fen: int | None) -> str:
    return "" if fen is None else yuan(fen)


def _claim(claim: Claim) -> str:
    kind, fen = str(claim["kind"]), claim["amount_fen"]
    return kind if fen is None else f"{kind}:{yuan(int(fen))}"
