"""Published yearly rates that calculators of claims need (handbook §3.1), in ten-thousandths."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from smart315.parameters.register.declared import Declared


# Whoever sets a new rate names the notice; the delivered ones are still to be compared with it.
CONFIRM = "，内置数值，待省消费者协会与公布原文核对"

RATES = (
    Declared(
        "rate.lpr_one_year",
        _("一年期贷款市场报价利率（万分之一）"),
        300,
        f"全国银行间同业拆借中心公布{CONFIRM}",
        effective_from=date(2025, 5, 20),
        earlier=((date(2023, 8, 21), 345), (date(2024, 7, 22), 335), (date(2024, 10, 21), 310)),
    ),
    Declared(
        "rate.deposit_one_year",
        _("一年期存款基准利率（万分之一）"),
        150,
        f"中国人民银行公布{CONFIRM}",
        effective_from=date(2015, 10, 24),
    ),
)
