"""What was exported can be imported again, and is then exported the same."""

import csv
from datetime import date, timedelta

import openpyxl
import pytest
from hypothesis import given as for_all, strategies as some

from smart315.accounts.actors import SYSTEM, Role
from smart315.audit import queries as audit
from smart315.casework import taxonomy
from smart315.casework.actions import exporting, importing
from smart315.casework.codes import Channel, ClaimKind, Outcome
from smart315.casework.exchange import canonical, columns, declarations, histories, incoming, sheets
from smart315.casework.exchange.canonical import Stored
from smart315.casework.exchange.tables import Line
from smart315.casework.models import AgreementText, Complaint
from smart315.casework.queries.exporting import Wanted, canonical_rows
from smart315.casework.states import Stage
from smart315.kernel.verdicts import Refused
from tests.casework_exchange import files
from tests.given import NOON, accounts, casework


def exported(tmp_path, name="out.csv", by=SYSTEM, **options):
    path = tmp_path / name
    exporting.export_file(path=path, by=by, at=NOON, **options)
    return path


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def an_empty_house():
    """Complaints gone, everything else as before."""
    # What was signed is kept from going by accident: the signed texts go first.
    AgreementText.objects.all().delete()
    Complaint.objects.all().delete()


def test_complaints_of_every_stage_come_back_the_same(qinghai, tmp_path):
    later = NOON + timedelta(days=20)
    for stage in (each for each in Stage if each is not Stage.DRAFT):
        casework.a_complaint(stage)
    first = exported(tmp_path, "first.csv")
    an_empty_house()

    refused = []
    tally = importing.import_file(
        path=first,
        mapping="canonical",
        by=SYSTEM,
        at=later,
        reject=lambda rejection, header: refused.append(rejection.reason),
    )

    assert refused == []
    assert tally.created == len(Stage) - 1
    assert exported(tmp_path, "second.csv").read_bytes() == first.read_bytes()


def test_a_workbook_comes_back_the_same(take, tmp_path):
    take(files.a_closed_row(), files.a_row(external_id="2", text="=1+1", business_name="-店"))
    first = exported(tmp_path, "first.xlsx")
    an_empty_house()

    take(path=first)

    def cells(path):
        return list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))

    assert cells(exported(tmp_path, "second.xlsx")) == cells(first)
    assert cells(first)[0] == columns.NAMES


def test_an_export_read_again_where_it_comes_from_adds_nothing(take, tmp_path):
    casework.a_complaint()
    take(files.a_closed_row(), files.a_row(external_id=""))
    path = exported(tmp_path)

    tally, _ = take(path=path)

    assert tally.created == 0
    assert Complaint.objects.count() == 3


def test_the_number_of_another_house_is_not_taken_for_ours(take):
    ours = casework.a_complaint()
    theirs = {"external_id": str(ours.number), "received_on": "2026-09-01"}

    tally, _ = take(files.a_row(**theirs, business_name="别的商行"))

    assert tally.created == 1
    assert take(files.a_row(**theirs, business_name=ours.respondent_name))[0].changed == 1


def test_a_complaint_of_another_source_is_known_by_that_source(take, tmp_path):
    row = {
        "id": "480795", "brand": "雪豹汽车", "car_model": "雪豹", "type": "2020款",
        "desc": "变速箱异响", "problem": "B84,", "datetime": "2020-06-05", "status": "处理反馈",
    }  # fmt: skip
    take(row, mapping="car")
    path = exported(tmp_path)

    assert [each["external_id"] for each in rows_of(path)] == ["car:480795"]
    assert take(path=path)[0].unchanged == 1

    an_empty_house()
    take(path=path)

    assert take(row, mapping="car")[0].created == 0


def test_personal_data_in_texts_is_masked_unless_wanted_in_full(take, tmp_path):
    take(files.a_row(text="请回电13897001234。"))

    assert rows_of(exported(tmp_path))[0]["text"] == "请回电138****1234。"
    assert rows_of(exported(tmp_path, full_text=True))[0]["text"] == "请回电13897001234。"


def test_a_text_is_no_formula_in_a_spreadsheet(take, tmp_path):
    take(files.a_row(text="=HYPERLINK(1)", business_name="+86商行"))

    row = rows_of(exported(tmp_path))[0]
    assert (row["text"], row["business_name"]) == ("'=HYPERLINK(1)", "'+86商行")


def test_an_export_is_narrowed_by_day_and_association(take, tmp_path):
    take(
        files.a_row(external_id="1", received_on="2026-08-01"),
        files.a_row(external_id="2", received_on="2026-08-31 23:59"),
        files.a_row(external_id="3", received_on="2026-08-15", region_code="630104"),
        files.a_row(external_id="4", received_on="2026-08-15", region_code=""),
    )

    def numbers(**options):
        return [row["external_id"] for row in rows_of(exported(tmp_path, **options))]

    assert numbers() == ["1", "3", "4", "2"]
    assert numbers(since=date(2026, 8, 2), until=date(2026, 8, 31)) == ["3", "4", "2"]
    assert numbers(until=date(2026, 8, 30)) == ["1", "3", "4"]
    assert numbers(organisation="城西区") == ["3"]
    assert numbers(organisation="西宁市") == ["1", "3", "2"]


