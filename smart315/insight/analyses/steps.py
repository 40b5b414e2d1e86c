"""How far the compiling of an analysis has come, for whoever waits for it."""

from collections.abc import Callable

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _


class Step(IntegerChoices):
    """What is being done; in this order."""

    COUNTING = 1, _("统计本期数字")
    COMPARING = 2, _("统计同比和环比的数字")
    HOT_SPOTS = 3, _("汇集投诉热点")
    CASES = 4, _("挑选典型案例，隐去当事人")
    WRITING = 5, _("制表、起草文字")


Tell = Callable[[Step], None]


def nobody(step: Step) -> None:
    """Tell nobody."""
    del step
