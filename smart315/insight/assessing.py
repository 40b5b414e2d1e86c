"""The assessment form of an incident (研判, handbook GR-06): what is asked, in order."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Field:
    """One question; `must` says that an assessment is none without the answer."""

    name: str
    label: Promise
    must: bool = False


FIELDS = (
    Field("facts", _("基本情况（经营者、涉及人数、金额、地域、时间线）"), must=True),
    Field("issue", _("争议焦点"), must=True),
    Field("law", _("法律关系与依据"), must=True),
    Field("evidence", _("证据状况")),
    Field("solvency", _("经营者偿付能力与态度")),
    Field("risk", _("舆情与风险点")),
    Field("crime", _("是否涉嫌违法犯罪"), must=True),
    Field("taken", _("已采取的措施")),
    Field("advice", _("处置建议"), must=True),
    Field("responsible", _("责任人与时限"), must=True),
    Field("level", _("报告层级")),
)
