"""Recusal, appraisal, proposals, limits, performance and the court: the forms of a mediation."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Permission
from smart315.casework import queries
from smart315.casework.actions import Arrangement, Handover, Offer, Ruling
from smart315.casework.codes import OFFERS, AnswerCode, Audience, Side
from smart315.web.desk.deeds import DeedForm
from smart315.web.desk.forms import agents
from smart315.web.desk.forms.fields import DayField, YuanField, text_area
from smart315.web.desk.forms.moves import LONG


YES, NO = "yes", "no"
SIDES = ((Side.CONSUMER.value, Side.CONSUMER.label), (Side.BUSINESS.value, Side.BUSINESS.label))
COSTS = (
    ("consumer", _("投诉人承担")),
    ("business", _("经营者承担")),
    ("loser", _("由鉴定意见不利的一方承担")),
    ("shared", _("双方分担")),
)
GROUNDS = (
    ("organisation", _("调解组织所在地基层人民法院")),
    ("domicile", _("当事人住所地基层人民法院")),
    ("subject", _("标的物所在地基层人民法院")),
    ("invited", _("作出邀请的人民法院")),
)


def mediators(form: DeedForm, name: str) -> None:
    """Offer the mediators of the house."""
    staff = accounts.staff(form.case.complaint.organisation_id, Permission.MEDIATE)
    words = [("", "———"), *((each.pk, str(each)) for each in staff)]
    form.fields[name].choices = words  # type: ignore[attr-defined]


def optional_key(text: str) -> int | None:
    """Return the key that was chosen, or None."""
    return int(text) if text else None


class DeclareForm(DeedForm):
    """Ties to a party, or none."""

    conflict = forms.ChoiceField(
        label=_("与双方当事人有没有近亲属或者其他利害关系"),
        choices=((NO, _("没有")), (YES, _("有，应当更换调解员"))),
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("什么关系"), max_length=200, required=False)

    def arguments(self) -> dict[str, Any]:
        """Return yes and no as what they are."""
        data = self.cleaned_data
        return {"conflict": data["conflict"] == YES, "note": data["note"]}


class AskRecusalForm(DeedForm):
    """Why the mediator should step aside."""

    reason = forms.CharField(label=_("申请回避的理由"), max_length=LONG, widget=text_area(3))


class DecideRecusalForm(DeedForm):
    """The decision of another person."""

    granted = forms.ChoiceField(
        label=_("决定"),
        choices=((YES, _("准许回避，更换调解员")), (NO, _("不予回避"))),
        widget=forms.RadioSelect,
    )
    replacement_id = forms.TypedChoiceField(
        label=_("新的调解员"), coerce=optional_key, empty_value=None, required=False
    )
    note = forms.CharField(label=_("理由"), max_length=LONG, widget=text_area(3))

    def prepare(self) -> None:
        """Offer the mediators of the house."""
        mediators(self, "replacement_id")

    def arguments(self) -> dict[str, Any]:
        """Return yes and no as what they are."""
        data = self.cleaned_data
        return {**data, "granted": data["granted"] == YES}


class ReplaceForm(DeedForm):
    """Another mediator, and why."""

    officer_id = forms.TypedChoiceField(label=_("新的调解员"), coerce=optional_key)
    reason = forms.CharField(label=_("更换的原因"), max_length=LONG, widget=text_area(3))

    def prepare(self) -> None:
        """Offer the mediators of the house."""
        mediators(self, "officer_id")


class ExtendForm(DeedForm):
    """The sheet that both signed."""

    letter = forms.FileField(label=_("双方签名的同意延长书"), required=False)

    def arguments(self) -> dict[str, Any]:
        """Return nothing: the sheet becomes evidence."""
        return {}


class ToldForm(DeedForm):
    """How and when both were told."""

    consumer_how = forms.CharField(
        label=_("怎样告知投诉人"),
        max_length=80,
        help_text=_("例如：当面送达、邮寄（单号）、短信。"),
    )
    business_how = forms.CharField(label=_("怎样告知经营者"), max_length=80)
    on = DayField(label=_("告知日期"), initial=localdate)


class ArrangeForm(DeedForm):
    """Institution, items, cost, and that both agree."""

    institution = forms.CharField(label=_("鉴定（检测）机构"), max_length=120)
    cma = forms.CharField(label=_("资质认定编号（CMA）"), max_length=40)
    scope = forms.CharField(
        label=_("资质范围"), max_length=200, help_text=_("核对本次项目是否在范围内。")
    )
    items = forms.CharField(label=_("鉴定项目"), max_length=LONG, widget=text_area(3))
    cost = forms.ChoiceField(label=_("费用由谁承担"), choices=COSTS)
    amount = YuanField(label=_("费用（元）"))
    cost_note = forms.CharField(label=_("费用约定"), max_length=200, required=False)
    business_proves = forms.BooleanField(
        label=_("由经营者承担举证责任"),
        required=False,
        help_text=_("耐用商品或者装饰装修六个月内发现瑕疵的（《消费者权益保护法》第二十三条）。"),
    )
    consumer_agrees = forms.BooleanField(label=_("投诉人同意"), required=False)
    business_agrees = forms.BooleanField(label=_("经营者同意"), required=False)
    letter = forms.FileField(label=_("费用协议（扫描件）"), required=False)

    def arguments(self) -> dict[str, Any]:
        """Return the arrangement as one value."""
        data = dict(self.cleaned_data)
        data.pop("letter")
        agreed = {n: data.pop(n) for n in ("consumer_agrees", "business_agrees")}
        return {"arrangement": Arrangement(cost_fen=data.pop("amount") or 0, **data), **agreed}


class HandoverForm(DeedForm):
    """One hand-over of the sample."""

    sample = forms.CharField(label=_("样品名称和数量"), max_length=120)
    seal = forms.CharField(label=_("封样编号"), max_length=60, required=False)
    condition = forms.CharField(label=_("交接时的状况"), max_length=120)
    given_by = forms.CharField(label=_("移交人"), max_length=60)
    taken_by = forms.CharField(label=_("接收人"), max_length=60)

    def arguments(self) -> dict[str, Any]:
        """Return the hand-over as one value."""
        return {"handover": Handover(**self.cleaned_data)}


class OpinionForm(DeedForm):
    """What the institution found."""

    opinion = forms.CharField(label=_("鉴定意见"), max_length=5000, widget=text_area(4))
    opinion_on = DayField(label=_("出具日期"), initial=localdate)
    letter = forms.FileField(label=_("鉴定报告"), required=False)

    def arguments(self) -> dict[str, Any]:
        """Return the words; the report becomes evidence."""
        data = self.cleaned_data
        return {name: data[name] for name in ("opinion", "opinion_on")}


class OfferForm(DeedForm):
    """What the mediator proposes, and to whom."""

    code = forms.ChoiceField(
        label=_("方案内容"),
        choices=[(each.value, each.label) for each in AnswerCode if each in OFFERS],
    )
    amount = YuanField(label=_("金额（元）"), required=False)
    perform_by = DayField(label=_("履行日期"))
    method = forms.CharField(label=_("履行方式"), max_length=80, required=False)
    text = forms.CharField(label=_("说明"), required=False, max_length=LONG, widget=text_area(3))
    audience = forms.ChoiceField(
        label=_("告诉谁"),
        choices=[each for each in Audience.choices if each[0] != Audience.INTERNAL],
        help_text=_("只告诉一方的，是征求意见；双方都接受的方案才成为协议草稿。"),
    )

    def arguments(self) -> dict[str, Any]:
        """Return the offer as one value."""
        data = dict(self.cleaned_data)
        audience = data.pop("audience")
        offer = Offer(amount_fen=data.pop("amount") or 0, **data)
        answered = {"counters": self.target} if self.target else {}
        return {"offer": offer, "audience": audience, **answered}


class BehalfForm(DeedForm):
    """For which party the mediator notes its word."""

    on_behalf = forms.ChoiceField(label=_("代哪一方登记"), choices=SIDES, widget=forms.RadioSelect)


class AcceptForm(BehalfForm):
    """For which party the mediator notes its yes, and who said it."""

    agent_id = agents.speaker(
        _("由代理人表示的，请选择代理人"), _("代理人接受方案，须有达成协议的特别授权。")
    )

    def prepare(self) -> None:
        """Offer the agents of both sides."""
        agents.offer_speakers(self, Side.CONSUMER, Side.BUSINESS)


class DeclineForm(BehalfForm):
    """Why a proposal is declined."""

    reason = forms.CharField(label=_("理由"), required=False, max_length=LONG, widget=text_area(2))


class SignForm(DeedForm):
    """A signature on paper, scanned."""

    side = forms.ChoiceField(label=_("哪一方"), choices=SIDES, widget=forms.RadioSelect)
    party_id = forms.TypedChoiceField(
        label=_("签名的投诉人或者代表人"),
        coerce=optional_key,
        empty_value=None,
        required=False,
        help_text=_("经营者签名的，不用选。"),
    )
    agent_id = agents.speaker(
        _("由代理人签名的，请选择代理人"), _("代理人签名，须有达成协议的特别授权。")
    )
    means = forms.ChoiceField(
        label=_("方式"), choices=(("paper", _("书面签名")), ("oral", _("口头协议，记入笔录")))
    )
    letter = forms.FileField(
        label=_("签名页（扫描件）"), required=False, help_text=_("书面签名的，必须上传。")
    )

    def prepare(self) -> None:
        """Offer whoever signs for the consumers; who is alone is chosen already."""
        found = queries.signers(self.case.complaint.pk, self.case.actor)
        if len(found) == 1:
            self.fields["party_id"].initial = found[0].pk
        rows = [("", "———"), *((each.pk, each.name) for each in found)]
        self.fields["party_id"].choices = rows  # type: ignore[attr-defined]
        agents.offer_speakers(self, Side.CONSUMER, Side.BUSINESS)

    def arguments(self) -> dict[str, Any]:
        """Return who signed how."""
        data = self.cleaned_data
        said = {name: data[name] for name in ("side", "party_id", "means")}
        return {**said, "agent_id": data.get("agent_id")}


class PaidForm(DeedForm):
    """What was really paid."""

    paid = YuanField(
        label=_("实际收到的金额（元）"),
        required=False,
        help_text=_("全部付清或者已办到的，可以不填。"),
    )
    note = forms.CharField(label=_("凭据"), required=False, max_length=LONG, widget=text_area(2))

    def arguments(self) -> dict[str, Any]:
        """Return the fen; nothing written is the whole."""
        data = self.cleaned_data
        return {"paid_fen": data["paid"], "note": data["note"]}


class CourtForm(DeedForm):
    """Which court, on which ground, and that both apply."""

    court = forms.CharField(label=_("人民法院"), max_length=80)
    ground = forms.ChoiceField(label=_("管辖依据"), choices=GROUNDS, widget=forms.RadioSelect)
    consumer_applies = forms.BooleanField(label=_("投诉人申请"), required=False)
    business_applies = forms.BooleanField(label=_("经营者申请"), required=False)


class FiledForm(DeedForm):
    """The day of the application."""

    on = DayField(label=_("向法院申请的日期"), initial=localdate)


class RulingForm(DeedForm):
    """What the court decided."""

    confirmed = forms.ChoiceField(
        label=_("裁定"),
        choices=((YES, _("确认协议有效")), (NO, _("驳回申请，未确认"))),
        widget=forms.RadioSelect,
    )
    number = forms.CharField(label=_("裁定书案号"), max_length=60)
    on = DayField(label=_("裁定日期"), initial=localdate)
    note = forms.CharField(label=_("理由"), required=False, max_length=LONG, widget=text_area(3))

    def arguments(self) -> dict[str, Any]:
        """Return the ruling as one value."""
        data = dict(self.cleaned_data)
        return {"ruling": Ruling(confirmed=data.pop("confirmed") == YES, **data)}
