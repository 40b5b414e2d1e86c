"""The life of an incident as a table, its levels, its reports and what may follow from it."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

from smart315.kernel.transitions import Machine, move


class State(TextChoices):
    """How far an incident has come."""

    SUSPECTED = "suspected", _("待核实")
    HANDLING = "handling", _("处置中")
    CLOSED = "closed", _("已结束")
    DISMISSED = "dismissed", _("已排除")


OPEN = (State.SUSPECTED, State.HANDLING)

LIFECYCLE = Machine(
    State.SUSPECTED,
    move("I1", "confirm", [State.SUSPECTED], State.HANDLING),
    move("I2", "dismiss", [State.SUSPECTED], State.DISMISSED),
    move("I3", "close", [State.HANDLING], State.CLOSED),
    move("I4", "reopen", [State.CLOSED, State.DISMISSED], State.HANDLING),
)


class Level(IntegerChoices):
    """How grave an incident is (handbook GR-04); a higher number is graver."""

    NONE = 0, _("未达")
    WATCH = 1, _("关注")
    ORDINARY = 2, _("一般")
    LARGER = 3, _("较大")
    MAJOR = 4, _("重大")


class Source(TextChoices):
    """What found an incident."""

    RULE = "rule", _("同一经营者同类投诉达到人数")
    GROUP = "group", _("相似投诉成组")
    ALARM = "alarm", _("数量异常增多")
    OFFICER = "officer", _("工作人员发起")


class ReportKind(TextChoices):
    """The reports that go up the tree (handbook GR-05)."""

    FIRST = "first", _("首报")
    WRITTEN = "written", _("书面报告")
    CONTINUED = "continued", _("续报")
    FINAL = "final", _("终报")


class Follow(TextChoices):
    """What may follow from an incident (handbook GR-06, 处置建议)."""

    MEDIATE_TOGETHER = "mediate_together", _("合并调解")
    GUIDANCE_TALK = "guidance_talk", _("约请指导谈话")
    INQUIRE = "inquire", _("反映、查询")
    REFER = "refer", _("移送行政部门")
    ADVISORY = "advisory", _("起草消费提示或警示")
    TEST = "test", _("提出比较试验")
    INSPECTION = "inspection", _("建议纳入抽查检验")
    CLUE = "clue", _("公益诉讼线索评估")
    SUPPORT_SUIT = "support_suit", _("支持起诉")


class Judgement(TextChoices):
    """What an officer decides about a group."""

    SPLIT = "split", _("拆分")
    MERGE = "merge", _("合并")
    CONFIRM = "confirm", _("核对")
