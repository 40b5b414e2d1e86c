"""Who takes part in a case: the deeds of the page about people."""

from django.utils.translation import gettext_lazy as _

from smart315.casework import actions
from smart315.web.desk.deeds import Deed, PressForm
from smart315.web.desk.forms import agents, people


BACK = "desk:people"
DEEDS = (
    Deed(
        "add-person",
        _("添加投诉人"),
        people.AddPersonForm,
        actions.add_person,
        _("已添加，编号和查询码已发给本人。"),
        BACK,
    ),
    Deed(
        "join",
        _("并入其他投诉"),
        people.JoinForm,
        actions.join_complaints,
        _("已并入，原投诉人凭原编号和查询码查看这一件。"),
        BACK,
        warns=_("并入的投诉各自办结，不再单独办理，不能撤销。"),
    ),
    Deed(
        "elect",
        _("登记推选代表人"),
        people.ElectForm,
        actions.elect,
        _("已登记两名代表人。"),
        BACK,
        files={"letter": (_("代表人推选书"), "evidence_id")},
    ),
    Deed(
        "consent",
        _("登记本人意见"),
        people.ConsentForm,
        actions.consent,
        _("已登记本人意见。"),
        BACK,
        names="party_id",
        files={"letter": (_("被代表人意见"), "evidence_id")},
    ),
    Deed(
        "leave",
        _("登记退出"),
        people.LeaveForm,
        actions.leave_joint,
        _("已登记退出，其他人继续。"),
        BACK,
        names="party_id",
        tone="danger",
    ),
    Deed(
        "agent",
        _("登记代理人"),
        agents.AgentForm,
        agents.appoint,
        _("已登记代理人。"),
        BACK,
        files={"letter": (_("授权委托书"), "evidence_id")},
    ),
    Deed(
        "business-agent",
        _("登记经营者的代理人"),
        agents.SentForm,
        agents.send,
        _("已登记代理人。"),
        BACK,
        files={"letter": (_("授权委托书"), "evidence_id")},
    ),
    Deed(
        "revoke-agent",
        _("解除委托"),
        PressForm,
        actions.revoke_agent,
        _("已解除委托。"),
        BACK,
        names="agent_id",
        warns=_("代理人此前的行为仍然有效，此后不能再代为办理。"),
        tone="danger",
    ),
)
