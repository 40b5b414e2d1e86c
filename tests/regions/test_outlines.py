import re
from importlib.resources import files

from hypothesis import given, settings, strategies as st

from smart315.regions import queries
from smart315.web.desk import maps
from smart315.web.figures import mapping


def test_every_prefecture_has_an_outline_inside_the_picture():
    found = queries.outlines()

    assert {each.code for each in found} == {each.code for each in queries.children("630000")}
    for each in found:
        assert 0 < each.x < queries.MAP_WIDTH
        assert 0 < each.y < queries.MAP_HEIGHT
        assert each.path.startswith("M")
        assert each.path.endswith("Z")


def test_the_darkest_is_where_most_is_and_nothing_is_blank():
    areas = {each.outline.code: each for each in maps.map_of({"630100": 8, "632700": 1}).areas}

    assert (areas["630100"].shade, areas["632700"].shade, areas["632800"].shade) == (4, 1, 0)
    assert areas["630100"].short == "西宁"


def test_a_map_of_nothing_is_blank():
    assert {each.shade for each in maps.map_of({}).areas} == {0}


COUNTIES = [each.code for top in queries.outlines() for each in queries.children(top.code)]


def points(path):
    """Return every corner of an outline, walked along its steps."""
    for ring in re.findall(r"M([-\d]+),([-\d]+)l([^z]+)z", path):
        x, y = int(ring[0]), int(ring[1])
        yield x, y
        for step in ring[2].split():
            along, down = step.split(",")
            x, y = x + int(along), y + int(down)
            yield x, y


def test_every_county_has_an_outline_whose_corners_fill_its_box():
    found = queries.county_outlines()

    assert sorted(outline.code for outline, _box in found) == sorted(COUNTIES)
    for outline, box in found:
        corners = list(points(outline.path))
        assert len(corners) >= 3
        assert (box.left, box.right) == (min(x for x, _y in corners), max(x for x, _y in corners))
        assert (box.top, box.bottom) == (min(y for _x, y in corners), max(y for _x, y in corners))
        assert 0 <= box.left < box.right <= queries.COUNTY_WIDTH
        assert 0 <= box.top < box.bottom <= queries.COUNTY_HEIGHT


def test_neighbours_share_their_border_to_the_last_corner():
    """A corner on a common border belongs to both: no gap opens between two counties."""
    corners = {o.code: set(points(o.path)) for o, _box in queries.county_outlines()}

    for one, other in (("630102", "630105"), ("632801", "632822"), ("632521", "632523")):
        assert len(corners[one] & corners[other]) >= 2


def test_the_outlines_are_small_enough_to_lie_in_every_page():
    data = files("smart315.regions") / "data" / "qinghai_county_outlines.csv"

    assert len(data.read_bytes()) < 30_000


COUNTS = st.dictionaries(st.sampled_from(COUNTIES), st.integers(0, 5000), max_size=12)


@settings(deadline=None)
@given(COUNTS, st.sampled_from(["", "630100", "632700"]))
def test_each_county_is_as_dark_as_the_legend_says_and_each_count_is_written_once(counts, where):
    found = mapping.county_map(counts, where)

    shown = {each.outline.code: each for each in found.areas}
    assert set(shown) == {each for each in COUNTIES if not where or each[:4] == where[:4]}
    ranges = {each.shade: (each.least, each.most) for each in found.legend}
    for code, area in shown.items():
        assert area.count == counts.get(code, 0)
        least, most = ranges[area.shade]
        assert least <= area.count <= most
    words = [each.outline.code for sheet in found.sheets for each in sheet.words]
    assert sorted(words) == sorted(code for code, area in shown.items() if area.count)
