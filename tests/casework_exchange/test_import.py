"""Complaints come in from a file: each row once, with its business, history and limits."""

from datetime import date, datetime, timedelta

import pytest

from smart315.accounts.actors import Role
from smart315.audit import queries as audit
from smart315.casework import actions, queries
from smart315.casework.models import Clock, Complaint, Entry, Party
from smart315.casework.states import COMPLAINT, Stage
from smart315.kernel.verdicts import Refused
from tests.casework_exchange import files
from tests.given import NOON, SHANGHAI, accounts, businesses, casework


MARCH = datetime(2024, 3, 5, tzinfo=SHANGHAI)
APRIL = datetime(2024, 4, 1, tzinfo=SHANGHAI)


def the_complaint():
    return Complaint.objects.get()


def test_a_row_becomes_a_complaint_of_its_county(take):
    known = businesses.a_business("西宁高原红百货有限公司", region="630102")

    tally, _ = take(files.a_closed_row())

    assert (tally.created, tally.rejected) == (1, 0)
    complaint = the_complaint()
    assert complaint.number == "青消投〔2024〕630102-000001号"
    assert (complaint.origin, complaint.external_id) == ("canonical", "CD-1")
    assert complaint.organisation.region_id == complaint.region_id == "630102"
    assert complaint.business_id == known.pk
    assert (complaint.nature_code, complaint.category_code) == ("N03", "G02")
    assert complaint.channel == "phone"
    assert complaint.title == complaint.facts == "羽绒服掉毛，商家不给退货。"
    assert complaint.amount_fen == 29_900
    assert complaint.claims == [
        {"kind": "refund", "amount_fen": 29_900},
        {"kind": "apology", "amount_fen": None},
    ]


def test_a_closed_case_arrives_with_a_lawful_history_and_no_limits(take):
    take(files.a_closed_row())

    complaint = the_complaint()
    assert (complaint.stage, complaint.outcome) == (Stage.CLOSED, "mediated")
    assert (complaint.received_at, complaint.accepted_at) == (MARCH, MARCH)
    assert complaint.closed_at == complaint.stage_at == APRIL
    assert (complaint.recovered_fen, complaint.extra_compensation_fen) == (15_050, None)
    stage = COMPLAINT.initial
    for entry in complaint.entries.order_by("pk"):
        stage = COMPLAINT.after(entry.move, stage)
        assert entry.stage == stage
        assert MARCH <= entry.at <= APRIL
    assert not Clock.objects.exists()
    assert complaint.next_due_at is None


def test_what_was_inferred_says_so(take):
    take(files.a_closed_row())

    notes = {entry.move: entry.note for entry in Entry.objects.all()}
    assert notes.pop("submit") == notes.pop("close") == ""
    assert set(notes.values()) == {"日期由导入推定"}


@pytest.mark.parametrize(
    "stage", ["submitted", "supplement", "negotiating", "accepted", "investigating", "mediating"]
)
def test_an_open_case_gets_the_limits_of_a_live_one(take, stage):
    take(files.a_row(received_on="2026-09-01 12:00", stage=stage, nature="N03", category="G02"))
    imported = the_complaint()
    live = casework.a_complaint(Stage(stage))

    expected = {key: due for key, due in casework.running(live).items() if key != "business.reply"}
    assert casework.running(imported) == expected
    assert imported.next_due_at == live.next_due_at
    assert imported.next_due_key == live.next_due_key


def test_a_suspended_case_keeps_its_paused_limit(take):
    take(files.a_row(stage="调解中止"))

    clock = Clock.objects.get()
    assert (clock.key, clock.state) == ("mediation.limit", "paused")
    assert clock.pauses.get().resumed_at is None


@pytest.mark.parametrize("stage", [each for each in Stage if each is not Stage.DRAFT])
def test_every_stage_can_be_imported_and_read_by_its_officers(take, stage):
    ended = stage in {Stage.CLOSED, Stage.FOLLOWED_UP, Stage.ARCHIVED}
    row = files.a_closed_row(stage=stage.value) if ended else files.a_row(stage=stage.value)

    tally, refused = take(row)

    assert (tally.created, refused) == (1, [])
    case = queries.case(the_complaint().pk, accounts.li_min(), at=NOON)
    assert case is not None
    assert case.stage == stage


