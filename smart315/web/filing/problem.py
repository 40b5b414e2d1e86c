"""What was bought, what went wrong, and whether the dispute has been taken elsewhere."""

from django import forms
from django.utils.translation import gettext_lazy as _

from smart315.casework import taxonomy
from smart315.casework.codes import PriorChannel
from smart315.web.filing.pieces import Piece


class WhatPiece(Piece):
    """The category of goods or services, by its code."""

    category_code = forms.CharField(
        label=_("买了什么"),
        max_length=8,
        error_messages={"required": _("请选择商品或者服务的类别。")},
    )

    def clean_category_code(self) -> str:
        """Return the code of a category that has none below it."""
        code = str(self.cleaned_data["category_code"])
        if not taxonomy.known(code, *taxonomy.CATEGORIES):
            raise forms.ValidationError(_("没有这个类别，请重新选择。"), code="unknown")
        return code


class NaturePiece(Piece):
    """What went wrong, one of the ten natures."""

    nature_code = forms.ChoiceField(
        label=_("出了什么问题"),
        choices=lambda: [(node.code, node.name) for node in taxonomy.natures()],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("请选择问题的性质；拿不准的，选最接近的一项。"),
            "invalid_choice": _("没有这一项，请重新选择。"),
        },
    )


class PriorPiece(Piece):
    """Where else the same dispute has been taken (handbook §0.1-3)."""

    prior_channel = forms.ChoiceField(
        label=_("同一件事，您是否已经向别的单位提出过？"),
        choices=PriorChannel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请说明是否已经向别的单位提出过。")},
    )
    prior_detail = forms.CharField(
        label=_("向哪个单位、什么时候提出，结果如何"),
        max_length=150,
        required=False,
        widget=forms.TextInput,
    )
