"""What the consumer is told and agrees to, one by one (个人信息保护法 §17, §23)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.casework.filing import CONSENTS
from smart315.web.filing.pieces import Piece


class ConsentsPiece(Piece):
    """Four separate ticks; none is set beforehand."""

    consent_truth = forms.BooleanField(
        label=_("我保证所填内容真实，并愿意承担不实的后果。"),
        error_messages={"required": _("请确认所填内容真实，否则不能提交。")},
    )
    consent_privacy = forms.BooleanField(
        label=_("我已阅读《个人信息保护说明》，同意消费者协会为办理本件投诉处理我的个人信息。"),
        error_messages={"required": _("请阅读并同意《个人信息保护说明》，否则无法办理。")},
    )
    consent_share_with_business = forms.BooleanField(
        label=_("我同意把协商、调解所必需的信息（投诉内容、材料和我的姓氏）提供给被投诉的商家。"),
        error_messages={
            "required": _("不向商家提供必要的信息，就无法协商和调解；请确认是否同意。")
        },
    )
    consent_mediation = forms.BooleanField(
        label=_("我愿意由消费者协会组织调解；调解自愿，我可以随时退出。"),
        error_messages={"required": _("消费者协会以调解方式处理争议，请确认是否愿意。")},
    )

    def consents(self) -> dict[str, bool]:
        """Return which consents were given, as a filing carries them."""
        return {name: bool(self.cleaned_data.get(f"consent_{name}")) for name in CONSENTS}
