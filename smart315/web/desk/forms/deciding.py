"""Deciding whether to take a complaint on (T02-T05, T08, T09)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.casework import taxonomy
from smart315.casework.codes import RejectReason
from smart315.web.desk import suggesting
from smart315.web.desk.forms.businesses import categories, natures
from smart315.web.desk.forms.fields import text_area
from smart315.web.desk.forms.moves import LONG, MoveForm


# What is missing most often; the hints of the category stand before them.
USUAL_MATERIAL = (
    _("发票、小票、订单截图等购买凭证"),
    _("付款记录"),
    _("合同、协议或者充值记录"),
    _("商品、服务或者问题的照片、视频"),
    _("与经营者沟通的记录"),
    _("维修、检测、鉴定记录"),
    _("经营者的名称和地址"),
    _("投诉人的真实姓名、电话和通讯地址"),
    _("具体的投诉请求"),
    _("授权委托书和受托人身份证明"),
)


class RequestSupplementForm(MoveForm):
    """What is missing, from a list of what usually is, and in one's own words."""

    missing = forms.MultipleChoiceField(
        label=_("缺少的材料"), required=False, widget=forms.CheckboxSelectMultiple
    )
    other = forms.CharField(
        label=_("其他材料"),
        required=False,
        max_length=LONG,
        widget=text_area(2),
        help_text=_("每行一项。"),
    )
    note = forms.CharField(
        label=_("给投诉人的说明"),
        required=False,
        max_length=LONG,
        widget=text_area(3),
        help_text=_("写入补正通知书，投诉人会看到。"),
    )

    def prepare(self) -> None:
        """Offer the material that complaints of this category need."""
        code = self.case.complaint.category_code
        hints = taxonomy.hints(code) if taxonomy.known(code) else ()
        texts = dict.fromkeys([*hints, *map(str, USUAL_MATERIAL)])
        self.fields["missing"].choices = [(text, text) for text in texts]  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """Put what was ticked and what was written into one list."""
        data = self.cleaned_data
        return {"missing": [*data["missing"], *data["other"].splitlines()], "note": data["note"]}


class SupplementForm(MoveForm):
    """What the consumer brought by phone, post or in person."""

    answer = forms.CharField(
        label=_("投诉人补充的内容"),
        required=False,
        max_length=LONG,
        widget=text_area(4),
        help_text=_("材料请先在案件页添加，再回到此处记入。"),
    )


class AcceptForm(MoveForm):
    """The classification confirmed, and the door to 12315 looked at before it closes."""

    nature_code = forms.ChoiceField(label=_("投诉性质"))
    category_code = forms.ChoiceField(label=_("商品或者服务类别"))
    told = forms.BooleanField(
        label=_("已核对没有12315正在处理的同一争议，并已告知投诉人受理的后果"),
        error_messages={"required": _("请先核对并告知：受理后，市场监管部门不再受理同一争议。")},
    )

    def prepare(self) -> None:
        """Begin with the classification of the filing."""
        complaint = self.case.complaint
        self.fields["nature_code"].choices = natures()  # type: ignore[attr-defined]
        self.fields["category_code"].choices = categories()  # type: ignore[attr-defined]
        self.fields["nature_code"].initial = complaint.nature_code
        self.fields["category_code"].initial = complaint.category_code
        suggesting.add_hints(self.fields, complaint)

    def arguments(self) -> dict[str, Any]:
        """Leave out the tick: it is a duty of the officer, not a fact of the case."""
        return {name: self.cleaned_data[name] for name in ("nature_code", "category_code")}


class RejectForm(MoveForm):
    """A code of the closed list and the reason in words."""

    code = forms.ChoiceField(
        label=_("不予受理的理由"),
        choices=[(code.value, f"{code.value}　{code.label}") for code in RejectReason],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("具体理由"),
        max_length=LONG,
        widget=text_area(4),
        help_text=_("写入不予受理通知书，投诉人会看到。"),
    )


class ConsultForm(MoveForm):
    """The answer to what was a question."""

    reply = forms.CharField(
        label=_("答复"), max_length=LONG, widget=text_area(5), help_text=_("投诉人会看到。")
    )
