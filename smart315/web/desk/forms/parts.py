"""Asking others for help, answering what others ask, supervising and being supervised."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from smart315.accounts.queries import Organisation
from smart315.casework.parts import HELP, RESULTS, RefusalReason, SupervisionLevel, Task
from smart315.web.desk.forms.fields import DayField, YuanField, text_area
from smart315.web.desk.forms.moves import LONG


REASONS = [("", _("请选择")), *RefusalReason.choices]


class ReasonForm(forms.Form):
    """Why, in a few words."""

    reason = forms.CharField(label=_("理由"), max_length=LONG, widget=text_area(3))


class AskHelpForm(forms.Form):
    """Which association is asked to do what, until when, and what it may know."""

    helper_id = forms.TypedChoiceField(label=_("请哪个消协协助"), coerce=int)
    task = forms.ChoiceField(
        label=_("协助事项"),
        choices=[(each.value, each.label) for each in HELP],
        widget=forms.RadioSelect,
    )
    wording = forms.CharField(
        label=_("请对方做什么"),
        max_length=LONG,
        widget=text_area(4),
        help_text=_("写明地点、对象和要取得的材料；不要写投诉人的姓名和电话。"),
    )
    due_on = DayField(
        label=_("答复期限"), required=False, help_text=_("不填的，按规则登记簿的期限。")
    )
    shares_contact = forms.BooleanField(
        label=_("提供投诉人的姓名和电话"),
        required=False,
        help_text=_("只在办理需要时勾选；对方每次查看都会留下记录。"),
    )

    def __init__(self, *args: Any, around: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(each.pk, each.name) for each in around]
        self.fields["helper_id"].choices = [("", gettext("请选择")), *named]  # type: ignore[attr-defined]


class DeclineForm(forms.Form):
    """Why a task is not taken or is given back: a code that is counted, and words."""

    code = forms.ChoiceField(label=_("原因"), choices=REASONS)
    reason = forms.CharField(label=_("具体理由"), max_length=LONG, widget=text_area(3))


class AnswerForm(forms.Form):
    """What came of a task; money only where a partner settled the dispute."""

    result = forms.ChoiceField(label=_("结果"), widget=forms.RadioSelect)
    answer = forms.CharField(label=_("办理情况"), max_length=LONG, widget=text_area(5))
    recovered_fen = YuanField(
        label=_("为消费者挽回经济损失（元）"), required=False, help_text=_("没有的不填。")
    )

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = [  # type: ignore[attr-defined]
            (each.value, each.label) for each in RESULTS[task]
        ]
        if task is not Task.REFERRAL:
            del self.fields["recovered_fen"]


class ReplyForm(AnswerForm):
    """The reply of an outside body that has no account here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, task=Task.REFERRAL, **kwargs)
        del self.fields["recovered_fen"]


class PartFileForm(forms.Form):
    """A file that belongs to a task."""

    file = forms.FileField(
        label=_("文件"), help_text=_("照片、PDF、音视频；单个文件的大小有限制。")
    )


class SuperviseForm(forms.Form):
    """A reminder or an order: why, and until when it is to be answered."""

    level = forms.ChoiceField(
        label=_("方式"),
        choices=SupervisionLevel.choices,
        initial=SupervisionLevel.ORDER,
        widget=forms.RadioSelect,
        help_text=_("督办须出具督办单（D15），案件标注“督办”；提醒只通知承办单位。"),
    )
    reason = forms.CharField(label=_("督办事由"), max_length=LONG, widget=text_area(4))
    due_on = DayField(
        label=_("反馈期限"), required=False, help_text=_("不填的，按规则登记簿的期限。")
    )


class AnswerSupervisionForm(forms.Form):
    """What was done since."""

    answer = forms.CharField(label=_("办理情况和下一步"), max_length=LONG, widget=text_area(5))


class CloseSupervisionForm(forms.Form):
    """The superior's last word."""

    remark = forms.CharField(
        label=_("销号意见"),
        required=False,
        max_length=LONG,
        widget=text_area(3),
        help_text=_("对方还没有反馈的，必须写明为什么销号。"),
    )


class RaiseForm(forms.Form):
    """Why a reminder becomes an order."""

    reason = forms.CharField(label=_("升级的理由"), max_length=LONG, widget=text_area(3))
    due_on = DayField(
        label=_("反馈期限"), required=False, help_text=_("不填的，按规则登记簿的期限。")
    )
