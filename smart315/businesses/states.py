"""The lifecycle of a business in the register, as a table."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from smart315.kernel.transitions import Machine, move


class State(models.TextChoices):
    """How far the business takes part in settling complaints through the platform."""

    REGISTERED = "registered", _("已登记")
    JOINED = "joined", _("已入驻")
    PAUSED = "paused", _("暂停接收")
    LEFT = "left", _("已退出")


LIFECYCLE = Machine(
    State.REGISTERED,
    move("B1", "join", [State.REGISTERED, State.PAUSED], State.JOINED),
    move("B2", "pause", [State.JOINED], State.PAUSED),
    move("B3", "leave", [State.REGISTERED, State.JOINED, State.PAUSED], State.LEFT),
)
