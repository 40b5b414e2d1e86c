"""Whatever the incident, a paper's figures are those of its complaints, and nobody is in them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings, strategies as st

from smart315.casework.cards import Matter
from smart315.casework.queries import Harmed
from smart315.insight.analyses.numerals import figures
from smart315.insight.papers import counted
from smart315.insight.papers.catalogue import DECLARED
from smart315.insight.papers.compiling import written
from smart315.insight.papers.lifecycle import PaperKind
from smart315.insight.papers.material import Material
from smart315.insight.papers.objecting import findings
from smart315.insight.papers.written import Written


NOON = datetime(2026, 9, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
SHOPS = ("昆仑健身", "河湟超市", "青海湖客栈", "")
members = st.builds(
    lambda n, shop, nature, category, region, days, fen, people: Harmed(
        id=n,
        number=f"N{n}",
        external_id="",
        title="",
        respondent=f"name::{shop}" if shop else "",
        business_id=None,
        respondent_name=shop,
        nature_code=nature,
        category_code=category,
        region_code=region,
        organisation_id=1,
        received_at=NOON - timedelta(days=days),
        amount_fen=fen,
        stage="submitted",
        people=frozenset(people),
    ),
    st.integers(1, 10**6),
    st.sampled_from(SHOPS),
    st.sampled_from(("N01", "N02", "N03", "N05", "")),
    st.sampled_from(("S04-01", "G09-01", "")),
    st.sampled_from(("630102", "630104", "630202", "632801001", "630000", "")),
    st.integers(0, 400),
    st.integers(0, 10**10),
    st.sets(st.sampled_from([f"{n:064x}" for n in range(7)]), min_size=1, max_size=3),
)
beside = st.fixed_dictionaries({name: st.integers(0, 40) for name in ("copies", "injured", "dead")})
found = st.one_of(
    st.just({}),
    st.builds(
        lambda observed, expected, low, more: {
            "observed": observed, "expected": expected, "interval95": [low, low + more],
            "since": "2026-08-25", "until": "2026-08-31", "seldom": "14个月",
        },
        st.integers(1, 900), st.floats(0.01, 800).map(lambda x: round(x, 2)), st.integers(0, 300),
        st.integers(0, 300),
    ),
)  # fmt: skip


def complaints(row):
    return row.cells["complaints"].value


def material(some, aside, alarm):
    days = [each.received_at.date() for each in some]
    return Material(
        title="某事件", issuer="城东区消费者协会", province="青海省消费者协会", level="一般",
        respondents=SHOPS[:3], category="健身服务", matter=Matter("N02", "S04-01"),
        first=min(days), last=max(days), on=date(2026, 9, 1),
        tables=counted.tables(some, aside, alarm), said={}, reasons=("同一经营者",), found=alarm,
        absconded=True, in_media=True, lengths={"talk.improve": 15, "ct.objection": 15},
    )  # fmt: skip


@pytest.mark.parametrize("kind", PaperKind)
@settings(max_examples=15, deadline=None)
@given(some=st.lists(members, min_size=1, max_size=25), aside=beside, alarm=found)
def test_every_figure_of_a_draft_is_one_of_the_incident_s(kind, some, aside, alarm):
    declaration = DECLARED[kind]
    frozen = written(declaration, material(some, aside, alarm))

    for paragraphs in frozen.drafts.values():
        for each in paragraphs:
            for cited in each.references:
                table = frozen.table(cited.source.table)
                row = next(row for row in table.rows if row.code == cited.source.row)
                cell = row.cells[cited.source.column]
                assert Decimal(each.text[cited.start : cited.end]) == cell.value
    texts = frozen.drafted
    found = findings(Written(declaration, frozen, texts, frozen.data["words"]))
    assert [each for one in found.values() for each in one if each.fault] == []
    assert {key: len(figures(texts[key])) for key in found} == {
        key: len(each) for key, each in found.items()
    }


@given(some=st.lists(members, min_size=1, max_size=25), aside=beside)
@settings(deadline=None)
def test_the_tables_count_what_is_counted_a_second_way(some, aside):
    tables = {each.key: each for each in counted.tables(some, aside, {})}
    total = {row.code: row.cells["value"] for row in tables["total"].rows}

    assert total["complaints"].value == len(some)
    assert total["people"].value == len({one for each in some for one in each.people})
    assert total["yuan"].numerator == sum(each.amount_fen for each in some)
    assert total["businesses"].value == len({each.respondent for each in some} - {""})
    for key, code in (("natures", "nature_code"), ("categories", "category_code")):
        counts = [complaints(row) for row in tables[key].rows]
        assert counts == sorted(counts, reverse=True)
        assert sum(counts) == sum(bool(getattr(each, code)) for each in some)
    assert sum(complaints(row) for row in tables["months"].rows) == len(some)


@given(some=st.lists(members, min_size=1, max_size=20), aside=beside)
@settings(deadline=None)
def test_no_hash_of_a_person_gets_into_a_draft(some, aside):
    frozen = written(DECLARED[PaperKind.CLUE], material(some, aside, {}))

    for each in some:
        for person in each.people:
            assert person not in frozen.text


@pytest.mark.parametrize("kind", [each for each in PaperKind if not DECLARED[each].names])
@given(some=st.lists(members, min_size=1, max_size=20), aside=beside)
@settings(deadline=None, max_examples=20)
def test_a_paper_that_names_no_business_holds_no_business(kind, some, aside):
    whole = material(some, aside, {})
    without = [each for each in whole.tables if each.key != "businesses"]
    frozen = written(DECLARED[kind], Material(**{**vars(whole), "tables": tuple(without)}))

    for shop in SHOPS[:3]:
        assert shop not in frozen.text
