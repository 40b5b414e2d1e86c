"""Every document says what the handbook's table demands of it (§2.8), read back from its PDF."""

import pytest

from smart315.casework import letters
from smart315.casework.letters import OTHER_ROUTES, TITLES
from smart315.documents import queries as files
from tests.documents.reading import fonts_of, ink_of, text_of, words
from tests.given.letters import issued


pytestmark = pytest.mark.usefixtures("_world")

ROUTES = tuple(str(each) for each in OTHER_ROUTES)
COMPOSED = ("羽绒服质量问题", "多名消费者反映羽绒服掉毛", "依法查处", "前（15个工作日内）书面答复")
DEMANDED: dict[str, tuple[str, ...]] = {
    "D01": (
        "周颖",
        "13897001234",
        "大众街18号3单元",
        "西宁高原红百货有限公司",
        "掉毛",
        "退款",
        "投诉人承诺：以上内容真实",
        "登记人",
        "2026年9月1日12:00",
    ),
    "D02": ("青消补字〔2026〕630102-1号", "购物凭证", "前补正", "逾期未补正", "周颖："),
    "D03": (
        "青消受字〔2026〕630102-1号",
        "予以受理",
        "办理人",
        "李敏",
        "联系电话",
        "自愿原则",
        "调解期限至2026年11月2日",
        "不影响你（单位）依法申请仲裁、提起诉讼",
        "诉讼时效",
    ),
    "D04": (
        "青消不受字〔2026〕630102-1号",
        "R01",
        "第十六条",
        "不属于消费争议的管辖范围",
        "第三十九条",
        "电话",
        *ROUTES,
    ),
    "D05": (
        "青消转字〔2026〕630102-1号",
        "城西区消费者协会：",
        "事由",
        "实际经营地在城西区",
        "随附材料",
        "前签收",
        "联系人：",
        "回执",
        "城东区消费者协会",
    ),
    "D06": (
        "青消查字〔2026〕630102-1号",
        "投诉摘要",
        "掉毛",
        "实施条例》第四十条",
        "5个工作日内",
        "证据资料",
        "其他意见",
    ),
    "D06b": (
        "青消邀字〔2026〕630102-1号",
        "西宁昆仑家电有限公司：",
        "实施条例》第四十条",
        "只能使用一次",
        "申请入驻",
        "随函附页",
    ),
    "D07": (
        "青消通字〔2026〕630102-1号",
        "调解时间：2026-09-06",
        "城东区消费者协会调解室",
        "调解员：李敏",
        "申请回避",
    ),
    "D08": (
        "青消调字〔2026〕630102-1号",
        "甲方（消费者）",
        "周颖",
        "乙方（经营者）",
        "争议事项和责任",
        "掉毛",
        "退款",
        "人民币299.00元",
        "银行转账",
        "2026年9月11日前",
        "签名、盖章或者指印",
        "调解员（签名）",
        "印章",
        "各执一份，本会留存一份",
        "三十日内",
        "司法确认",
    ),
    "D08a": (
        "青消调字〔2026〕630102-1号附件2",
        "调解协议书附件",
        "2.00元",
        "银行转账",
        "本人同意以上内容（签名）",
    ),
    "D08c": (
        "调解员李敏",
        "到场情况",
        "周颖",
        "投诉人陈述",
        "要求退款",
        "经营者陈述",
        "调解结果",
        "另行约期",
        "记录人（签名）",
    ),
    "D08b": ("争议事项", "协议内容", "人民币299.00元", "调解员（签名）"),
    "D09": ("青消终字〔2026〕630102-1号", "M03", "分歧较大", "证据返还", *ROUTES),
    "D10": ("青消和字〔2026〕630102-1号", "299.00元", "履行方式", "履行期限"),
    "D11": (
        "青消中字〔2026〕630102-1号",
        "中止调解通知书",
        "检测羽绒含量",
        "中止起始",
        "待原因消除",
    ),
    "D12": (
        "青消鉴字〔2026〕630102-1号",
        "质量检验检测院",
        "CMA210001234567",
        "羽绒含量",
        "当面封样",
        "费用承担",
        "由经营者预付",
    ),
    "D13": (
        "青消结字〔2026〕630102-1号",
        "调解成功",
        "挽回损失",
        "299.00元",
        "其中加倍赔偿",
        "违法线索",
        "审批意见",
        "同意",
    ),
    "D14": ("履行情况", "已履行", "满意度", "5分", "意见和建议", "回访人"),
    "D15": (
        "青消督字〔2026〕630100-1号",
        "城东区消费者协会：",
        "督办事由",
        "逾期未办结",
        "反馈期限",
        "2026年9月15日前",
        "反馈情况",
    ),
    "D16": (
        "青消谈字〔2026〕630102-1号",
        "多次被投诉",
        "9月20日10时",
        "法定代表人",
        "进货台账",
        "第三十九条",
    ),
    "D16b": ("谈话内容", "指出问题", "整改", "谈话人（签名）"),
    "D16c": ("整改意见", "规范进货", "10月1日前", "整改措施", "完成情况"),
    "D17": ("青消劝字〔2026〕630102-1号", "劝谕意见", "第三十九条", *COMPOSED),
    "D17b": ("青消改字〔2026〕630102-1号", "改进意见", "第三十九条", *COMPOSED),
    "D17c": ("青消建字〔2026〕630102-1号", "建议", *COMPOSED),
    "D18": ("青消函字〔2026〕630102-1号", "请求事项", "第三十七条第一款第四项", *COMPOSED),
    "D19": ("青消移字〔2026〕630102-1号", "书面反馈", "第三十六条", *COMPOSED),
    "D20": ("青消诉字〔2026〕630102-1号", "人民法院：", "支持起诉的意见", "第三十七条第一款第七项"),
    "D21": ("委托人", "周颖", "一般授权", "特别授权", "委托期限"),
    "D21f": ("委托人", "西宁高原红百货有限公司", "统一社会信用代码", "一般授权", "（盖章）"),
    "D21b": ("书面推选下列两人", "达成调解协议，须经被代表的投诉人同意"),
    "D21c": ("申请人", "被申请回避的调解员", "事实和理由"),
    "D21d": ("青消避字〔2026〕630102-1号", "周颖：", "同意回避", "系近亲属"),
    "D22": ("城东区人民法院", "周颖", "请求确认", "三十日内", "管辖依据", "不损害国家利益"),
    "D21e": ("受送达人", "周颖", "送达方式", "送达时间", "收件人（签名）"),
}
FACES = {
    "NotoSerifCJKsc-Regular",
    "NotoSerifCJKsc-Bold",
    "NotoSansCJKsc-Regular",
    "NotoSerifTibetan-Regular",
}


def test_every_document_of_the_handbook_can_be_written():
    assert {each.code for each in letters.letters()} == set(TITLES) == set(DEMANDED)
    assert {f"D{number:02}" for number in range(1, 22)} <= set(TITLES)


@pytest.mark.parametrize("code", DEMANDED)
def test_a_document_says_what_the_handbook_demands(code):
    document = issued(code)

    with files.open_content(document.pdf_id) as content:
        printed = content.read()
    read = text_of(printed)
    missing = [each for each in DEMANDED[code] if words(each) not in read]
    assert missing == []
    assert words(document.title) in read
    assert "核验码" in read
    assert fonts_of(printed) <= FACES
    assert all(share > 0.005 for share in ink_of(printed))


def test_a_letter_to_the_business_keeps_where_the_consumer_lives_to_itself():
    with files.open_content(issued("D06").pdf_id) as content:
        read = text_of(content.read())

    assert "13897001234" not in read
    assert "大众街" not in read
