"""Finished drafts, each with the request that sends it: what a consumer's last press sends."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from benchmarks.load import Request
from smart315.accounts import tokens
from smart315.casework import actions
from smart315.web.public.file import drafts


PHONE = "13897001234"
FACTS = "在店里买的手机，用了三天就自动关机，送去检测说是主板问题，商家只肯维修，不肯退换。"


@dataclass(frozen=True)
class Prepared:
    """One draft that is ready to be sent."""

    client_key: UUID
    request: Request


def finished_form(client: Client) -> dict[str, Any]:
    """Return what a consumer has typed by the last step, and the browser's anti-forgery cookie."""
    client.get(reverse("public:file"))
    return {
        "category_code": "G01-01",
        "nature_code": "N03",
        "prior_channel": "none",
        "prior_state": "",
        "prior_detail": "",
        "knows_door": "on",
        "respondent_name": "西宁高原红百货有限公司",
        "business_id": "none",
        "respondent_role": "seller",
        "item": "手机",
        "facts": FACTS,
        "purchased_on": "2026-08-20",
        "amount": "3999",
        "claims": ["refund"],
        "amount_refund": "3999",
        "no_evidence_reason": "发票在店里，之后补交",
        "evidence_seen": "yes",
        "name": "周颖",
        "phone": PHONE,
        "language": "zh-hans",
        "consent_truth": "on",
        "consent_privacy": "on",
        "consent_share_with_business": "on",
        "consent_mediation": "on",
        "csrf": client.cookies["csrftoken"].value if "csrftoken" in client.cookies else "",
    }


def prepared(form: dict[str, Any], county: str, at: datetime) -> Prepared:
    """Store a draft of its own and return the request that sends it."""
    token = secrets.token_urlsafe(24)
    typed = {name: value for name, value in form.items() if name != "csrf"}
    typed |= {"region_code": county, "respondent_region_code": county}
    typed["phone_token"] = tokens.phone_token(PHONE, at)
    actions.save_draft(token=token, form=typed, at=at)
    draft = drafts.Draft(token, typed, stored=True)
    kept = drafts.remember(HttpResponse(), draft).cookies[drafts.COOKIE].value
    csrf = str(form["csrf"])
    body = urlencode({"csrfmiddlewaretoken": csrf, "key": draft.mark}).encode()
    headers = (
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("Cookie", f'{drafts.COOKIE}="{kept}"; csrftoken={csrf}'),
    )
    return Prepared(draft.client_key, Request("POST", reverse("public:file_check"), body, headers))
