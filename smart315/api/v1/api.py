"""The interface as a whole, and its description."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI

from smart315.api import problems
from smart315.api.keys import BearerKey
from smart315.api.problems import MEDIA_TYPE
from smart315.api.v1 import doing, reading, sandbox


VERSION = "1.0.0"


class PartnerAPI(NinjaAPI):
    """Says on every answer how much of the minute is left, and problems in their own type."""

    def get_openapi_schema(self, **rest: Any) -> Any:
        """Return the description with the media type that problems really have."""
        schema = super().get_openapi_schema(**rest)
        for path in schema["paths"].values():
            for operation in path.values():
                for status, answer in operation["responses"].items():
                    content = answer.get("content", {})
                    if int(status) >= problems.FIRST and "application/json" in content:
                        answer["content"] = {MEDIA_TYPE: content["application/json"]}
        return schema


api = PartnerAPI(
    title="智慧3·15 电商绿色通道接口",
    version=VERSION,
    description=str(_("供平台和经营者处理消费者投诉。金额以分为单位，时间带时区。")),
    urls_namespace="api-v1",
    auth=BearerKey(),
    docs_url=None,
    openapi_url="openapi.json",
)
problems.install(api)
api.add_router("", reading.router)
api.add_router("", doing.router)
api.add_router("", sandbox.router)


def description() -> dict[str, Any]:
    """Return the OpenAPI description, as it is served and documented."""
    return dict(api.get_openapi_schema())
