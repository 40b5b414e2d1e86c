"""What stands in the text of an agreement: whether it is clear, who signs, who must consent."""

from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from smart315.casework import clarity, clocks, consents
from smart315.casework.clarity import Row
from smart315.casework.codes import WITH_AMOUNT, ConsentMatter, Side
from smart315.casework.models import Agreement, AgreementText, Complaint, Obligation, Party
from smart315.casework.models.party import PERSONS
from smart315.kernel import workdays


def persons(complaint: Complaint) -> QuerySet[Party]:
    """Return those whose dispute it is and who still take part."""
    return complaint.parties.filter(left_at=None, role__in=PERSONS).order_by("pk")


def problems(text: AgreementText, today: date) -> list[clarity.Problem]:
    """Return what is unclear in a text."""
    complaint = text.complaint
    people = persons(complaint).values_list("pk", flat=True) if complaint.is_joint else ()
    found = clarity.problems(
        [_row(each) for each in text.obligations.order_by("pk")],
        total_fen=text.total_fen,
        extra_fen=text.extra_fen,
        people=list(people),
        today=today,
    )
    for name, written, words in (
        ("code", text.code, _("请选择协议内容的类别。")),
        ("facts", text.facts.strip(), _("请写明主要事实（《人民调解法》第二十九条）。")),
        ("dispute", text.dispute.strip(), _("请写明争议事项。")),
        ("liability", text.liability.strip(), _("请写明各方的责任。")),
    ):
        if not written:
            found.append(clarity.Problem(0, name, words))
    if text.code in WITH_AMOUNT and not text.total_fen:
        found.append(clarity.Problem(0, "total", _("这类协议应当写明金额。")))
    return found


def unsigned(text: AgreementText, complaint: Complaint) -> list[str]:
    """Return who has still to sign: whoever speaks for the consumers, and the business."""
    there = text.signatures.filter(version=text.version)
    signed = set(there.values_list("side", "party"))
    speakers = persons(complaint).filter(pk__in=signers(complaint))
    names = [str(each.name) for each in speakers if (str(Side.CONSUMER), each.pk) not in signed]
    if not any(side == Side.BUSINESS for side, _party in signed):
        names.append(complaint.respondent_name)
    return names


def lacking(text: AgreementText, complaint: Complaint) -> list[Party]:
    """Return the represented people who have not agreed to this version."""
    return consents.lacking(complaint, ConsentMatter.AGREE, text.subject)


def signers(complaint: Complaint) -> frozenset[int]:
    """Return who signs for the consumers: the representatives, else whoever complained."""
    if complaint.is_joint:
        return complaint.speakers
    return frozenset(persons(complaint).filter(role="complainant").values_list("pk", flat=True))


def _row(each: Obligation) -> Row:
    names = ("kind", "payer", "payee", "amount_fen", "due_on", "method", "act", "measure")
    return Row(**{name: getattr(each, name) for name in names}, party_id=each.party_id)


def last_day(agreement: Agreement, complaint: Complaint) -> date:
    """Return the thirtieth natural day after the agreement took effect, rolled over days off."""
    rules = clocks.rulebook(complaint)
    limit, _basis = rules.limit("judicial.confirm")
    return workdays.due(limit, agreement.made_at, rules.calendar, get_default_timezone()).on
