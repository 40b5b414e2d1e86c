"""What a consumer can do in a case: each deed with its question, and when it is open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smart315.casework import actions, queries
from smart315.casework.codes import Means
from smart315.casework.queries import Case
from smart315.casework.states import Stage
from smart315.web.filing import Piece
from smart315.web.public.track import forms


Data = dict[str, Any]


@dataclass(frozen=True)
class Deed:
    """One thing to do: asked on a page of its own, done once."""

    slug: str
    title: Promise
    words: Promise
    form: type[Piece]
    does: Callable[[Case, Data, datetime], object]
    is_open: Callable[[Case], bool]
    done: Promise
    tone: str = ""


def open_to(case: Case) -> list[Deed]:
    """Return the deeds that can be done now, the most pressing first."""
    return [deed for deed in DEEDS if deed.is_open(case)]


def by_slug(slug: str) -> Deed | None:
    """Return the deed of an address."""
    return next((deed for deed in DEEDS if deed.slug == slug), None)


def _who(case: Case, at: datetime) -> dict[str, Any]:
    return {"complaint_id": case.complaint.pk, "by": case.actor, "at": at}


def _supplement(case: Case, data: Data, at: datetime) -> None:
    _add(case, data, at)
    actions.supplement(answer=data["answer"], **_who(case, at))


def _add(case: Case, data: Data, at: datetime) -> None:
    for upload in data["material"]:
        actions.add_evidence(
            content=upload.file,
            name=upload.name,
            purpose=data.get("purpose", ""),
            **_who(case, at),
        )


def _take(case: Case, data: Data, at: datetime) -> None:
    actions.take_offer(answer_id=data["answer_id"], **_who(case, at))


def _decline(case: Case, data: Data, at: datetime) -> None:
    actions.decline_offer(answer_id=data["answer_id"], reason=data["reason"], **_who(case, at))


def _opt_out(case: Case, _data: Data, at: datetime) -> None:
    actions.opt_out(**_who(case, at))


def _performance(case: Case, data: Data, at: datetime) -> None:
    said = data["kept"]
    kept, partly = said == forms.YES, said == forms.PARTLY
    actions.confirm_performance(kept=kept, partly=partly, note=data["note"], **_who(case, at))


def _judge(case: Case, data: Data, at: datetime) -> None:
    actions.judge(
        resolved=data["resolved"],
        satisfaction=int(data["satisfaction"]),
        comment=data["comment"],
        **_who(case, at),
    )


def _withdraw(case: Case, data: Data, at: datetime) -> None:
    satisfied = data["satisfied"] == forms.YES
    actions.withdraw(reason=data["reason"], satisfied=satisfied, **_who(case, at))


def _companion(case: Case, data: Data, at: datetime) -> None:
    person = actions.Person(data["name"], data["phone"], data["claim"], data["amount"])
    actions.add_person(person=person, **_who(case, at))


def _consent(case: Case, data: Data, at: datetime) -> None:
    actions.consent(
        party_id=_me(case),
        matter=data["matter"],
        given=data["given"] == forms.YES,
        means=Means.ONLINE,
        by=case.actor,
        at=at,
    )


def _leave(case: Case, data: Data, at: datetime) -> None:
    actions.leave_joint(party_id=_me(case), reason=data["reason"], by=case.actor, at=at)


def _to_answer(case: Case) -> queries.Line | None:
    if not case.may_propose:
        return None
    lines = queries.talks(case.complaint.pk, case.actor)
    return next((each for each in lines if each.proposal and each.may_answer), None)


def _answer_proposal(case: Case, data: Data, at: datetime) -> None:
    line = _to_answer(case)
    number = line.proposal.pk if line and line.proposal else 0
    if data["accepts"] == forms.YES:
        actions.accept_proposal(proposal_id=number, by=case.actor, at=at)
    else:
        reason = data["reason"]
        actions.decline_proposal(proposal_id=number, reason=reason, by=case.actor, at=at)


def _propose(case: Case, data: Data, at: datetime) -> None:
    line = _to_answer(case)
    offer = actions.Offer(
        code=data["code"],
        amount_fen=data["amount"] or 0,
        perform_by=data["perform_by"],
        text=data["text"],
    )
    counters = line.proposal.pk if line and line.proposal else None
    actions.propose(offer=offer, counters=counters, **_who(case, at))


def _recusal(case: Case, data: Data, at: datetime) -> None:
    actions.ask_recusal(reason=data["reason"], **_who(case, at))


def _say(case: Case, data: Data, at: datetime) -> None:
    actions.say(text=data["text"], audience=data["audience"], **_who(case, at))


def _me(case: Case) -> int:
    party = queries.party_of(case.complaint.pk, case.actor)
    return party.pk if party else 0


def _has_offer(case: Case) -> bool:
    return case.open_offer is not None and "settle" in case.moves


def is_misdirected(case: Case) -> bool:
    """Tell whether the consumer is asked which other business is meant."""
    return any(each.key == "reattribute.due" and each.ended_at is None for each in case.clocks)


def _elsewhere(_case: Case, _data: Data, _at: datetime) -> None:
    """Nothing: this deed has a page of its own, at its own address."""


DEEDS = (
    Deed(
        "business",
        _("重新指定商家"),
        _("商家说投诉的不是它。请另外指定，不知道的也可以直接由消协处理。"),
        Piece,
        _elsewhere,
        is_misdirected,
        _("已重新指定商家。"),
        "first",
    ),
    Deed(
        "supplement",
        _("补充材料"),
        _("消协需要下面列出的材料才能继续审查。请写说明或者上传文件。"),
        forms.SupplementForm,
        _supplement,
        lambda case: case.supplement is not None and "supplement" in case.moves,
        _("已提交补充材料，消协会继续审查。"),
        "first",
    ),
    Deed(
        "take",
        _("接受商家的方案"),
        _("接受后，双方即达成和解。商家没有按期办到的，您可以随时告诉我们，由消协接手。"),
        forms.TakeForm,
        _take,
        _has_offer,
        _("已接受商家的方案，双方达成和解。"),
        "first",
    ),
    Deed(
        "decline",
        _("不接受这个方案"),
        _("不接受的，商家在和解期内还可以提出新的方案；您也可以转由消协处理。"),
        forms.DeclineForm,
        _decline,
        _has_offer,
        _("已告诉商家您不接受这个方案。"),
    ),
    Deed(
        "performance",
        _("告诉我们商家办到没有"),
        _("请按实际情况选择。没有办到的，消协会接手处理或者督促履行。"),
        forms.PerformanceForm,
        _performance,
        lambda case: bool(case.may_confirm_performance),
        _("已记下，谢谢您告诉我们。"),
        "first",
    ),
    Deed(
        "judge",
        _("评价办理结果"),
        _("您的评价会计入统计，不公开您的姓名。"),
        forms.JudgeForm,
        _judge,
        lambda case: bool(case.may_judge),
        _("已收到您的评价，谢谢。"),
    ),
    Deed(
        "add",
        _("添加材料"),
        _("办结以前，随时可以添加证据。"),
        forms.AddForm,
        _add,
        lambda case: bool(case.may_add_evidence) and case.supplement is None,
        _("材料已添加。"),
    ),
    Deed(
        "opt-out",
        _("转由消协处理"),
        _("不再等商家，由消协审查受理。转出后不能再退回直达商家。"),
        forms.OptOutForm,
        _opt_out,
        lambda case: case.stage == Stage.NEGOTIATING and "fall_back" in case.moves,
        _("已转由消协处理。"),
    ),
    Deed(
        "answer-proposal",
        _("答复调解方案"),
        _("接受的，方案成为协议草稿，双方签名后才生效；不接受的，可以提出自己的方案。"),
        forms.AnswerProposalForm,
        _answer_proposal,
        lambda case: _to_answer(case) is not None,
        _("已答复调解方案。"),
        "first",
    ),
    Deed(
        "propose",
        _("提出调解方案"),
        _("写明您能接受的办法，商家会收到通知。"),
        forms.ProposeForm,
        _propose,
        lambda case: bool(case.may_propose),
        _("已提出方案，商家会收到通知。"),
    ),
    Deed(
        "recusal",
        _("申请调解员回避"),
        _("调解员与商家有近亲属或者其他利害关系，可能影响公正的，可以申请回避。决定以前调解暂停。"),
        forms.RecusalForm,
        _recusal,
        lambda case: bool(case.may_ask_recusal),
        _("已提出回避申请，由负责人决定。"),
    ),
    Deed(
        "say",
        _("给消协或者商家留言"),
        _("选择给谁看。"),
        forms.SayForm,
        _say,
        lambda case: bool(case.may_propose),
        _("已留言。"),
    ),
    Deed(
        "consent",
        _("表示是否同意"),
        _(
            "代表人变更请求、放弃请求、撤回投诉或者达成协议，须经您本人同意。您可以再次填写，以最后一次为准。"
        ),
        forms.ConsentForm,
        _consent,
        lambda case: case.is_represented and bool(case.moves_are_open),
        _("已记下您的意见。"),
        "first",
    ),
    Deed(
        "companion",
        _("添加共同投诉的人"),
        _("几个人为同一件事投诉同一个商家的，可以一起办。每个人的要求和金额分别登记，各自确认。"),
        forms.CompanionForm,
        _companion,
        lambda case: bool(case.may_change_people),
        _("已添加。请他用自己的手机号码到“查进度”确认。"),
    ),
    Deed(
        "leave-joint",
        _("退出共同投诉"),
        _("退出后，其他人继续；您可以另行投诉或者走其他途径。"),
        forms.LeaveForm,
        _leave,
        lambda case: case.complaint.is_joint and case.is_represented and case.moves_are_open,
        _("您已退出这件共同投诉。"),
        "danger",
    ),
    Deed(
        "withdraw",
        _("撤回投诉"),
        _("撤回后，消协停止办理，不能恢复；有新的事实，可以重新投诉。"),
        forms.WithdrawForm,
        _withdraw,
        lambda case: "withdraw" in case.moves,
        _("已撤回这件投诉。"),
        "danger",
    ),
)
