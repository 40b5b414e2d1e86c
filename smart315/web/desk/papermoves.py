"""The moves of an incident's paper as a table: what each asks before, and says after."""

from django.utils.translation import gettext_lazy as _

from smart315.insight import actions
from smart315.web.desk.acts import Act


ACTS = (
    Act(
        "submit",
        _("提交签发"),
        _("提交后由起草人以外的负责人签发；签发前不能修改，需要修改的由负责人退回。"),
        actions.submit_paper,
        _("已提交签发。"),
    ),
    Act(
        "issue",
        _("签发"),
        _(
            "签发后取得文号，内容不能再改；有误的可以撤回或者重新制作。请确认数字、文字和收件单位都已看过。"
        ),
        actions.issue_paper,
        _("已签发。"),
    ),
    Act(
        "return",
        _("退回修改"),
        _("请写明哪里需要修改。"),
        actions.return_paper,
        _("已退回。"),
        why=True,
    ),
    Act(
        "withdraw",
        _("撤回"),
        _("撤回后核验页显示已作废，措施重新变为未完成；文书留在事件里。"),
        actions.withdraw_paper,
        _("已撤回。"),
        why=True,
    ),
    Act(
        "discard",
        _("作废"),
        _("这一稿不再使用；记录保留。"),
        actions.discard_paper,
        _("已作废。"),
    ),
)
BY_NAME = {each.name: each for each in ACTS}
