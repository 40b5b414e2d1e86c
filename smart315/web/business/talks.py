"""What a business writes in a mediation: a proposal, a message, a reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.casework import queries
from smart315.casework.actions import Offer
from smart315.casework.codes import OFFERS, AnswerCode, Audience, Side
from smart315.web.desk.deeds import DeedForm
from smart315.web.desk.forms import agents
from smart315.web.desk.forms.fields import DayField, YuanField, text_area


LONG = 2000


class OfferForm(DeedForm):
    """What the business proposes; the newest open proposal of the other side is answered by it."""

    code = forms.ChoiceField(
        label=_("方案内容"),
        choices=[(each.value, each.label) for each in AnswerCode if each in OFFERS],
    )
    amount = YuanField(label=_("金额（元）"), required=False)
    perform_by = DayField(label=_("履行日期"))
    method = forms.CharField(label=_("履行方式"), max_length=80, required=False)
    text = forms.CharField(label=_("说明"), required=False, max_length=LONG, widget=text_area(3))

    def arguments(self) -> dict[str, Any]:
        """Return the offer as one value."""
        data = dict(self.cleaned_data)
        lines = queries.talks(self.case.complaint.pk, self.case.actor)
        answered = next((each.proposal for each in lines if each.may_answer), None)
        offer = Offer(amount_fen=data.pop("amount") or 0, **data)
        return {"offer": offer, "counters": answered.pk if answered else None}


class SayForm(DeedForm):
    """A message, and who reads it."""

    text = forms.CharField(label=_("内容"), max_length=LONG, widget=text_area(3))
    audience = forms.ChoiceField(
        label=_("给谁看"),
        choices=((Audience.BUSINESS.value, _("只给消协")), (Audience.ALL.value, _("消协和投诉人"))),
        widget=forms.RadioSelect,
        initial=Audience.BUSINESS.value,
    )


class ReasonForm(DeedForm):
    """Why."""

    reason = forms.CharField(label=_("理由"), max_length=LONG, widget=text_area(3))


class NoteForm(DeedForm):
    """How it was done."""

    note = forms.CharField(label=_("怎样履行的"), max_length=LONG, widget=text_area(3))


class SignForm(DeedForm):
    """Who signs: the business itself, or the agent whom it sent."""

    agent_id = agents.speaker(
        _("由谁签名"), _("选择代理人的，授权委托书须有达成协议的特别授权；经营者自己签名的不用选。")
    )

    def prepare(self) -> None:
        """Offer the agents of the business."""
        agents.offer_speakers(self, Side.BUSINESS)
