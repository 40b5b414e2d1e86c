from collections import Counter

import pytest

from smart315.regions import divisions, queries


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("63", "630000"),
        ("6301", "630100"),
        ("630102", "630102"),
        ("630102001", "630102001"),
        ("630102001000", "630102001"),
        ("630102001007", "630102001"),
        ("630102000000", "630102"),
        ("630000000000", "630000"),
        ("6301020", None),
        ("110101", None),
        ("青海省", "630000"),
        ("西宁市", "630100"),
        ("西宁", "630100"),
        ("城东区", "630102"),
        ("城东", "630102"),
        ("青海省西宁市城东区", "630102"),
        (" 青海省 西宁市 城东区 ", "630102"),
        ("青海省城东区", "630102"),
        ("西宁城东区东关大街街道", "630102001"),
        ("海北州", "632200"),
        ("海西蒙古族藏族自治州", "632800"),
        ("大通县", "630121"),
        ("玉树", "632700"),
        ("玉树市", "632701"),
        ("大柴旦行政委员会", "632857"),
        ("城关镇", None),
        ("海东市城东区", None),
        ("朝阳区", None),
        ("", None),
    ],
)
def test_a_code_or_a_name_is_understood(text, code):
    assert queries.resolve(text) == code


def test_every_full_name_and_code_leads_back():
    table = divisions.table()
    full_names = Counter(queries.full_name(code) for code in table)

    for code in table:
        full = queries.full_name(code)
        assert queries.resolve(code) == code
        assert queries.resolve(full) == (code if full_names[full] == 1 else None)


def test_a_division_knows_its_line():
    assert queries.full_name("630102001") == "青海省西宁市城东区东关大街街道"
    assert queries.county_of("630102001") == "630102"
    assert queries.prefecture_of("630102001") == "630100"
    assert queries.county_of("630100") == ""
    assert queries.prefecture_of("630000") == ""
    assert queries.full_name("110000") == queries.name("110000") == ""
    assert queries.name("630102") == "城东区"


def test_known_is_what_was_shipped():
    assert queries.known("630102")
    assert not queries.known("110000")
    assert str(divisions.table()["630102"].level.label) == "县（市、区）级"


def test_a_select_box_lists_what_lies_right_below():
    assert len(queries.options()) == 8
    assert queries.options("630100")[0] == ("630102", "城东区")
    assert queries.children("630102")[0].code == "630102001"
    assert queries.options("110000") == []


def test_searching_finds_the_nearest_names_first():
    assert [one.code for one in queries.search("玉树")][:2] == ["632700", "632701"]
    assert queries.search("城东 ")[0].code == "630102"
    assert len(queries.search("西宁", limit=5)) == 5
    assert queries.search(" ") == []


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("海北", "632200"),
        ("海北州", "632200"),
        ("海北藏族自治州", "632200"),
        ("大通", "630121"),
        ("东关大街街道", "630102001"),
        ("城关镇", "630100"),
    ],
)
def test_a_spelling_means_one_division_or_what_holds_all_of_that_name(spelling, code):
    assert queries.spellings()[spelling] == code
