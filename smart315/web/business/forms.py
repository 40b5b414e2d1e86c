"""What a business is asked: its answer, its material, its proof of performance."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from smart315.businesses.actions import Bounds
from smart315.casework.codes import OFFERS, AnswerCode, Audience
from smart315.web.desk.forms.fields import DayField, YuanField, text_area


LONG = 2000
KINDS = _("图片、PDF、Word、Excel每个不超过20MB，录音录像不超过50MB。")


class SeveralFiles(forms.ClearableFileInput):
    """A control in which several files can be chosen at once."""

    template_name = "django/forms/widgets/input.html"
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; what each of them is, the documents room decides."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:  # noqa: ARG002
        """Return the files that were chosen."""
        chosen = [each for each in (data or []) if each]
        if self.required and not chosen:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return chosen


def answers() -> list[tuple[str, Any]]:
    """Return the closed list in groups: what is granted, what is not, what is not ours."""
    offers = [(each.value, each.label) for each in AnswerCode if each in OFFERS]
    wrong = (AnswerCode.WRONG_BUSINESS.value, AnswerCode.WRONG_BUSINESS.label)
    refusals = [(each.value, each.label) for each in AnswerCode if each.value.startswith("refuse")]
    return [
        ("", gettext("请选择")),
        (gettext("同意"), offers),
        (gettext("不同意"), refusals),
        (gettext("投诉对象有误"), [wrong]),
    ]


class AnswerForm(forms.Form):
    """One answer from the closed list, with what it promises."""

    code = forms.ChoiceField(
        label=_("怎样答复"), choices=answers, error_messages={"required": _("请选择一项答复。")}
    )
    amount = YuanField(
        label=_("金额（元）"),
        required=False,
        help_text=_("同意退款、退货退款、赔偿或者部分同意的，请写明金额，例如 128.50。"),
    )
    promised_on = DayField(
        label=_("承诺在哪一天之前办到"),
        required=False,
        help_text=_("同意的，请写明日期，不能早于今天。"),
        error_messages={"invalid": _("请填写日期，例如 2026-09-30。")},
    )
    text = forms.CharField(
        label=_("写给消费者的话"),
        required=False,
        max_length=LONG,
        widget=text_area(4),
        help_text=_("消费者和消协都会看到。不同意的，请写明理由。"),
        error_messages={"max_length": _("最多2000字，请缩短。")},
    )
    to_association = forms.CharField(
        label=_("只写给消协的话"),
        required=False,
        max_length=LONG,
        widget=text_area(2),
        help_text=_("消费者看不到，例如涉及商业秘密的情况。"),
        error_messages={"max_length": _("最多2000字，请缩短。")},
    )

    in_advance = forms.BooleanField(
        label=_("先行赔付：责任一时难以分清，由平台先赔给消费者"),
        required=False,
        help_text=_("须选择一项“同意”的答复，并写明金额。消费者和消协会看到这是先行赔付。"),
    )

    def __init__(self, *given: Any, advance: bool = False, **more: Any) -> None:
        """`advance`: the pledge has 先行赔付, so it may be offered."""
        super().__init__(*given, **more)
        if not advance:
            del self.fields["in_advance"]

    def arguments(self) -> dict[str, Any]:
        """Return what the action takes."""
        data = dict(self.cleaned_data)
        data["amount_fen"] = data.pop("amount")
        return data


class EvidenceForm(forms.Form):
    """Material of the business."""

    material = FilesField(
        label=_("选择文件（可以一次选多个）"),
        help_text=KINDS,
        error_messages={"required": _("请选择要上传的文件。")},
    )
    purpose = forms.CharField(
        label=_("这些材料说明什么"),
        max_length=80,
        required=False,
        error_messages={"max_length": _("说明最多80个字，请缩短。")},
    )
    private = forms.BooleanField(label=_("只给消协看，不给消费者看"), required=False)

    @property
    def audience(self) -> Audience:
        """Return who else may look at it."""
        return Audience.BUSINESS if self.cleaned_data["private"] else Audience.ALL


class PerformanceForm(forms.Form):
    """How the promise was kept."""

    note = forms.CharField(
        label=_("怎样履行的"),
        max_length=LONG,
        widget=text_area(3),
        help_text=_("例如：9月3日原路退款299元。消费者会收到通知，由他确认。"),
        error_messages={
            "required": _("请说明怎样履行的，例如退款的时间和方式。"),
            "max_length": _("最多2000字，请缩短。"),
        },
    )
    material = FilesField(label=_("凭证（可以一次选多个）"), required=False, help_text=KINDS)
    advance_amount = YuanField(
        label=_("其中由平台先行赔付多少元"),
        required=False,
        help_text=_("没有先行赔付的，留空。消费者和消协会看到。"),
    )
    advance_on = DayField(label=_("先行赔付的日期"), required=False)

    def __init__(self, *given: Any, advance: bool = False, **more: Any) -> None:
        """`advance`: the pledge has 先行赔付, so it may be recorded."""
        super().__init__(*given, **more)
        if not advance:
            del self.fields["advance_amount"], self.fields["advance_on"]

    def arguments(self) -> dict[str, Any]:
        """Return what the action takes, the files apart."""
        data = self.cleaned_data
        paid = {"advance_fen": data.get("advance_amount"), "advance_on": data.get("advance_on")}
        return {"note": data["note"], **paid}


class AdvanceForm(forms.Form):
    """What holds of every advance payment that is recorded at once; each pays what was agreed."""

    advance_on = DayField(
        label=_("先行赔付的日期"), error_messages={"required": _("请填写先行赔付的日期。")}
    )
    note = forms.CharField(
        label=_("怎样支付的"),
        max_length=LONG,
        widget=text_area(3),
        help_text=_("例如：由平台赔付账户原路退回。消费者会收到通知，由他确认。"),
        error_messages={"required": _("请说明怎样支付的。")},
    )


class LeaveForm(forms.Form):
    """From when a business receives no more complaints, and why."""

    begins_on = DayField(label=_("从哪一天起退出"), error_messages={"required": _("请选择日期。")})
    reason = forms.CharField(
        label=_("原因"),
        max_length=200,
        widget=text_area(2),
        help_text=_("消协会看到，消费者看不到。例如：春节放假、停业装修。"),
        error_messages={
            "required": _("请写明原因，最多200字。"),
            "max_length": _("请写明原因，最多200字。"),
        },
    )

    def __init__(self, *given: Any, bounds: Bounds, **more: Any) -> None:
        """`bounds` is what the register allows of breaks."""
        super().__init__(*given, **more)
        self.bounds = bounds


class PauseForm(LeaveForm):
    """From when until when, and why."""

    ends_on = DayField(
        label=_("暂停的最后一天"),
        error_messages={"required": _("请选择日期。")},
    )
    field_order = ("begins_on", "ends_on", "reason")

    def __init__(self, *given: Any, bounds: Bounds, **more: Any) -> None:
        super().__init__(*given, bounds=bounds, **more)
        said = gettext("第二天起自动恢复接收，也可以提前恢复。最长%(days)s天。")
        self.fields["ends_on"].help_text = said % {"days": bounds.longest}
        self.fields["begins_on"].label = _("从哪一天起暂停")
        self.fields["begins_on"].help_text = _("选今天的，提交后立即暂停。")
