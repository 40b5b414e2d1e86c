"""The declared sources: invented rows always, the real files where they are at hand."""

from pathlib import Path

import pytest

from smart315.accounts.actors import SYSTEM
from smart315.businesses.models import Business
from smart315.casework.actions import importing
from smart315.casework.models import Complaint, Entry, Party
from smart315.casework.states import COMPLAINT
from tests.given import NOON, SHANGHAI, businesses


DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
CAR = {
    "id": "480795", "brand": "雪豹汽车", "car_model": "雪豹", "type": "2020款 2.0L",
    "desc": "雪豹变速箱异响", "problem": "B84,A12,", "datetime": "2020-06-05",
    "status": "处理反馈", "src": "x",
}  # fmt: skip
HEIMAO = {
    "投诉标题": "虚假宣传", "投诉详情": "红包领不到。", "投诉对象": "高原拼拼客户服务",
    "投诉问题": "虚假宣传,客服不处理", "投诉要求": "退款,赔偿,退费,解释",
}  # fmt: skip
PETITION = {
    "留言编号": "188006", "留言用户": "A000102948", "留言主题": "影楼纳税了吗",
    "留言时间": "2019/2/28 11:25:05", "留言详情": "\n\t\t请查一查。\n\t",
    "反对数": "0", "点赞数": "3",
}  # fmt: skip


@pytest.mark.parametrize(
    ("mapping", "row"), [("car", CAR), ("heimao", HEIMAO), ("petitions", PETITION)]
)
def test_what_nobody_brought_to_the_association_is_kept_as_a_consultation(take, mapping, row):
    assert take(row, mapping=mapping)[0].created == 1

    complaint = Complaint.objects.get()
    assert (complaint.stage, complaint.accepted_at, complaint.next_due_at) == (
        "consult",
        None,
        None,
    )
    assert complaint.organisation.region_id == "630000"
    submit, consult = complaint.entries.order_by("pk")
    assert submit.at == complaint.received_at
    assert consult.at.astimezone(SHANGHAI).date() == NOON.date()
    assert take(row, mapping=mapping)[0].unchanged == 1


def test_a_car_complaint_names_its_brand_and_keeps_its_fault_codes(take):
    take(CAR, mapping="car")

    complaint = Complaint.objects.get()
    assert complaint.received_at.astimezone(SHANGHAI).isoformat() == "2020-06-05T00:00:00+08:00"
    assert complaint.facts == "雪豹变速箱异响\n故障代码：B84,A12"
    assert (complaint.brand, complaint.model) == ("雪豹汽车", "雪豹 2020款 2.0L")
    assert (complaint.category_code, complaint.nature_code) == ("G09-01", "N03")
    assert Business.objects.get().pk == complaint.business_id
    assert Business.objects.get().name == "雪豹汽车"
    assert Entry.objects.get(move="submit").note == "来源网站的状态：处理反馈"


@pytest.mark.parametrize(
    ("codes", "nature"),
    [("A1,H2,", "N03"), ("I293,J298,", "N01"), ("L313,", "N02"), ("A1,M279,", ""), ("", "")],
)
def test_fault_codes_of_one_kind_tell_the_nature(take, codes, nature):
    take(CAR | {"problem": codes}, mapping="car")

    assert Complaint.objects.get().nature_code == nature


def test_a_brand_that_is_an_alias_means_its_maker(take):
    maker = businesses.a_business("雪豹汽车制造有限公司")
    Business.objects.get(pk=maker.pk).aliases.create(name="雪豹", normal_name="雪豹", kind="brand")

    take(CAR | {"brand": "雪豹"}, mapping="car")

    complaint = Complaint.objects.get()
    assert (complaint.business_id, complaint.respondent_name) == (maker.pk, "雪豹")


def test_a_complaint_without_day_was_received_when_it_came_here(take):
    take(HEIMAO, mapping="heimao")

    complaint = Complaint.objects.get()
    assert complaint.received_at.astimezone(SHANGHAI).isoformat() == "2026-09-01T00:00:00+08:00"
    assert complaint.respondent_name == "高原拼拼"
    assert complaint.nature_code == "N04"
    assert [each["kind"] for each in complaint.claims] == ["refund", "compensate", "other"]
    assert complaint.facts.endswith("投诉问题：虚假宣传,客服不处理\n投诉要求：退款,赔偿,退费,解释")


def test_a_message_keeps_its_moment_its_votes_and_its_pseudonym(take):
    take(PETITION, mapping="petitions")

    complaint = Complaint.objects.get()
    assert complaint.received_at.astimezone(SHANGHAI).isoformat() == "2019-02-28T11:25:05+08:00"
    assert (complaint.title, complaint.facts) == ("影楼纳税了吗", "请查一查。")
    assert (complaint.business_id, complaint.respondent_name) == (None, "")
    assert Party.objects.get().name == "A000102948"
    assert Entry.objects.get(move="submit").note == "点赞数：3；反对数：0"


def test_a_new_source_is_a_new_declaration(take, tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text(
        """
name: 旧登记簿
origin: ledger
columns:
  external_id: "{编号}"
  received_on: "{日期}"
  text: "{内容}"
  stage: {from: "{状态}", values: {了: closed}, otherwise: submitted}
  outcome: {from: "{状态}", values: {了: mediated}, otherwise: ""}
  closed_on: "{了结}"
""",
        encoding="utf-8",
    )
    rows = [
        {"编号": "1", "日期": "2024年1月2日", "内容": "掉毛", "状态": "了", "了结": "2024年2月1日"},
        {"编号": "2", "日期": "2026年8月2日", "内容": "缺斤", "状态": "未", "了结": ""},
    ]

    tally, refused = take(*rows, mapping=str(own))

    assert (tally.created, refused) == (2, [])
    stages = Complaint.objects.filter(origin="ledger").order_by("external_id")
    assert list(stages.values_list("stage", flat=True)) == ["closed", "submitted"]


@pytest.mark.parametrize(
    ("mapping", "file", "count"),
    [
        ("car", "car/complaints.csv", 2700),
        ("heimao", "heimao/complaints.csv", 100),
        ("petitions", "petitions/hot_topics.xlsx", 4326),
    ],
)
def test_the_real_file_comes_in_whole_and_once(qinghai, mapping, file, count):
    path = DATA / file
    if not path.exists():
        pytest.skip(f"{file} is not at hand: it is measured with, and not part of the repository")

    def run():
        return vars(importing.import_file(path=path, mapping=mapping, by=SYSTEM, at=NOON))

    assert run() == {"created": count, "unchanged": 0, "changed": 0, "rejected": 0}
    assert run() == {"created": 0, "unchanged": count, "changed": 0, "rejected": 0}
    found = Complaint.objects.filter(origin=mapping)
    assert found.count() == count
    assert not found.filter(facts="").exists()
    assert found.filter(business=None).count() == (count if mapping == "petitions" else 0)
    moves = set(Entry.objects.values_list("move", "stage"))
    assert moves == {("submit", "submitted"), ("consult", "consult")}
    assert COMPLAINT.moves["consult"].sources == {COMPLAINT.moves["submit"].target}
