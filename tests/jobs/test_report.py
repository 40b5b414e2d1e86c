"""`smart315 report` as the operator runs it: files, one line of data, and refusals in words."""

import hashlib
import json
from collections import Counter
from fractions import Fraction

import pytest
from django.core.management import CommandError
from django.utils.timezone import localdate

from smart315.casework.models import Complaint
from smart315.casework.states import Stage
from smart315.insight.analyses.printing import FORMATS
from smart315.measures.periods import Period
from smart315.measures.rounding import rounded
from tests.given import casework, counting


pytestmark = pytest.mark.django_db
STREET, TOWNSHIP = "630102001", "630102100"  # 东关大街街道, 乐家湾镇
YEAR = Period.read("2026")


@pytest.fixture(autouse=True)
def facts(settings, tmp_path):
    settings.FACTS = tmp_path / "facts"


@pytest.fixture
def counted():
    counting.complaints()
    return [
        each
        for each in Complaint.objects.exclude(accepted_at=None)
        if each.accepted_at and localdate(each.accepted_at) in YEAR
    ]


def told(smart315, *words):
    return smart315("report", *words, "--json").outcome


def cells(data, table, column):
    (found,) = [each for each in data["tables"] if each["key"] == table]
    return {row["code"]: row["cells"][column] for row in found["rows"]}


@pytest.mark.usefixtures("counted")
def test_every_format_is_written_into_the_folder_and_the_hash_is_said(smart315, tmp_path):
    folder = tmp_path / "new" / "folder"

    said = smart315("report", "2026", "--out", str(folder)).out

    written = sorted(folder.iterdir())
    assert [each.name for each in written] == sorted(f"national-2026-630000.{e}" for e in FORMATS)
    frozen = (folder / "national-2026-630000.json").read_bytes()
    assert hashlib.sha256(frozen).hexdigest() in said
    assert all(str(each) in said for each in written)


def test_every_count_of_the_line_of_data_follows_from_the_complaints_themselves(counted, smart315):
    data = told(smart315, "2026")

    everything = len(counted)
    of = {
        "nature": Counter(each.nature_code for each in counted if each.nature_code),
        "kinds": Counter(
            {"G": "goods", "S": "services", "O": "other"}[each.category_code[0]]
            for each in counted
            if each.category_code
        ),
        "goods": Counter(e.category_code[:3] for e in counted if e.category_code[:1] == "G"),
        "services": Counter(e.category_code[:3] for e in counted if e.category_code[:1] == "S"),
    }
    for table, counts in of.items():
        shown = cells(data, table, "count")
        assert {code: c["value"] for code, c in shown.items() if c["value"]} == counts
        for code, cell in cells(data, table, "share_pct").items():
            assert (cell["numerator"], cell["denominator"]) == (counts[code], everything)
            exact = Fraction(100 * counts[code], everything)
            assert cell["text"] == str(rounded(exact, 2))
    for table in ("goods_top", "services_top"):
        leaves = Counter(
            each.category_code
            for each in counted
            if each.category_code[:1] == table[0].upper() and "-" in each.category_code
        )
        shown = {code: cell["value"] for code, cell in cells(data, table, "count").items()}
        assert shown == leaves
        assert list(shown.values()) == sorted(shown.values(), reverse=True)


def test_every_indicator_of_the_line_of_data_follows_from_the_complaints(counted, smart315):
    shown = cells(told(smart315, "2026"), "totals", "value")

    solved = [each for each in counted if each.outcome in {"settled", "mediated"}]
    assert shown["accepted"]["value"] == len(counted)
    assert shown["resolved"]["value"] == len(solved)
    rate = shown["resolve_rate"]
    assert (rate["numerator"], rate["denominator"]) == (len(solved), len(counted))
    assert rate["text"] == str(rounded(Fraction(100 * len(solved), len(counted)), 2))
    fen = sum(each.recovered_fen or 0 for each in counted if each.closed_at)
    assert shown["recovered_loss"]["numerator"] == fen
    assert shown["recovered_loss"]["text"] == str(rounded(Fraction(fen, 1_000_000), 2))


@pytest.mark.usefixtures("counted")
def test_the_same_order_has_the_same_hash_and_another_place_another(smart315):
    first = told(smart315, "2026")

    assert told(smart315, "2026")["sha256"] == first["sha256"]
    county = told(smart315, "2026", "--region", "城东区", "--level", "county")
    assert county["region"] == {"code": "630102", "name": "城东区"}
    assert county["sha256"] != first["sha256"]
    canonical = {key: value for key, value in first.items() if key not in {"sha256", "files"}}
    text = json.dumps(canonical, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == first["sha256"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("2026Q5",), "“2026Q5”不是期间；请写成年度"),
        (("spring",), "请写成年度（2024）、半年（2019H1）"),
        (("2026", "--region", "广州市"), "请写明地区的代码或者名称"),
        (("2026", "--level", "county"), "请写明地区的代码或者名称"),
        (
            ("2026", "--level", "county", "--region", "西宁市"),
            "青海省西宁市不是县（市、区）级的地区",
        ),
        (("2026", "--region", "630102001"), "到县一级为止"),
        (("2026", "--places", "9"), "小数位数为0到4"),
    ],
)
@pytest.mark.usefixtures("counted")
def test_what_cannot_be_ordered_is_refused_with_the_remedy(smart315, words, says):
    with pytest.raises(CommandError) as refused:
        smart315("report", *words, "--json")

    assert says in str(refused.value)


@pytest.mark.usefixtures("counted")
def test_without_a_folder_and_without_data_nothing_would_come_of_it(smart315):
    with pytest.raises(CommandError, match="--out"):
        smart315("report", "2026")


def test_the_rural_report_counts_what_lies_in_a_township_and_no_street_of_a_town(counted, smart315):
    assert any(each.region_id == STREET for each in counted)
    casework.a_complaint(
        Stage.ACCEPTED, phone="13897016666", respondent_region_code=TOWNSHIP, nature_code="N03"
    )

    data = told(smart315, "2026", "--analysis", "rural")

    assert cells(data, "totals", "value")["accepted"]["value"] == 1
    natures = cells(data, "nature", "count")
    assert {code: each["value"] for code, each in natures.items() if each["value"]} == {"N03": 1}
    assert {code: each["value"] for code, each in cells(data, "prefectures", "count").items()} == {
        "630100": 1
    }
