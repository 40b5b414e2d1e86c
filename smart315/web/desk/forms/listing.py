"""The form beside the list; it sends a link, and keeps what cannot be read where it stands."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from smart315.accounts.queries import Organisation
from smart315.casework.codes import Channel
from smart315.casework.states import Stage
from smart315.web.desk import narrowing
from smart315.web.desk.forms.businesses import categories, natures
from smart315.web.desk.forms.fields import DayField, LongSelect


STAGES = [stage for stage in Stage if stage is not Stage.DRAFT]
GROUPS = ("open", "to_assign", "to_close", "to_sign", "to_call")


class ListForm(forms.Form):
    """Everything by which the list can be narrowed."""

    q = forms.CharField(label=_("编号、内容、经营者或电话"), required=False)
    stage = forms.ChoiceField(widget=LongSelect, label=_("状态"), required=False)
    due = forms.ChoiceField(widget=LongSelect, label=_("期限"), required=False)
    organisation = forms.ChoiceField(
        widget=LongSelect, label=_("办理单位（含下级）"), required=False
    )
    category = forms.ChoiceField(widget=LongSelect, label=_("商品或服务"), required=False)
    nature = forms.ChoiceField(widget=LongSelect, label=_("投诉性质"), required=False)
    channel = forms.ChoiceField(
        widget=LongSelect,
        label=_("来源"),
        required=False,
        choices=[("", _("全部")), *Channel.choices],
    )
    received_from = DayField(label=_("收到日期 从"), required=False)
    received_to = DayField(label=_("到"), required=False)
    mine = forms.BooleanField(label=_("只看我承办的"), required=False)
    own = forms.BooleanField(label=_("只看本单位办理的"), required=False)
    below = forms.BooleanField(label=_("只看下级办理的"), required=False)
    supervised = forms.BooleanField(label=_("只看督办中的"), required=False)

    def __init__(self, *args: Any, tree: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = gettext("全部")
        groups = [(name, narrowing.stage_words(name)) for name in GROUPS]
        choices: dict[str, list[Any]] = {
            "stage": [
                ("all", everything),
                (gettext("分组"), groups),
                (gettext("状态"), [(each.value, each.label) for each in STAGES]),
            ],
            "due": [("", everything), *((x, narrowing.due_words(x)) for x in narrowing.DUES)],
            "category": categories(everything),
            "nature": natures(everything),
            "organisation": [("", everything), *_indented(tree)],
        }
        for name, each in choices.items():
            self.fields[name].choices = each  # type: ignore[attr-defined]


def _indented(tree: list[Organisation]) -> list[tuple[int, str]]:
    top = min((each.depth for each in tree), default=0)
    return [(each.pk, "　" * (each.depth - top) + each.name) for each in tree]
