"""The classification answers to codes, Chinese names and the names people really use."""

import shutil

import pytest
import yaml

from smart315.casework import taxonomy
from smart315.casework.taxonomy import Kind, files


def test_the_ten_natures_come_in_statistical_order():
    names = [n.name for n in taxonomy.natures()]

    assert names == [
        *(
            "售后服务",
            "合同",
            "质量",
            "虚假宣传",
            "安全",
            "价格",
            "假冒",
            "人格权益",
            "计量",
            "其他",
        ),
    ]


def test_level_one_is_complete():
    assert [len(taxonomy.roots(k)) for k in (Kind.GOODS, Kind.SERVICES, Kind.OTHER)] == [10, 14, 1]


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("人格尊严", None, "N08"),
        ("汽车", None, "G09-01"),
        ("烟、酒和饮料类", Kind.GOODS, "G04"),
        ("烟酒和饮料", Kind.GOODS, "G04"),
        (" 美容美发 ", None, "S01-03"),
        ("g09-01", None, "G09-01"),
        ("其他", Kind.NATURE, "N99"),
        ("其他", Kind.OTHER, "O99"),
        ("停车", None, "S01-11"),
    ],
)
def test_a_node_is_found_by_code_name_or_alias(text, kind, code):
    found = taxonomy.find(text, kind)

    assert found is not None
    assert found.code == code


def test_an_ambiguous_name_finds_nothing_until_the_kind_is_said():
    assert taxonomy.find("其他") is None
    assert taxonomy.find("没有这一类") is None
    assert taxonomy.find("") is None


def test_categories_are_searched_without_the_natures():
    assert taxonomy.find_category("售后服务") is None
    assert taxonomy.find_category("其他") == taxonomy.node("O99")


def test_a_path_runs_from_level_one_down():
    assert [n.code for n in taxonomy.path("S13-03")] == ["S13", "S13-03"]
    assert taxonomy.node("S13-03").level == 2


def test_hints_walls_and_cards_are_inherited_with_the_own_ones_in_reach():
    assert set(taxonomy.hints("S13")) < set(taxonomy.hints("S13-03"))
    assert taxonomy.law_cards("S13-03")[0] == "SU-24"
    assert taxonomy.walls("S10-01")[0].blocking
    assert taxonomy.road(taxonomy.walls("S10-01")[0].road).name == "卫生健康部门"


def test_usual_natures_come_first_and_none_is_lost():
    usual = taxonomy.usual_natures("G03-01")

    assert [n.code for n in usual[:2]] == ["N03", "N05"]
    assert len(usual) == 10


def test_a_tibetan_reader_sees_tibetan_marked_as_unreviewed():
    quality = taxonomy.node("N03")

    assert quality.label("bo") != quality.label("zh-hans") == "质量"
    assert quality.machine


def test_a_code_is_known_only_within_its_kind():
    assert taxonomy.known("N03", Kind.NATURE)
    assert not taxonomy.known("N03", *taxonomy.CATEGORIES)
    assert not taxonomy.known("X1")


def test_the_files_are_sound():
    assert taxonomy.problems() == []


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(files.FOLDER, tmp_path, dirs_exist_ok=True)
    return tmp_path


def _spoil(copy, name, changes):
    path = next(copy.rglob(name))
    path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text("utf-8")) | changes), "utf-8")


@pytest.mark.parametrize(
    ("name", "changes", "sentence"),
    [
        ("G09-01.yaml", {"code": "G09-77"}, "the code inside is G09-77"),
        ("G09-01.yaml", {"parent": "G55"}, "its parent G55 is not there"),
        ("G09-01.yaml", {"name": "手机"}, "already taken by G01-01"),
        ("S10-01.yaml", {"walls": [{"text": " ", "road": "police"}]}, "a wall has no text"),
        ("S10-01.yaml", {"walls": [{"text": "找", "road": "moon"}]}, "an unknown road, moon"),
        ("S10-01.yaml", {"walls": [{"road": "police"}]}, "cannot be read"),
        ("S14.yaml", {"childless": ""}, "neither children nor a reason"),
        ("S14.yaml", {"law_cards": ["SU-31"]}, "unknown rule card SU-31"),
        ("S14.yaml", {"natures": ["N77"]}, "unknown nature N77"),
        ("S14.yaml", {"kind": "goods"}, "lies in services/"),
        ("S14.yaml", {"kind": "weather"}, "cannot be read"),
    ],
)
def test_a_spoilt_file_is_reported(copy, name, changes, sentence):
    _spoil(copy, name, changes)

    assert any(sentence in fault for fault in taxonomy.problems(copy))
