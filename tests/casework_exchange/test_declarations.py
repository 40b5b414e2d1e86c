"""A source is declared, not programmed."""

import pytest

from smart315.casework.exchange import declarations
from smart315.casework.exchange.declarations import Source
from smart315.kernel.verdicts import Refused


OWN = """
name: 旧系统
origin: old
columns:
  external_id: "{编号}"
  received_on: "{日期}"
  text: "{内容}\\n备注：{备注}"
"""


@pytest.mark.parametrize("name", declarations.names())
def test_every_shipped_declaration_can_be_read(name):
    source = declarations.named(name)

    assert source.name == name
    source.check(list(source.used))


def test_an_association_may_write_its_own(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")

    source = declarations.named(str(path))

    assert source.used == ("编号", "日期", "内容", "备注")
    assert source.columns["text"].text({"内容": "掉毛", "备注": ""}) == "掉毛"
    assert source.columns["text"].text({"内容": "掉毛", "备注": "急"}) == "掉毛\n备注：急"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("received_on:", "recieved_on:"), "recieved_on"),
        (("  text:", "  title:"), "text is not declared"),
        (("origin: old", ""), "origin"),
        (("columns:", "columns: ["), "own.yaml"),
        (('"{编号}"', "{form: x}"), "form"),
    ],
)
def test_a_fault_in_a_declaration_is_named(tmp_path, change, reason):
    path = tmp_path / "own.yaml"
    path.write_text(OWN.replace(*change), encoding="utf-8")

    with pytest.raises(Refused, match=reason):
        declarations.named(str(path))


def test_an_unknown_declaration_is_answered_with_those_there_are():
    with pytest.raises(Refused, match="可用的有：canonical、car、heimao、petitions"):
        declarations.named("cars")


def test_another_table_is_refused_with_the_columns_expected_and_found():
    with pytest.raises(Refused) as refusal:
        declarations.named("heimao").check(["投诉标题", "投诉详情", "投诉问题", "对象"])

    assert "缺少列：投诉对象、投诉要求" in str(refusal.value)
    assert "应有的列：投诉对象、投诉标题、投诉详情、投诉问题、投诉要求" in str(refusal.value)
    assert "文件中的列：投诉标题、投诉详情、投诉问题、对象" in str(refusal.value)


def test_a_misspelt_canonical_column_is_refused_and_a_missing_one_is_empty():
    canonical = declarations.named("canonical")

    with pytest.raises(Refused, match="不认识的列：ammount_yuan"):
        canonical.check(["received_on", "text", "ammount_yuan"])
    with pytest.raises(Refused, match="重复的列：text"):
        canonical.check(["received_on", "text", "text"])
    canonical.check(["received_on", "text"])


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"template": "G09-01"}, "G09-01"),
        ({"template": "{brand} {model}"}, "吉利 星越"),
        ({"template": "{brand}\n{none}"}, "吉利"),
        ({"template": "{brand}", "values": {"吉利": "吉利汽车"}}, "吉利汽车"),
        ({"template": "{brand}", "values": {"奇瑞": "奇瑞汽车"}}, "吉利"),
        ({"template": "{brand}", "values": {"奇瑞": "奇瑞汽车"}, "otherwise": "其他"}, "其他"),
        ({"template": "{none}", "values": {"奇瑞": "奇瑞汽车"}, "otherwise": "其他"}, ""),
    ],
)
def test_a_text_is_made_as_declared(options, text):
    assert Source(**options).text({"brand": "吉利", "model": "星越", "none": ""}) == text
