"""What an applicant is asked: the business and its papers, a signature."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from smart315.businesses.actions import Applied, Terms, Upload
from smart315.businesses.queries import Application, Kind, uscc_warning
from smart315.businesses.states import PledgeKind
from smart315.web.filing import Piece
from smart315.web.filing.fields import OUTSIDE, PlaceField, UsccField


PAPERS = {
    "licence": _("请上传营业执照的照片或者扫描件。"),
    "authority": _("请上传盖章的授权书的照片或者扫描件。"),
}
PAPER = _("照片（JPG、PNG、HEIC）或者PDF，不超过20MB；按内容识别，改了后缀也认得出。")


class ApplicationForm(Piece):
    """The business and its papers; a doubtful code is pointed out once, then taken."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    pledge_kind = forms.ChoiceField(
        label=_("申请加入"),
        choices=[
            (PledgeKind.DIRECT.value, _("网上直通车：消费者对本单位的投诉直达本单位")),
            (PledgeKind.GREEN.value, _("电商绿色通道：平台为平台内全部店铺统一接收")),
        ],
        initial=PledgeKind.DIRECT.value,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=_("经营者名称"),
        max_length=200,
        help_text=_("营业执照上的全称。"),
        error_messages={"required": _("请填写营业执照上的名称。")},
    )
    uscc = UsccField(label=_("统一社会信用代码"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("主体类型"), choices=Kind.choices, initial=Kind.COMPANY)
    region = PlaceField(label=_("所在地"), blank=_("请选择"), required=False)
    address = forms.CharField(label=_("经营地址"), max_length=300, required=False)
    contact_name = forms.CharField(
        label=_("联系人姓名"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("请填写联系人姓名。")},
    )
    email = forms.EmailField(
        label=_("电子邮箱"),
        required=False,
        error_messages={"invalid": _("电子邮箱的格式不对，例如 name@example.com。")},
    )
    licence = forms.FileField(label=_("营业执照"), required=False, help_text=PAPER)
    authority = forms.FileField(
        label=_("授权书"),
        required=False,
        help_text=_("写明授权联系人处理消费投诉，加盖公章；个体工商户由经营者本人签名。"),
    )

    def __init__(self, *args: Any, papers_known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.papers_known = papers_known

    def clean(self) -> dict[str, Any]:
        """Ask for both papers at once with the rest: they have to be chosen again each time."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name, words in PAPERS.items():
            if not (self.papers_known or data.get(name) or name in self.errors):
                self.add_error(name, words)
        return data

    @property
    def warning(self) -> str:
        """Return what is doubtful about the code and was not pointed out before."""
        code = self.cleaned_data.get("uscc", "")
        return "" if code == self.cleaned_data.get("seen") else uscc_warning(code)

    def applied(self, phone: str) -> Applied:
        """Return what the action takes."""
        data = self.cleaned_data
        region = "" if data["region"] == OUTSIDE else data["region"]
        names = ("name", "contact_name", "uscc", "kind", "address", "email", "pledge_kind")
        return Applied(
            client_key=data["client_key"] or uuid4(),
            phone=phone,
            region=region,
            **{name: data[name] for name in names},
        )

    def upload(self, name: str) -> Upload | None:
        """Return the file that was chosen, if one was."""
        chosen = self.cleaned_data.get(name)
        return Upload(chosen.file, chosen.name) if chosen else None


class SignForm(Piece):
    """The terms of the pledge, who signs it, and that it was read."""

    respond_hours = forms.IntegerField(
        label=_("几小时内打开并回应"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("请填写小时数。"),
            "invalid": _("请填写小时数，例如 24。"),
        },
    )
    solve_hours = forms.IntegerField(
        label=_("几小时内提出解决方案"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("请填写小时数。"),
            "invalid": _("请填写小时数，例如 48。"),
        },
    )
    advance_compensation = forms.BooleanField(
        label=_("承诺先行赔付：责任一时难以分清的，先赔给消费者，再依法追偿"), required=False
    )
    signed_by = forms.CharField(
        label=_("签署人姓名"),
        max_length=60,
        error_messages={"required": _("请填写签署人姓名。")},
    )
    signed_as = forms.CharField(
        label=_("签署人职务"),
        max_length=60,
        help_text=_("例如法定代表人、负责人、经营者。"),
        error_messages={"required": _("请填写签署人职务。")},
    )
    agreed = forms.BooleanField(
        label=_("已阅读承诺书全文，有权代表经营者签署"),
        error_messages={"required": _("请阅读承诺书全文后勾选。")},
    )

    def __init__(self, *args: Any, hours: tuple[int, int], **kwargs: Any) -> None:
        initial = {"respond_hours": hours[0], "solve_hours": hours[1]}
        kwargs["initial"] = initial | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.hours = hours

    def clean(self) -> dict[str, Any]:
        """Refuse hours that are longer than the rule for all."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name, most in zip(("respond_hours", "solve_hours"), self.hours, strict=True):
            if data.get(name) and data[name] > most:
                self.add_error(name, gettext("不能超过规则规定的%(most)s小时。") % {"most": most})
        return data

    @property
    def terms(self) -> Terms:
        """Return the terms of the pledge."""
        data = self.cleaned_data
        return Terms(data["respond_hours"], data["solve_hours"], data["advance_compensation"])


def initial_of(application: Application) -> dict[str, Any]:
    """Return what stands in an application, for putting it right."""
    names = ("pledge_kind", "name", "uscc", "kind", "address", "contact_name", "email")
    region = application.region_id or ""
    return {name: getattr(application, name) for name in names} | {"region": region}
