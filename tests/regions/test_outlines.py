from smart315.regions import queries
from smart315.web.desk import drawing


def test_every_prefecture_has_an_outline_inside_the_picture():
    found = queries.outlines()

    assert {each.code for each in found} == {each.code for each in queries.children("630000")}
    for each in found:
        assert 0 < each.x < queries.MAP_WIDTH
        assert 0 < each.y < queries.MAP_HEIGHT
        assert each.path.startswith("M")
        assert each.path.endswith("Z")


def test_the_darkest_is_where_most_is_and_nothing_is_blank():
    areas = {each.outline.code: each for each in drawing.map_of({"630100": 8, "632700": 1}).areas}

    assert (areas["630100"].shade, areas["632700"].shade, areas["632800"].shade) == (4, 1, 0)
    assert areas["630100"].short == "西宁"


def test_a_map_of_nothing_is_blank():
    assert {each.shade for each in drawing.map_of({}).areas} == {0}
