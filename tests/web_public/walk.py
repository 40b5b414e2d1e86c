"""Walking through the guided form as a browser does, step by step."""

import re
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from smart315.web.public.file import drafts


SHOP = "西宁市城东区某某家电行"
MOBILE = "13897001234"
STEPS: dict[str, dict[str, Any]] = {
    "what": {"category_code": "G01-08"},
    "nature": {"nature_code": "N03"},
    "before": {"prior_channel": "none", "knows_door": "on"},
    "business": {"respondent_name": SHOP, "looked": SHOP, "respondent_region_code": "630102"},
    "story": {
        "item": "双门冰箱",
        "amount": "2,980元",
        "purchased_on": "2026-08-20",
        "facts": "用了一周就不制冷，修了两次没有修好，商家不肯退货。",
        "claims": ["refund"],
        "amount_refund": "2980",
    },
    "evidence": {"no_evidence_reason": "小票丢了"},
    "you": {
        "name": "周颖",
        "phone": MOBILE,
        "region_code": "630104",
        "language": "zh-hans",
        "consent_truth": "on",
        "consent_privacy": "on",
        "consent_share_with_business": "on",
        "consent_mediation": "on",
    },
}


def url(step):
    return reverse("public:file" if step == "what" else f"public:file_{step}")


def answer(browser, step, **changes):
    """Post one step as a consumer would fill it in."""
    return browser.post(url(step), {**STEPS[step], **changes})


def up_to(browser, step, **steps):
    """Answer every step before this one; changes are given by step."""
    for each in STEPS:
        if each == step:
            return
        answered = answer(browser, each, **steps.get(each, {}))
        assert answered.status_code == 302, (each, answered.content.decode())
    assert step == "check"


def confirm_phone(browser):
    """Type the code that the demonstration shows."""
    page = browser.get(url("phone")).content.decode()
    return browser.post(url("phone"), {"code": found(r"<strong>(\d{6})</strong>", page)})


def to_the_end(browser, **steps):
    """Answer every step and confirm the phone."""
    up_to(browser, "check", **steps)
    if steps.get("you", {}).get("phone", MOBILE) == MOBILE:
        assert confirm_phone(browser).url == url("check")


def send(browser):
    """Press the last button."""
    page = browser.get(url("check")).content.decode()
    return browser.post(url("check"), {"key": found(r'name="key" value="(\w+)"', page)})


def found(pattern, page):
    """Return the first group of a pattern that is on the page."""
    match = re.search(pattern, page)
    assert match, page
    return match[1]


def draft_of(browser):
    """Return the token that the browser keeps."""
    request = HttpRequest()
    request.COOKIES[drafts.COOKIE] = browser.cookies[drafts.COOKIE].value
    return drafts.token_of(request)
