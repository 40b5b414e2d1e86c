"""A deed sent twice under one Idempotency-Key is done once and answered twice."""

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from smart315.api.keys import Held
from smart315.api.problems import Stop
from smart315.kernel.verdicts import Refused
from smart315.partners import actions


HEADER = "Idempotency-Key"
TOKEN = re.compile(r"[\x21-\x7e]{8,80}")
REPLAYED = "Idempotency-Replayed"


def fingerprint(request: HttpRequest, *parts: bytes) -> str:
    """Return a digest of what is asked for; the parts stand for the body where one is given."""
    digest = hashlib.sha256(f"{request.method} {request.path}".encode())
    for part in parts or (request.body,):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def once(
    request: HttpRequest, held: Held, do: Callable[[], Any], parts: Sequence[bytes] = ()
) -> HttpResponse:
    """Do the deed, or answer as it was answered the first time. Raises Stop without a token."""
    token = request.headers.get(HEADER, "")
    if not TOKEN.fullmatch(token):
        detail = _("请在 Idempotency-Key 中给出8到80个字符的唯一标识，例如UUID。")
        raise Stop(422, detail, field=HEADER)
    try:
        status, body, again = actions.answer_once(
            key_id=held.key.pk,
            token=token,
            fingerprint=fingerprint(request, *parts),
            do=lambda: (200, _json(do())),
            at=held.at,
        )
    except Refused as refusal:
        if refusal.field == HEADER:
            raise Stop(409, str(refusal), field=HEADER) from None
        raise
    headers = {REPLAYED: "true"} if again else {}
    return HttpResponse(body, status=status, content_type="application/json", headers=headers)


def _json(answer: Any) -> str:
    return json.dumps(answer.model_dump(mode="json"), ensure_ascii=False)
