"""The consumer's five routes (Consumer Protection Law §39), in the law's order and words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Route:
    """One route: its name in the law, and what it means in plain words."""

    code: str
    name: Promise
    meaning: Promise


FIVE_ROUTES = (
    Route(
        "negotiate",
        _("与经营者协商和解"),
        _("先与商家沟通，最快。请保留沟通记录。"),
    ),
    Route(
        "association_mediation",
        _("请求消费者协会或者依法成立的其他调解组织调解"),
        _("免费。双方自愿，调解不成不影响您走其他途径。"),
    ),
    Route(
        "admin_complaint",
        _("向有关行政部门投诉"),
        _("市场监督管理部门：拨打12315或登录全国12315平台。"),
    ),
    Route(
        "arbitration",
        _("根据与经营者达成的仲裁协议提请仲裁机构仲裁"),
        _("须事先或事后与商家有仲裁协议，裁决具有法律效力。"),
    ),
    Route(
        "litigation",
        _("向人民法院提起诉讼"),
        _("判决可以申请强制执行。请留意诉讼时效，一般为三年。"),
    ),
)
