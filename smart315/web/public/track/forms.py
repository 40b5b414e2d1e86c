"""The questions of each deed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.casework.codes import OFFERS, AnswerCode, Audience, ConsentMatter, Resolved
from smart315.kernel import money
from smart315.web.filing import Piece


YES, PARTLY, NO = "yes", "partly", "no"


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


class SupplementForm(Piece):
    """What was missing."""

    answer = forms.CharField(
        label=_("补充说明"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"max_length": _("补充说明最多5000字，请缩短。")},
    )
    material = FilesField(label=_("上传文件（可以一次选多个）"), required=False)

    def clean(self) -> dict[str, Any]:
        """Require a word or a file."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("answer") and not data.get("material"):
            self.add_error("answer", _("请填写补充说明，或者上传所缺材料。"))
        return data


class AddForm(Piece):
    """More evidence."""

    material = FilesField(
        label=_("选择文件（可以一次选多个）"),
        help_text=_(
            "图片、PDF、Word、Excel、录音、视频；图片和文件每个不超过20MB，录音录像不超过50MB。"
        ),
        error_messages={"required": _("请选择要上传的文件。")},
    )
    purpose = forms.CharField(
        label=_("这些材料说明什么"),
        max_length=80,
        required=False,
        error_messages={"max_length": _("说明最多80个字，请缩短。")},
    )


class OfferPiece(Piece):
    """The offer that was on the page."""

    answer_id = forms.IntegerField(widget=forms.HiddenInput)


class TakeForm(OfferPiece):
    """Nothing is asked but whether."""


class DeclineForm(OfferPiece):
    """Why not."""

    reason = forms.CharField(
        label=_("不接受的原因"),
        max_length=500,
        required=False,
        help_text=_("商家会看到；写清您的要求，便于它提出新的方案。"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("原因最多500字，请缩短。")},
    )


class OptOutForm(Piece):
    """Nothing is asked but whether."""


class PerformanceForm(Piece):
    """Whether the promise was kept."""

    kept = forms.ChoiceField(
        label=_("商家按约定办到了吗？"),
        choices=[(YES, _("办到了")), (PARTLY, _("只办到一部分")), (NO, _("没有办到"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择商家办到没有。")},
    )
    note = forms.CharField(
        label=_("补充说明"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("说明最多500字，请缩短。")},
    )


class JudgeForm(Piece):
    """The consumer's own verdict."""

    resolved = forms.ChoiceField(
        label=_("问题解决了吗？"),
        choices=Resolved.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择问题是否解决。")},
    )
    satisfaction = forms.ChoiceField(
        label=_("您对办理过程满意吗？"),
        choices=[
            ("5", _("5分 很满意")),
            ("4", _("4分 满意")),
            ("3", _("3分 一般")),
            ("2", _("2分 不满意")),
            ("1", _("1分 很不满意")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择1至5分。")},
    )
    comment = forms.CharField(
        label=_("想说的话"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("最多1000字，请缩短。")},
    )


class WithdrawForm(Piece):
    """Why, and whether because it was settled."""

    satisfied = forms.ChoiceField(
        label=_("为什么撤回？"),
        choices=[(YES, _("问题已经解决")), (NO, _("没有解决，但不想继续了"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择撤回时问题是否已经解决。")},
    )
    reason = forms.CharField(
        label=_("撤回的原因"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("请写明撤回的原因。"),
            "max_length": _("原因最多500字，请缩短。"),
        },
    )


class CompanionForm(Piece):
    """Somebody who complains together with the reader."""

    name = forms.CharField(
        label=_("他的姓名"),
        max_length=40,
        error_messages={"required": _("请填写他的姓名。")},
    )
    phone = forms.CharField(
        label=_("他的手机号码"),
        max_length=40,
        help_text=_("请他到“查进度”，用这个号码的短信验证码确认；确认以前消协不会给他发短信。"),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel"}),
        error_messages={"required": _("请填写他的手机号码。")},
    )
    claim = forms.CharField(label=_("他的要求"), max_length=200, required=False)
    amount = forms.CharField(
        label=_("他要求的金额（元）"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def clean_amount(self) -> int | None:
        """Return the fen, or None when nothing was written."""
        return fen_of(self.cleaned_data["amount"])


class ConsentForm(Piece):
    """What a represented person says."""

    matter = forms.ChoiceField(
        label=_("关于什么"),
        choices=ConsentMatter.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择关于什么。")},
    )
    given = forms.ChoiceField(
        label=_("您同意吗"),
        choices=((YES, _("同意")), (NO, _("不同意"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择同意还是不同意。")},
    )


class LeaveForm(Piece):
    """Why somebody leaves the others."""

    reason = forms.CharField(
        label=_("为什么退出"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写明退出的原因。")},
    )


class AnswerProposalForm(Piece):
    """Whether a proposal is accepted."""

    accepts = forms.ChoiceField(
        label=_("您接受这个方案吗"),
        choices=((YES, _("接受")), (NO, _("不接受"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择接受还是不接受。")},
    )
    reason = forms.CharField(label=_("为什么不接受"), max_length=500, required=False)


class ProposeForm(Piece):
    """What the consumer would agree to."""

    code = forms.ChoiceField(
        label=_("办法"), choices=[(each.value, each.label) for each in AnswerCode if each in OFFERS]
    )
    amount = forms.CharField(
        label=_("金额（元）"), max_length=20, required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip
    perform_by = forms.DateField(
        label=_("最迟在哪一天办到"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("请填写日期。"),
            "invalid": _("请填写日期，例如 2026-09-30。"),
        },
    )
    text = forms.CharField(
        label=_("说明"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_amount(self) -> int | None:
        """Return the fen, or None when nothing was written."""
        return fen_of(self.cleaned_data["amount"])


class RecusalForm(Piece):
    """Why the mediator should step aside."""

    reason = forms.CharField(
        label=_("申请回避的理由"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请写明申请回避的理由。")},
    )


class SayForm(Piece):
    """A message, and who reads it."""

    text = forms.CharField(
        label=_("内容"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("请填写内容。")},
    )
    audience = forms.ChoiceField(
        label=_("给谁看"),
        choices=((Audience.CONSUMER.value, _("只给消协")), (Audience.ALL.value, _("消协和商家"))),
        widget=forms.RadioSelect,
        initial=Audience.CONSUMER.value,
    )


def fen_of(text: str) -> int | None:
    """Return the fen of an amount as typed, None when nothing was; raise ValidationError."""
    try:
        return money.fen_from_yuan(text) if text else None
    except ValueError:
        raise forms.ValidationError(
            _("请以元为单位填写金额，最多两位小数，例如 128.50。")
        ) from None
