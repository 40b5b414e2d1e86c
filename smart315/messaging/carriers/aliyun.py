"""Text messages by Alibaba Cloud's short message service (dysmsapi 2017-05-25).

SendSms: https://www.alibabacloud.com/help/en/sms/developer-reference/api-dysmsapi-2017-05-25-sendsms
Reports: …/api-dysmsapi-2017-05-25-querysenddetails. The provider sends only texts it has approved:
each template of ours has a code there, and only the values of its places travel.
"""

import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import httpx

from smart315.messaging import templates
from smart315.messaging.carriers import acs3
from smart315.messaging.carriers.letters import (
    SECONDS,
    GiveUpError,
    Letter,
    Report,
    ShutError,
    TryLaterError,
)


VERSION = "2017-05-25"
ENDPOINT = "https://dysmsapi.aliyuncs.com"
CHINA = ZoneInfo("Asia/Shanghai")
# The same in every message of an installation, and refused as a value (isv.PARAM_NOT_SUPPORT_URL):
# it stands in the approved text.
IN_THE_TEXT = frozenset({"url"})
NEVER = frozenset(
    {
        "isv.MOBILE_NUMBER_ILLEGAL", "isv.INVALID_PARAMETERS", "isv.INVALID_JSON_PARAM",
        "isv.TEMPLATE_MISSING_PARAMETERS", "isv.TEMPLATE_PARAMS_ILLEGAL", "isv.PARAM_LENGTH_LIMIT",
        "isv.PARAM_NOT_SUPPORT_URL", "isv.BLACK_KEY_CONTROL_LIMIT", "isv.SMS_TEMPLATE_ILLEGAL",
        "isv.SMS_CONTENT_ILLEGAL", "isv.DENY_IP_RANGE", "VALUE_NOT_SUPPORTED",
        "MissingPhoneNumbers", "isv.BLACK_KEY_CONTROL",
    }
)  # fmt: skip
SHUT = frozenset(
    {
        "isv.AMOUNT_NOT_ENOUGH", "isv.OUT_OF_SERVICE", "isv.PRODUCT_UN_SUBSCRIPT",
        "isv.PRODUCT_UNSUBSCRIBE", "isv.ACCOUNT_NOT_EXISTS", "isv.ACCOUNT_ABNORMAL",
        "isv.SMS_SIGNATURE_ILLEGAL", "isv.DAY_LIMIT_CONTROL", "isv.MONTH_LIMIT_CONTROL",
        "isp.RAM_PERMISSION_DENY", "SignatureDoesNotMatch", "InvalidAccessKeyId.NotFound",
        "InvalidAccessKeyId.Inactive", "IncompleteSignature", "InvalidTimeStamp.Expired",
        "Forbidden.RAM", "SignatureNonceUsed",
    }
)  # fmt: skip
WAITING, FAILED, RECEIVED = 1, 2, 3


class Aliyun:
    """Sends by one account of Alibaba Cloud; keeps its connection open between messages."""

    def __init__(
        self,
        *,
        key_id: str,
        key_secret: str,
        sign: str,
        templates: Mapping[str, str],
        endpoint: str = ENDPOINT,
    ) -> None:
        self.key_id, self.key_secret, self.sign = key_id, key_secret, sign
        self.templates = templates
        self.endpoint = endpoint.rstrip("/")
        self.host = urlsplit(endpoint).netloc
        self.client = httpx.Client(timeout=SECONDS)

    @classmethod
    def of(cls, configured: Mapping[str, Any]) -> Self:
        """Return the carrier of SMART315_SMS."""
        return cls(**{name: value for name, value in configured.items() if name != "provider"})

    def code_of(self, name: str, language: str = "") -> str:
        """Return the provider's code of a template, in Chinese when there is none in a language."""
        return self.templates.get(f"{name}:{language}", "") or self.templates.get(name, "")

    def send(self, message: Letter) -> str:
        """Send one text message; return its BizId.

        The reader's copies of one message bear one OutId. Raises GiveUpError, TryLaterError,
        ShutError, or what the connection raises.
        """
        code = message.provider_code or self.code_of(message.template, message.language)
        if not code:
            raise GiveUpError("template_without_code")
        answer = self._call(
            "SendSms",
            {
                "PhoneNumbers": message.address,
                "SignName": self.sign,
                "TemplateCode": code,
                "TemplateParam": json.dumps(_values(message), ensure_ascii=False),
                "OutId": message.message_id,
            },
        )
        return str(answer.get("BizId", ""))

    def report(self, address: str, provider_id: str, sent_at: datetime) -> Report:
        """Ask what became of one message; None while the operator has not answered."""
        answer = self._call(
            "QuerySendDetails",
            {
                "PhoneNumber": address,
                "BizId": provider_id,
                "SendDate": f"{sent_at.astimezone(CHINA):%Y%m%d}",
                "PageSize": "10",
                "CurrentPage": "1",
            },
        )
        found = answer.get("SmsSendDetailDTOs", {}).get("SmsSendDetailDTO", [])
        status = int(found[0].get("SendStatus", WAITING)) if found else WAITING
        code = str(found[0].get("ErrCode", ""))[:100] if found else ""
        arrived = {RECEIVED: True, FAILED: False}.get(status)
        return Report(arrived, "" if arrived else code)

    def _call(self, action: str, parameters: Mapping[str, str]) -> dict[str, Any]:
        query = acs3.query_string(parameters)
        signed = acs3.headers(
            self.host,
            action=action,
            version=VERSION,
            date=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            nonce=secrets.token_hex(16),
        )
        sealed = acs3.authorization(self.key_id, self.key_secret, query, signed)
        answer = self.client.post(
            f"{self.endpoint}/?{query}",
            headers={**signed, "Authorization": sealed, "accept": "application/json"},
        )
        return _taken(answer)


def _values(message: Letter) -> dict[str, str]:
    try:
        named = templates.places_of(str(templates.named(message.template).body))
    except LookupError:
        named = frozenset(message.context)
    return {
        name: value
        for name, value in message.context.items()
        if name in named and name not in IN_THE_TEXT
    }


def _taken(answer: httpx.Response) -> dict[str, Any]:
    try:
        said: dict[str, Any] = answer.json()
    except ValueError:
        raise TryLaterError(f"http_{answer.status_code}") from None
    code = str(said.get("Code", f"http_{answer.status_code}"))
    if code == "OK":
        return said
    if code in SHUT:
        raise ShutError(code)
    raise GiveUpError(code) if code in NEVER else TryLaterError(code)
