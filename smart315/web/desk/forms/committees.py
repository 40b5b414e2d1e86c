"""A committee: what it is called and hears, and the roster of its term."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext, gettext_lazy as _

from smart315.accounts import queries as accounts
from smart315.accounts.queries import Organisation
from smart315.casework import taxonomy
from smart315.community.roster import Roster, Seat
from smart315.web.desk.forms.fields import DayField, text_area


class DescribeForm(forms.Form):
    """What a committee is called and which disputes it hears."""

    name = forms.CharField(
        label=_("名称"),
        max_length=80,
        help_text=_("例如：青海省家用汽车消费纠纷人民调解委员会。"),
    )
    industry = forms.CharField(label=_("行业"), max_length=40, help_text=_("例如：家用汽车。"))
    categories = forms.MultipleChoiceField(
        label=_("受理的商品或者服务类别"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 10}),
        help_text=_(
            "可以多选；选上级类别的，包括它的下级。委派时，这些类别的投诉优先列出该委员会。"
        ),
    )
    multi_ethnic = forms.BooleanField(
        label=_("多民族居住的地区"),
        required=False,
        help_text=_("换届时应当有人数较少民族的成员（《人民调解法》第八条）。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["categories"].choices = _categories()  # type: ignore[attr-defined]


class FoundForm(DescribeForm):
    """At which association, and since when."""

    organisation_id = forms.TypedChoiceField(label=_("设立单位"), coerce=int)
    founded_on = DayField(label=_("设立日期"), initial=localdate)
    field_order = ("organisation_id", "name", "industry", "categories", "founded_on")

    def __init__(self, *args: Any, places: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(each.pk, each.name) for each in places]
        self.fields["organisation_id"].choices = rows  # type: ignore[attr-defined]


class TermForm(forms.Form):
    """Three years with a roster; the law's demands are declared of the whole."""

    begins_on = DayField(label=_("任期自"), initial=localdate)
    members = forms.CharField(
        label=_("委员"),
        max_length=4000,
        widget=text_area(9),
        help_text=_(
            "每行一人：姓名，单位，专长，用户名（没有账户的不填）。第一行是主任。3至9人，任期3年。"
        ),
    )
    women = forms.IntegerField(label=_("其中妇女人数"), min_value=0, max_value=9)
    smaller_groups = forms.BooleanField(
        label=_("有人数较少民族的成员"),
        required=False,
        help_text=_("由委员会整体声明，不登记个人的民族。"),
    )

    def clean_members(self) -> list[Seat]:
        """Return who is to serve; raise ValidationError for an account that there is not."""
        lines = [each for each in self.cleaned_data["members"].splitlines() if each.strip()]
        return [_seat(line, chair=number == 0) for number, line in enumerate(lines)]

    def roster(self) -> Roster:
        """Return who is to serve."""
        data = self.cleaned_data
        return Roster(data["members"], data["women"], data["smaller_groups"], multi_ethnic=False)


def in_lines(members: Any) -> str:
    """Return members as the form takes them, to begin the next term with."""
    rows = []
    for each in members:
        account = each.user.username if each.user else ""
        rows.append("，".join((each.name, each.workplace, each.skill, account)).rstrip("，"))
    return "\n".join(rows)


def _seat(line: str, *, chair: bool) -> Seat:
    parts = [each.strip() for each in line.replace(",", "，").split("，")]
    name, workplace, skill, account = (*parts, "", "", "", "")[:4]
    user = accounts.user_named(account) if account else None
    if account and user is None:
        message = gettext("没有用户名“%(account)s”，或者账户已停用。") % {"account": account}
        raise forms.ValidationError(message)
    return Seat(name, workplace, skill, user_id=user.pk if user else None, chair=chair)


def _categories() -> list[tuple[str, Any]]:
    """Return all categories, the second level under the first."""
    return [
        (root.name, [(each.code, f"{each.code} {each.name}") for each in _with_below(root)])
        for kind in taxonomy.CATEGORIES
        for root in taxonomy.roots(kind)
    ]


def _with_below(root: Any) -> list[Any]:
    return [root, *taxonomy.children(root.code)]
