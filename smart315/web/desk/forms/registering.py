"""Filing for somebody who called, came, or wrote: the whole filing form on one page."""

from copy import deepcopy

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smart315.casework import taxonomy
from smart315.casework.codes import Channel, Language, PriorChannel
from smart315.web.desk.forms.businesses import categories
from smart315.web.filing import FilingForm


DOORS = (Channel.PHONE, Channel.VISIT, Channel.LETTER, Channel.STATION)
# What the consumer reads as "you", the officer reads as the consumer.
WORDS: dict[str, tuple[Promise, Promise | str]] = {
    "name": (_("投诉人姓名"), ""),
    "phone": (_("联系电话"), _("手机或带区号的固定电话；核实验证码后才会收到短信。")),
    "region_code": (_("投诉人所在地"), ""),
    "address": (_("通讯地址"), ""),
    "language": (_("服务语言"), ""),
    "is_elder": (_("60周岁以上，优先电话联系"), ""),
    "respondent_name": (_("经营者名称"), _("全称、店招或代码；输入后在下方选定。")),
    "respondent_role": (_("身份"), ""),
    "respondent_region_code": (_("经营者所在地"), ""),
    "respondent_address": (_("经营地址"), ""),
    "respondent_phone": (_("经营者电话"), ""),
    "platform": (_("网购平台"), ""),
    "shop": (_("网店、直播间"), ""),
    "item": (_("商品或服务名称"), ""),
    "amount": (_("价款（元）"), _("还没有付款的填 0。")),
    "purchased_on": (_("购买日期"), ""),
    "known_on": (_("发现问题的日期"), ""),
    "facts": (_("事实经过"), _("按时间记录；不要写身份证号和银行卡号。")),
    "claims": (_("诉求"), ""),
    "prior_channel": (_("是否向其他单位提出过"), ""),
    "prior_detail": (_("何单位、何时、结果"), ""),
    "no_evidence_reason": (_("没有材料的原因"), ""),
    "consent_truth": (_("保证内容真实"), ""),
    "consent_privacy": (_("同意为办理本件投诉处理其个人信息（已宣读个人信息保护说明）"), ""),
    "consent_share_with_business": (_("同意向经营者提供必要的信息"), ""),
    "consent_mediation": (_("愿意由消费者协会调解，可以随时退出"), ""),
}


class RegisterForm(FilingForm):
    """Every question at once, in the words of the officer."""

    channel = forms.ChoiceField(
        label=_("来源"),
        choices=[(each.value, each.label) for each in DOORS],
        initial=Channel.PHONE,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择投诉的来源。")},
    )
    category_code = forms.ChoiceField(  # type: ignore[assignment]
        label=_("商品或服务类别"),
        choices=categories,
        error_messages={"required": _("请选择商品或者服务的类别。")},
    )
    nature_code = forms.ChoiceField(
        label=_("投诉性质"),
        choices=lambda: [("", "—"), *((each.code, each.name) for each in taxonomy.natures())],
        error_messages={"required": _("请选择问题的性质。")},
    )
    prior_channel = forms.ChoiceField(
        choices=PriorChannel.choices, error_messages={"required": _("请询问后选择。")}
    )
    language = forms.ChoiceField(choices=Language.choices, initial=Language.CHINESE)
    wants_direct = forms.BooleanField(
        label=_("经营者已入驻的，先直达经营者和解"),
        required=False,
        help_text=_("须投诉人同意；可以随时转由消协处理。"),
    )
    code = forms.CharField(
        label=_("短信验证码"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("请投诉人念出收到的6位数字；没有手机的可以不核实。"),
    )


def _worded(name: str) -> forms.Field:
    """Return the field with the officer's words; the consumer's own form keeps its own."""
    field = deepcopy(RegisterForm.base_fields[name])
    label, hint = WORDS[name]
    field.label, field.help_text = label, hint  # type: ignore[assignment]
    # The browser would fill in the officer, not the consumer.
    field.widget.attrs.pop("autocomplete", None)
    return field


RegisterForm.base_fields.update({name: _worded(name) for name in WORDS})
RegisterForm.base_fields["facts"].widget.attrs["rows"] = "5"
