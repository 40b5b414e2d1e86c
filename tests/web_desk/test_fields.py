"""Fields of the desk's forms."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.test import SimpleTestCase

from smart315.web.desk.forms.fields import LongSelect, YuanField, optional_day, optional_int
from smart315.web.templatetags.desk import form_fields


CHOICES = [("", "全部 <&>"), ("家电", [("G01", "家用电器"), ("G01-01", "手机")]), (3, "三")]


@pytest.mark.parametrize("value", ["", "G01-01", 3, None, "没有的"])
def test_a_long_select_box_says_what_a_plain_one_says(value):
    attrs = {"id": "id_x", "class": "form-select", "aria-invalid": "true"}

    plain = forms.Select(choices=CHOICES).render("x", value, attrs)
    quick = LongSelect(choices=CHOICES).render("x", value, attrs)

    SimpleTestCase().assertHTMLEqual(plain, quick)


def test_yuan_are_kept_as_fen_and_shown_as_yuan():
    field = YuanField(required=False)

    assert field.clean("￥1,280.5元") == 128_050
    assert field.clean("") is None
    assert field.prepare_value(128_050) == "1280.50"
    assert field.prepare_value("一千") == "一千"
    with pytest.raises(ValidationError, match="以元为单位"):
        field.clean("一千")


def test_what_an_address_carries_is_read_or_left_out():
    assert (optional_int("12"), optional_int("-1"), optional_int("１２")) == (12, None, None)
    assert optional_day("2026-9-1") is None
    assert f"{optional_day('2026-09-01')}" == "2026-09-01"


def test_several_errors_are_named_on_top_with_a_link_to_each_and_one_is_not():
    class Form(forms.Form):
        name = forms.CharField(label="名称")
        kind = forms.ChoiceField(label="种类", choices=[("a", "甲")], widget=forms.RadioSelect)

    both = render_to_string("desk/parts/fields.html", form_fields(Form({})))
    one = render_to_string("desk/parts/fields.html", form_fields(Form({"kind": "a"})))

    assert "有 2 处需要改正" in both
    assert 'href="#id_name"' in both
    assert 'href="#id_kind_0"' in both
    assert 'id="id_kind_0"' in both
    assert "处需要改正" not in one
