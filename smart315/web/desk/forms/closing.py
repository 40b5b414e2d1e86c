"""Performance, closing, the call afterwards, taking up again (T17, T18, T20-T22)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.casework.codes import OUTCOMES
from smart315.casework.states import Stage
from smart315.web.desk.forms.fields import YuanField, text_area
from smart315.web.desk.forms.moves import LONG, MoveForm


YES, NO, NOT_ASKED = "yes", "no", ""
YES_OR_NO = ((YES, _("是")), (NO, _("否")))
SCALE = (
    ("5", _("5 很满意")),
    ("4", _("4 满意")),
    ("3", _("3 一般")),
    ("2", _("2 不满意")),
    ("1", _("1 很不满意")),
)


class VerifyForm(MoveForm):
    """What proves that the agreement was performed."""

    note = forms.CharField(
        label=_("履行凭据"),
        max_length=LONG,
        widget=text_area(3),
        help_text=_("例如：投诉人来电确认9月3日收到退款；凭证已添加到材料。"),
    )


class CloseForm(MoveForm):
    """How it ended, and the figures that statistics need."""

    outcome = forms.ChoiceField(label=_("结案方式"), widget=forms.RadioSelect)
    recovered = YuanField(
        label=_("为消费者挽回经济损失（元）"),
        required=False,
        help_text=_("实际退款、换货价值和赔偿的合计；没有的填 0 或者留空。"),
    )
    extra_compensation = YuanField(
        label=_("其中加倍赔偿（元）"),
        required=False,
        help_text=_("因经营者欺诈等得到的增加赔偿，包含在挽回损失内。"),
    )
    note = forms.CharField(
        label=_("办结说明"), required=False, max_length=LONG, widget=text_area(4)
    )

    def prepare(self) -> None:
        """Offer the outcomes that fit the stage; begin with what was agreed and performed."""
        stage = Stage(self.case.complaint.stage)
        fitting = OUTCOMES.get(stage, ())
        self.fields["outcome"].choices = [(each.value, each.label) for each in fitting]  # type: ignore[attr-defined]
        if len(fitting) == 1:
            self.fields["outcome"].initial = fitting[0].value
        agreement = self.case.agreement
        if agreement is not None and stage in {Stage.SETTLED, Stage.PERFORMED}:
            self.fields["recovered"].initial = agreement.amount_fen
            self.fields["extra_compensation"].initial = agreement.extra_fen

    def arguments(self) -> dict[str, Any]:
        """Return the figures under the action's names; nothing written is nothing recovered."""
        data = self.cleaned_data
        return {
            "outcome": data["outcome"],
            "recovered_fen": data["recovered"] or 0,
            "extra_compensation_fen": data["extra_compensation"] or 0,
            "note": data["note"],
        }


class FollowUpForm(MoveForm):
    """What the consumer said when called."""

    reached = forms.ChoiceField(
        label=_("是否联系上投诉人"), choices=YES_OR_NO, widget=forms.RadioSelect
    )
    performed = forms.ChoiceField(
        label=_("处理结果是否已经履行"),
        choices=(*YES_OR_NO, (NOT_ASKED, _("不涉及"))),
        required=False,
        widget=forms.RadioSelect,
        initial=NOT_ASKED,
    )
    satisfaction = forms.TypedChoiceField(
        label=_("对消协工作的满意度"),
        choices=SCALE,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("意见和建议"), required=False, max_length=LONG, widget=text_area(3)
    )

    def arguments(self) -> dict[str, Any]:
        """Return yes and no as what they are."""
        data = self.cleaned_data
        return {
            "reached": data["reached"] == YES,
            "performed": {YES: True, NO: False}.get(data["performed"]),
            "satisfaction": data["satisfaction"],
            "note": data["note"],
        }


class ReopenForm(MoveForm):
    """Which facts are new."""

    reason = forms.CharField(label=_("新的事实或者证据"), max_length=LONG, widget=text_area(4))