def test_work_goes_on_from_where_an_imported_case_stands(take):
    take(
        files.a_row(external_id="1", stage="待补正"),
        files.a_row(external_id="2", stage="达成协议"),
        files.a_row(external_id="3", stage="已转办"),
        files.a_row(external_id="4"),
    )
    ids = dict(Complaint.objects.values_list("external_id", "pk"))
    officer = accounts.officer("李敏", (Role.INTAKE_OFFICER, Role.MEDIATOR))

    actions.supplement(complaint_id=ids["1"], answer="小票已补。", by=officer, at=NOON)
    actions.verify_performance(complaint_id=ids["2"], note="已退款。", by=officer, at=NOON)
    actions.accept(
        complaint_id=ids["4"], nature_code="N03", category_code="G02", by=officer, at=NOON
    )

    stages = dict(Complaint.objects.values_list("external_id", "stage"))
    assert stages == {"1": "submitted", "2": "performed", "3": "transferred", "4": "accepted"}


def test_a_second_run_adds_nothing(take):
    rows = [files.a_closed_row(), files.a_row(external_id="CD-2"), files.a_row(external_id="")]
    take(*rows)

    tally, refused = take(*rows, at=NOON + timedelta(days=30))

    assert vars(tally) == {"created": 0, "unchanged": 3, "changed": 0, "rejected": 0}
    assert refused == []
    assert Complaint.objects.count() == 3


def test_the_same_row_twice_in_a_file_is_one_complaint(take):
    tally, _ = take(files.a_row(external_id=""), files.a_row(external_id=""))

    assert (tally.created, tally.unchanged) == (1, 1)


def test_a_row_without_a_number_is_the_same_when_the_case_has_moved_on(take):
    take(files.a_row(external_id="", received_on="2024-03-05", text="掉毛"))

    tally, refused = take(files.a_closed_row(external_id="", amount_yuan="", text="掉毛"))

    assert (tally.created, tally.changed) == (0, 1)
    assert "未改动" in refused[0].reason


def test_a_changed_row_does_not_overwrite_what_officers_work_on(take):
    take(files.a_row())

    tally, refused = take(files.a_row(text="羽绒服掉毛，已经协商。"))

    assert vars(tally) == {"created": 0, "unchanged": 0, "changed": 1, "rejected": 0}
    assert "与已导入的“青消投〔2026〕630102-000001号”内容不同，未改动" in refused[0].reason
    assert the_complaint().facts == "羽绒服掉毛，商家不给退货。"


def test_one_number_with_two_contents_in_a_file_is_a_fault(take):
    tally, refused = take(files.a_row(), files.a_row(text="别的事。"))

    assert (tally.created, tally.rejected) == (1, 1)
    assert refused[0].reason == "来源编号：与第2行的来源编号相同，内容不同"


def test_bad_rows_say_all_that_is_wrong_and_the_others_come_in(take):
    tally, refused = take(
        files.a_row(external_id="1"),
        files.a_row(
            external_id="2",
            received_on="2024-13-01",
            region_code="火星",
            nature="不知道",
            business_name="",
            uscc="91630000MA752XK1X1",
            amount_yuan="-5",
        ),
        files.a_row(external_id="3"),
    )

    assert (tally.created, tally.rejected) == (2, 1)
    assert refused[0].line.number == 3
    assert list(refused[0].problems) == [
        "received_on", "region_code", "nature", "business_name", "amount_yuan",
    ]  # fmt: skip
    assert refused[0].reason.startswith("收到日期：“2024-13-01”没有这一天，请核对日期；地区：")


@pytest.mark.parametrize(
    ("cells", "field", "reason"),
    [
        ({"received_on": ""}, "received_on", "没有收到日期"),
        ({"received_on": "2026-09-02"}, "received_on", "晚于今天"),
        ({"received_on": "2012-01-01"}, "received_on", "没有可用的办理期限规则"),
        ({"text": " "}, "text", "没有投诉内容"),
        ({"stage": "已办结", "closed_on": "2026-08-21"}, "outcome", "请写明办理结果"),
        ({"stage": "已归档", "outcome": "撤回"}, "closed_on", "请写明办结日期"),
        ({"stage": "已受理", "outcome": "撤回"}, "outcome", "尚未办结"),
        ({"closed_on": "2026-08-21"}, "closed_on", "尚未办结"),
        ({"outcome": "撤回", "closed_on": "2026-08-01"}, "closed_on", "早于收到日期"),
        ({"business_name": "店" * 121}, "business_name", "超过120个字"),
    ],
)
def test_a_row_that_cannot_be_is_rejected_with_the_reason(take, cells, field, reason):
    tally, refused = take(files.a_row(**cells))

    assert (tally.created, tally.rejected) == (0, 1)
    assert list(refused[0].problems) == [field]
    assert reason in refused[0].reason


