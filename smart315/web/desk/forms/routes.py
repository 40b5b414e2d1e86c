"""Writing a routing rule: when it applies, who then gets the complaint, since when."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from smart315.accounts import queries as accounts
from smart315.casework import taxonomy
from smart315.casework.codes import PurchaseChannel, RespondentRole
from smart315.casework.parts import Reach
from smart315.casework.queries import RuleView
from smart315.casework.routes import Route
from smart315.regions import queries as regions
from smart315.web.desk.forms.fields import DayField, LongSelect, YuanField


BREAKS = re.compile(r"[\s,，、;；]+")
ANY = ("", _("不限"))


class PlacesField(forms.CharField):
    """Divisions by name or code, several in a row; cleaned to codes."""

    def clean(self, value: Any) -> list[str]:
        """Return the codes; raise ValidationError naming what is no division."""
        found = []
        for each in filter(None, BREAKS.split(super().clean(value))):
            code = each if regions.known(each) else regions.resolve(each)
            if not code:
                raise ValidationError(gettext("没有“%(place)s”这个地区。") % {"place": each})
            found.append(code)
        return found

    def prepare_value(self, value: Any) -> Any:
        """Show the names of codes; leave what somebody typed as it is."""
        if isinstance(value, list):
            return "、".join(regions.name(each) or each for each in value)
        return value


class CategoriesField(forms.CharField):
    """Categories by code, several in a row."""

    def clean(self, value: Any) -> list[str]:
        """Return the codes; raise ValidationError naming what is none."""
        found = [each for each in BREAKS.split(super().clean(value)) if each]
        for each in found:
            if not taxonomy.known(each, *taxonomy.CATEGORIES):
                raise ValidationError(gettext("没有“%(code)s”这个类别。") % {"code": each})
        return found

    def prepare_value(self, value: Any) -> Any:
        """Show the codes with marks between."""
        return "、".join(value) if isinstance(value, list) else value


class RouteForm(forms.Form):
    """One rule; what is left empty does not narrow."""

    name = forms.CharField(label=_("名称"), max_length=80)
    priority = forms.IntegerField(
        label=_("次序"),
        min_value=1,
        max_value=999,
        initial=100,
        help_text=_("数字小的先看，第一条适用的规则决定。"),
    )
    regions = PlacesField(
        label=_("经营地在"), required=False, help_text=_("名称或者代码，用顿号隔开，含其下级。")
    )
    regions_but = PlacesField(label=_("经营地不在"), required=False)
    consumer_regions = PlacesField(label=_("消费者在"), required=False)
    across = forms.ChoiceField(
        label=_("消费者与经营者"),
        required=False,
        choices=[ANY, ("prefecture", _("跨市州")), ("province", _("跨省"))],
    )
    categories = CategoriesField(
        label=_("商品或服务类别"), required=False, help_text=_("类别代码，例如 G09、S13-01。")
    )
    business_kind = forms.ChoiceField(
        label=_("经营者身份"), required=False, choices=[ANY, *RespondentRole.choices]
    )
    purchase_channel = forms.ChoiceField(
        label=_("购买渠道"), required=False, choices=[ANY, *PurchaseChannel.choices]
    )
    platform = forms.CharField(label=_("平台名称含"), required=False, max_length=80)
    least_fen = YuanField(label=_("争议金额不少于（元）"), required=False)
    reach = forms.ChoiceField(label=_("由谁受理"), choices=Reach.choices)
    organisation_id = forms.TypedChoiceField(
        label=_("指定单位"), required=False, coerce=int, empty_value=None, widget=LongSelect
    )
    officer = forms.CharField(
        label=_("建议的承办人"),
        required=False,
        max_length=60,
        help_text=_("指定单位调解员的登录名；分派时预先选中，不自动分派。"),
    )
    most_load = forms.IntegerField(
        label=_("该单位人均在办少于（件）"),
        required=False,
        min_value=1,
        max_value=9999,
        help_text=_("达到这个数时跳过本规则，看下一条。"),
    )
    basis = forms.CharField(label=_("依据"), max_length=200)
    valid_from = DayField(label=_("自何日起"))
    valid_to = DayField(label=_("至何日"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(each.pk, each.name) for each in accounts.network()]
        self.fields["organisation_id"].choices = [("", gettext("请选择")), *named]  # type: ignore[attr-defined]

    def clean_officer(self) -> int | None:
        """Return whom the name means."""
        name = self.cleaned_data["officer"].strip()
        found = accounts.user_named(name) if name else None
        if name and found is None:
            raise ValidationError(gettext("没有这个登录名。"))
        return found.pk if found else None

    def route(self) -> Route:
        """Return the rule that was written."""
        data = dict(self.cleaned_data)
        return Route(officer_id=data.pop("officer"), **data)


def initial_of(view: RuleView) -> dict[str, Any]:
    """Return what the form shows of a rule that is to be replaced."""
    rule = view.rule
    same = (
        "name", "priority", "regions", "regions_but", "consumer_regions", "across", "categories",
        "business_kind", "purchase_channel", "platform", "least_fen", "reach", "organisation_id",
        "most_load", "basis", "valid_to",
    )  # fmt: skip
    shown = {name: getattr(rule, name) for name in same}
    return {**shown, "officer": rule.officer.username if rule.officer else ""}


class EndRouteForm(forms.Form):
    """The last day of a rule."""

    last_day = DayField(label=_("最后一天"))
