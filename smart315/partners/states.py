"""What a key may be used for, and who of a platform is told at which step."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scope(TextChoices):
    """What a key may do; each names one kind of deed."""

    READ = "read", _("查看投诉")
    ANSWER = "answer", _("打开、答复、提出方案")
    ATTACH = "attach", _("上传材料")
    PERFORM = "perform", _("提交履行情况")


class Step(TextChoices):
    """The rungs of a platform's contact ladder, the lowest first."""

    FIRST_LINE = "first_line", _("一线客服")
    SUPERVISOR = "supervisor", _("主管")
    LEGAL = "legal", _("法务")


def owner_of(business_id: int, *, sandbox: bool = False) -> str:
    """Return the name under which messaging knows whose endpoint it is."""
    return f"{'sandbox' if sandbox else 'business'}:{business_id}"


# How a key begins; the mark tells a sandbox key from a live one at a glance.
LIVE, SANDBOX = "s315_live_", "s315_test_"
