"""What officers write about a group."""

from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now, gettext_lazy as _

from smart315.accounts.actors import Actor
from smart315.insight import queries
from smart315.insight.queries import Belongs, Gathering
from smart315.web.desk.forms.fields import text_area


LONGEST = 200


class GroupForm(forms.Form):
    """A decision about a group, with its reason."""

    why = forms.CharField(
        label=_("理由"),
        max_length=LONGEST,
        widget=text_area(2),
        error_messages={"required": _("请写明理由。")},
    )

    def __init__(
        self, *args: Any, gathering: Gathering, actor: Actor, asked: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.gathering, self.actor, self.asked = gathering, actor, asked
        self.prepare()

    def prepare(self) -> None:
        """Begin with what stands there."""


class SplitForm(GroupForm):
    """Which complaints are another matter."""

    complaints = forms.TypedMultipleChoiceField(
        label=_("拆出哪些投诉"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("拆出的自成一组，系统不会再把它们和留下的放在一起。"),
        error_messages={"required": _("请选择要拆出的投诉。")},
    )
    field_order = ("complaints", "why")

    def prepare(self) -> None:
        """Offer the members, each with its copies after it."""
        self.fields["complaints"].choices = [  # type: ignore[attr-defined]
            (each.matter.id, _told(each)) for each in self.gathering.everybody
        ]


class MergeForm(GroupForm):
    """Which group it is part of: those whose title holds what was looked for."""

    into_id = forms.TypedChoiceField(
        label=_("并入哪一组"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择要并入的组。")},
    )
    field_order = ("into_id", "why")

    def prepare(self) -> None:
        """Offer the groups found."""
        found = queries.others_like(self.gathering.group, self.actor, self.asked)
        self.fields["into_id"].choices = [  # type: ignore[attr-defined]
            (
                each.pk,
                _now("%(title)s（%(n)s 件，%(people)s 人）")
                % {"title": each.title, "n": each.complaints, "people": each.people},
            )
            for each in found
        ]
        if not found:
            self.fields["into_id"].help_text = _("没有找到其他的组，请换几个字再查找。")


class ConfirmForm(GroupForm):
    """Why they belong together."""


class UndoForm(GroupForm):
    """Why the decision is taken back."""


def _told(member: Belongs) -> str:
    day = f"{localtime(member.matter.received_at):%m-%d}"
    name = member.matter.title if member.may_open else (member.matter.names or ("",))[-1]
    copied = _now("（重复）") if member.row.copy_of_id else ""
    words = "、".join(words for _kind, words, _weight in member.row.why[:3])
    return f"{day} {name}{copied} {words}".strip()