def test_staff_take_out_what_they_see(take, tmp_path):
    take(files.a_row(external_id="1"), files.a_row(external_id="2", region_code="630104"))
    analyst = accounts.officer("分析员", Role.ANALYST, accounts.county("630102"))

    assert [row["external_id"] for row in rows_of(exported(tmp_path, by=analyst))] == ["1"]
    with pytest.raises(Refused, match="未遮盖个人信息"):
        canonical_rows(analyst, Wanted(full_text=True))
    with pytest.raises(Refused, match="没有导出投诉的权限"):
        canonical_rows(accounts.archivist(), Wanted())


def test_every_export_is_on_record(take, tmp_path):
    take(files.a_row())

    exported(tmp_path, since=date(2026, 1, 1), full_text=True)

    event = audit.history("exports")[-1]
    assert (event.kind, event.actor) == ("complaint.exported", "system:worker")
    assert '"rows":1' in event.data
    assert '"full_text":true' in event.data
    assert '"since":"2026-01-01"' in event.data


def test_a_failed_export_leaves_nothing_behind(take, tmp_path, monkeypatch):
    take(files.a_row())
    monkeypatch.setattr(sheets, "LONGEST_CELL", 5)
    out = tmp_path / "out"
    out.mkdir()

    with pytest.raises(Refused, match="请导出为 CSV"):
        exported(out, "out.xlsx")
    with pytest.raises(Refused, match="不能写文件"):
        exported(tmp_path / "none")

    assert list(out.iterdir()) == []
    assert audit.history("exports") == []


TEXTS = some.text(
    some.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), max_size=60
)
DAYS = some.timedeltas(timedelta(days=31), timedelta(days=12_000)).map(lambda age: NOON - age)
FEN = some.none() | some.integers(0, 10**12)
CLAIM = some.fixed_dictionaries({"kind": some.sampled_from(ClaimKind.values), "amount_fen": FEN})


@some.composite
def complaints(draw):
    """A complaint that casework may hold, as the export sees it."""
    stage = draw(some.sampled_from([each.value for each in Stage if each is not Stage.DRAFT]))
    received, ended = draw(DAYS), stage in histories.WITH_OUTCOME
    name = draw(TEXTS.filter(lambda text: not text or any(map(str.isalpha, text))))
    return Stored(
        number="青消投〔2026〕630102-000001号",
        origin="",
        external_id="",
        received_at=received,
        region_id=draw(some.sampled_from([None, "630000", "630100", "630102"])),
        channel=draw(some.sampled_from(Channel.values)),
        nature_code=draw(some.sampled_from(["", *(each.code for each in taxonomy.natures())])),
        category_code=draw(some.sampled_from(["", "G09", "G09-01", "S13"])),
        respondent_name=name,
        respondent_uscc=draw(some.sampled_from(["", "91630000MA752XK1X1", "无"])) if name else "",
        facts=draw(TEXTS.filter(lambda text: bool(text.strip()))),
        amount_fen=draw(FEN),
        claims=draw(some.lists(CLAIM, max_size=3)),
        stage=stage,
        outcome=draw(some.sampled_from(Outcome.values)) if ended else "",
        closed_at=received + timedelta(days=draw(some.integers(0, 30))) if ended else None,
        recovered_fen=draw(FEN),
        extra_compensation_fen=draw(FEN),
    )


@for_all(stored=complaints(), full_text=some.booleans())
def test_whatever_a_complaint_holds_its_row_is_read_back_to_the_same_row(stored, full_text):
    row = canonical.row(stored, full_text=full_text)
    line = Line(2, row)

    read = incoming.read(line, list(columns.NAMES), declarations.named("canonical"), NOON)

    again = Stored(
        number=None,
        origin=read.origin,
        external_id=read.external_id,
        received_at=read.standing.received_at,
        region_id=read.region_code or None,
        channel=read.channel,
        nature_code=read.matter.nature_code,
        category_code=read.matter.category_code,
        respondent_name=read.matter.respondent_name,
        respondent_uscc=read.matter.respondent_uscc,
        facts=read.matter.facts,
        amount_fen=read.matter.amount_fen,
        claims=read.matter.claims,
        stage=read.standing.stage,
        outcome=read.standing.outcome or "",
        closed_at=read.standing.closed_at,
        recovered_fen=read.standing.recovered_fen,
        extra_compensation_fen=read.standing.extra_fen,
    )
    assert canonical.row(again, full_text=full_text) == row
