"""Agents of both sides: who acts, for whom, with which letter; used on desk and portal alike."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from smart315.casework import actions, agency, queries
from smart315.casework.actions import Letter
from smart315.casework.codes import Capacity, Power, Side, power_words
from smart315.web.desk.deeds import DeedForm
from smart315.web.desk.forms.fields import DayField
from smart315.web.desk.forms.people import names, people_of


POWERS_HELP = _(
    "照授权委托书勾选。承认、变更、放弃请求和达成协议须有特别授权；"
    "只写“全权代理”的按一般代理登记（参照《民诉法解释》第八十九条）。"
)


class LetterForm(DeedForm):
    """An agent and what the letter says."""

    name = forms.CharField(label=_("代理人姓名"), max_length=40)
    phone = forms.CharField(label=_("代理人手机号码"), max_length=40)
    capacity = forms.ChoiceField(
        label=_("代理人的身份"),
        choices=[("", "———"), *((each, each.label) for each in Capacity)],
        required=False,
    )
    identity = forms.CharField(
        label=_("代理人的身份证件号码"),
        max_length=30,
        required=False,
        help_text=_("照受托人身份证明填写，加密保存。"),
    )
    matters = forms.CharField(label=_("委托事项"), max_length=200)
    powers = forms.MultipleChoiceField(
        label=_("委托权限"),
        widget=forms.CheckboxSelectMultiple,
        help_text=POWERS_HELP,
        error_messages={"required": _("请选择委托权限。")},
    )
    since = DayField(label=_("委托期限自"), initial=localdate)
    until = DayField(label=_("至"))
    letter = forms.FileField(
        label=_("授权委托书（扫描件）"),
        error_messages={"required": _("请上传委托人签名的授权委托书。")},
        help_text=_("由委托人签名或者盖章，载明事项、权限和期限（总局令第121号第十一条）。"),
    )

    field_order = ("principal_id", "business_id", "name")
    side = Side.CONSUMER

    def prepare(self) -> None:
        """Offer the powers as they are called on this side."""
        rows = [(each.value, power_words(each, self.side)) for each in Power]
        self.fields["powers"].choices = rows  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """Return who acts, and the letter; its file joins it once it is stored."""
        data = dict(self.cleaned_data)
        data.pop("letter")
        said = {each: data.pop(each) for each in ("matters", "since", "until", "capacity")}
        powers, identity = tuple(data.pop("powers")), data.pop("identity")
        return {**data, "letter": Letter(powers=powers, identity=identity, **said)}


class AgentForm(LetterForm):
    """The agent of a person on the consumer's side."""

    principal_id = forms.TypedChoiceField(label=_("委托人"), coerce=int)

    def prepare(self) -> None:
        """Offer everybody who takes part."""
        super().prepare()
        self.fields["principal_id"].choices = names(people_of(self))  # type: ignore[attr-defined]


class SentForm(LetterForm):
    """The agent of the business, or of the platform that answers for it."""

    business_id = forms.TypedChoiceField(
        label=_("委托人"), coerce=int, required=False, empty_value=None
    )

    side = Side.BUSINESS

    def prepare(self) -> None:
        """Ask for whom only where there is a choice; name what the law wants to know."""
        super().prepare()
        found = queries.agents(self.case.complaint.pk, self.case.actor, at=now())
        rows = found.principals if found else []
        self.fields["business_id"].choices = rows  # type: ignore[attr-defined]
        if len(rows) < 2:  # noqa: PLR2004 - one is no choice
            del self.fields["business_id"]
        self.fields["capacity"].required = self.fields["identity"].required = True


def appoint(*, evidence_id: int | None, letter: Letter, **who: Any) -> object:
    """Appoint an agent of a person as the form says."""
    who.pop("complaint_id", None)
    return actions.appoint_agent(letter=replace(letter, evidence_id=evidence_id), **who)


def send(*, evidence_id: int | None, letter: Letter, **who: Any) -> object:
    """Send an agent of the business as the form says."""
    return actions.send_agent(letter=replace(letter, evidence_id=evidence_id), **who)


def speaker(label: Any, help_text: Any = "") -> forms.TypedChoiceField:
    """Return the field that asks which agent spoke or signed; empty for the party itself."""
    return forms.TypedChoiceField(
        label=label, coerce=int, empty_value=None, required=False, help_text=help_text
    )


def offer_speakers(form: DeedForm, *sides: Side) -> None:
    """Offer the agents whose letters hold today; where nobody was sent, nobody is asked."""
    found = queries.agents_in_force(form.case.complaint.pk, form.case.actor, at=now())
    rows = [(each.agent_id, _of(each)) for each in found if each.agent.side in sides]
    if rows:
        form.fields["agent_id"].choices = [("", _("当事人自己")), *rows]  # type: ignore[attr-defined]
    else:
        del form.fields["agent_id"]


def _of(letter: Any) -> str:
    return f"{Side(letter.agent.side).label}：{agency.in_words(letter)}"
