"""How long a document takes to print, and that eight who issue at once leave no gap.

Printing is measured as the desk does it: the sheet of a case, its texts never the same, the fonts
loaded. Numbers are taken by the real action, from a complaint of its own each.
"""

import io
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from uuid import uuid4

import psutil
from django.db import connection
from django.utils.timezone import now

from benchmarks import figures, world
from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor, Role, consumer
from smart315.casework import actions, letters
from smart315.casework.actions import Content, Order
from smart315.casework.clarity import MONEY, Row
from smart315.casework.codes import AnswerCode, ClaimKind, Side
from smart315.casework.filing import CONSENTS, Claim, Filing
from smart315.casework.models import Complaint, DocumentSeries, IssuedDocument
from smart315.documents.docx import docx
from smart315.documents.pdf import pdf
from smart315.documents.sheets import Stamp


PLACE = "630102"
PRINTED = 60
AIM_MS = 300
WRITERS, EACH = 8, 10
SHEET = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def run(database: str, *, full: bool) -> None:
    """Measure; print a line for each document printed and one for the numbers."""
    del full
    place = world.build()[PLACE]
    user = world.officer("李敏", place, Role.INTAKE_OFFICER, Role.MEDIATOR, Role.HEAD)
    officer = accounts.actor_of(user)
    # One person does everything here: nobody else confirms.
    complaint = _mediated(officer)
    for code in ("D03", "D08"):
        _print(database, code, complaint, officer)
    _number(database, officer)


def _filed() -> Complaint:
    filing = Filing(
        client_key=uuid4(),
        name="周颖",
        phone="13897001234",
        phone_verified=True,
        region_code=PLACE,
        address="大众街18号3单元",
        respondent_name="西宁高原红百货有限公司",
        respondent_region_code=PLACE,
        title="羽绒服掉毛不予退货",
        facts="买的羽绒服第二天开始掉毛，商家不给退货。" * 8,
        category_code="G02",
        nature_code="N03",
        claims=(Claim(ClaimKind.REFUND, 29_900),),
        amount_fen=29_900,
        no_evidence_reason="小票丢失",
        consents=dict.fromkeys(CONSENTS, True),
    )
    receipt = actions.file(filing=filing, by=consumer(), at=now())
    return Complaint.objects.get(pk=receipt.complaint_id)


def _mediated(officer: Actor) -> Complaint:
    complaint = _filed()
    here: dict[str, Any] = {"complaint_id": complaint.pk, "by": officer}
    actions.accept(**here, at=now())
    actions.assign(**here, officer_id=officer.user_id or 0, at=now())
    actions.start_mediation(
        **here,
        meeting_at=None,
        place="本会调解室",
        consumer_agrees=True,
        business_agrees=True,
        at=now(),
    )
    _agree(complaint, officer)
    return Complaint.objects.get(pk=complaint.pk)


def _agree(complaint: Complaint, officer: Actor) -> None:
    """Write an agreement, let both sign it on paper, and let it take effect."""
    by: dict[str, Any] = {"by": officer, "at": now()}
    person = complaint.parties.get()
    row = Row(MONEY, "羽绒服店", person.name, 29_900, now().date(), "银行转账")
    content = Content(
        AnswerCode.REFUND, complaint.facts, complaint.title, "经营者承担退款责任。", (row,), 29_900
    )
    text = actions.write_text(complaint_id=complaint.pk, content=content, **by)
    actions.fix_text(text_id=text.pk, **by)
    sheet = actions.add_evidence(
        complaint_id=complaint.pk, content=io.BytesIO(SHEET), name="签名页.pdf", **by
    )
    for side, party in ((Side.CONSUMER, person.pk), (Side.BUSINESS, None)):
        actions.sign_text(text_id=text.pk, side=side, party_id=party, evidence_id=sheet.pk, **by)
    actions.conclude_text(text_id=text.pk, **by)


def _print(database: str, code: str, complaint: Complaint, officer: Actor) -> None:
    process = psutil.Process()
    seconds: dict[str, list[float]] = {"pdf": [], "docx": []}
    before = process.memory_info().rss
    for number in range(PRINTED):
        began = time.perf_counter()
        occasion = letters.Occasion(complaint, now(), officer.label)
        sheet = replace(letters.build(code, occasion), number=f"青消字〔2026〕{number}号")
        stamp = Stamp(verify_url=f"https://example.org/verify/{number}/", verify_code=str(number))
        pdf(sheet, stamp, at=now())
        seconds["pdf"].append(time.perf_counter() - began)
        began = time.perf_counter()
        docx(sheet)
        seconds["docx"].append(time.perf_counter() - began)
    grown = (process.memory_info().rss - before) / 1024 / 1024
    for form, taken in seconds.items():
        figures.show(
            f"letters.{form}.{code}",
            figures.percentile(taken, 0.5) * 1000,
            "ms",
            database=database,
            p95_ms=figures.percentile(taken, 0.95) * 1000,
            first_ms=taken[0] * 1000,
            aim=AIM_MS,
            printed=PRINTED,
            grown_mb=grown,
        )


def _number(database: str, officer: Actor) -> None:
    cases = [_accepted(officer) for _ in range(WRITERS)]
    start = threading.Barrier(WRITERS)
    began = time.perf_counter()

    def several(complaint: Complaint) -> None:
        try:
            start.wait()
            for number in range(EACH):
                _issue(complaint, officer, number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(several, cases))
    elapsed = time.perf_counter() - began
    taken = list(IssuedDocument.objects.filter(code="D18").values_list("sequence", flat=True))
    wanted = set(range(1, DocumentSeries.objects.get(word="函").last + 1))
    figures.show(
        "letters.numbers",
        len(taken) / elapsed,
        "documents/s",
        database=database,
        writers=WRITERS,
        issued=len(taken),
        gaps=len(wanted - set(taken)),
        doubled=len(taken) - len(set(taken)),
    )


def _accepted(officer: Actor) -> Complaint:
    complaint = _filed()
    return actions.accept(complaint_id=complaint.pk, by=officer, at=now())


def _issue(complaint: Complaint, officer: Actor, number: int) -> None:
    words = {
        "to": "西宁市市场监督管理局",
        "subject": f"第{number}件",
        "facts": "多名消费者反映。",
        "basis": "law37_4",
        "requests": "请依法处理。",
        "days": "15",
    }
    order = Order(complaint.pk, "D18", uuid4(), words=words)
    actions.issue(order=order, by=officer, at=now())