def test_a_row_with_too_many_cells_is_rejected(take, tmp_path):
    path = tmp_path / "old.csv"
    path.write_text("received_on,text\n2026-08-20,掉毛,不退\n", encoding="utf-8")

    _, refused = take(path=path)

    assert refused[0].reason == "整行：这一行的格数比表头多，可能有逗号没有加引号"


def test_a_table_of_another_kind_writes_nothing(take):
    with pytest.raises(Refused, match="缺少列"):
        take({"编号": "1", "内容": "掉毛"})

    assert not Complaint.objects.exists()


def test_numbers_are_given_by_association_and_year_without_gaps(take):
    days = ["2025-12-31", "2026-01-02", "2026-01-01", "2026-01-03"]
    places = ["630102", "630102", "630104", "630102"]
    rows = [
        files.a_row(external_id=str(n), received_on=day, region_code=place)
        for n, (day, place) in enumerate(zip(days, places, strict=True))
    ]
    bad = files.a_row(external_id="bad", received_on="2026-01-02", nature="不知道")

    take(rows[0], bad, rows[1], batch=2)
    take(*rows)

    assert list(Complaint.objects.order_by("external_id").values_list("number", flat=True)) == [
        "青消投〔2025〕630102-000001号",
        "青消投〔2026〕630102-000001号",
        "青消投〔2026〕630104-000001号",
        "青消投〔2026〕630102-000002号",
    ]


def test_live_numbers_go_on_where_the_import_ended(take):
    take(files.a_row())

    assert casework.a_complaint().number == "青消投〔2026〕630102-000002号"


def test_without_a_place_a_row_falls_to_the_province_unless_all_go_to_one(take):
    take(files.a_row(external_id="1", region_code=""))
    take(files.a_row(external_id="2", region_code=""), organisation="城东区")

    found = Complaint.objects.order_by("external_id").values_list(
        "organisation__region", "region", "business__region", "routed_by"
    )
    assert [*map(list, found)] == [
        ["630000", None, None, "respondent_county"],
        # Here somebody named the association: no rule and no strategy did.
        ["630102", None, None, ""],
    ]


def test_a_place_without_an_association_takes_nothing(take):
    with pytest.raises(Refused, match="“门源县”没有消协组织"):
        take(files.a_row(), organisation="门源县")


def test_staff_import_for_their_own_association_only(take):
    archivist = accounts.archivist("630102")

    tally, refused = take(
        files.a_row(external_id="1"),
        files.a_row(external_id="2", region_code="630104"),
        by=archivist,
    )

    assert (tally.created, tally.rejected) == (1, 1)
    assert "您无权为“城西区消费者协会”导入投诉" in refused[0].reason
    with pytest.raises(Refused, match="没有导入投诉的权限"):
        take(files.a_row(external_id="3"), by=accounts.officer("回访员", Role.FOLLOW_UP))


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(take):
    rows = [files.a_row(external_id=str(n)) for n in range(5)]

    def kill(tally):
        if tally.created == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take(*rows, batch=2, progress=kill)
    assert Complaint.objects.count() == 4

    tally, _ = take(*rows, batch=2)

    assert (tally.created, tally.unchanged) == (1, 4)


def test_every_complaint_begins_its_record_with_the_import(take):
    take(files.a_row(external_id="1"), files.a_closed_row(external_id="2"))

    for complaint in Complaint.objects.all():
        event = audit.history(complaint.stream)[0]
        assert (event.kind, event.actor) == ("complaint.imported", "system:worker")
        assert complaint.facts not in event.data
    assert audit.verify().ok


def test_words_are_left_to_the_worker_and_there_is_no_complainant(take):
    take(files.a_row())

    assert the_complaint().words_at is None
    assert not Party.objects.exists()


def test_a_text_that_the_export_marked_is_itself_again(take):
    take(files.a_row(text="'=1+1 还是涨价"))

    assert the_complaint().facts == "=1+1 还是涨价"


def test_a_time_of_day_is_kept_and_the_last_day_is_today(take):
    take(files.a_row(received_on="2026-09-01 11:59:59"))

    assert the_complaint().received_at == NOON - timedelta(seconds=1)
    assert the_complaint().received_at.astimezone(SHANGHAI).date() == date(2026, 9, 1)
