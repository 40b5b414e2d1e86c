"""The states of an order to compile, and how long a worker may hold one."""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CompilationState(TextChoices):
    """Where an order stands."""

    WAITING = "waiting", _("排队中")
    WORKING = "working", _("汇编中")
    DONE = "done", _("已完成")
    FAILED = "failed", _("没有完成")


PENDING = (CompilationState.WAITING, CompilationState.WORKING)
# A worker that was killed in the midst holds an order no longer than this; then another takes it.
LEASE = timedelta(minutes=10)
MOST_ATTEMPTS = 3
