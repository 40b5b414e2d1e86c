import pytest
from hypothesis import given, strategies as st

from smart315.kernel import masking


MASKS = [
    masking.mask_name,
    masking.mask_phone,
    masking.mask_id,
    masking.mask_address,
    masking.mask_email,
    masking.mask_plate,
    masking.mask_bank,
]
WRITTEN = st.text(
    "张欧阳司马青海省西宁市城东区县路号abXYZ0123456789@.-+ ·", min_size=1, max_size=30
)


@pytest.mark.parametrize("mask", MASKS)
def test_nothing_stays_nothing(mask):
    assert mask("") == ""


@pytest.mark.parametrize("mask", [mask for mask in MASKS if mask is not masking.mask_address])
@given(text=WRITTEN)
def test_a_mask_never_shows_the_whole_value(mask, text):
    assert text not in mask(text)


@given(
    st.sampled_from(["青海省西宁市城东区", "格尔木市", ""]), st.text("幸福路一2B-栋", min_size=1)
)
def test_an_address_never_shows_what_lies_within_the_county(county, within):
    assert masking.mask_address(county + within) == f"{county}****"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王", "*"),
        ("王强", "王*"),
        ("欧阳", "欧*"),
        ("欧阳锋", "欧阳*"),
        ("扎西多吉", "扎***"),
    ],
)
def test_a_name_shows_its_surname(name, shown):
    assert masking.mask_name(name) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("+86 138 1234 5678", "138****5678"),
        ("008613812345678", "138****5678"),
        ("09716123456", "097****56"),
        ("6123456", "****"),
    ],
)
def test_a_phone_shows_what_its_owner_recognises(phone, shown):
    assert masking.mask_phone(phone) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("青海省西宁市城东区", "青海省西宁市城东区****"),
        ("西宁市大通回族土族自治县桥头镇", "西宁市大通回族土族自治县****"),
        ("青海省海西蒙古族藏族自治州格尔木市昆仑中路", "青海省海西蒙古族藏族自治州格尔木市****"),
        ("格尔木市黄河路菜市场二楼", "格尔木市****"),
        ("城西区海湖小区3栋", "城西区****"),
        ("西宁市万达广场A区", "西宁市****"),
        ("人民路12号", "****"),
    ],
)
def test_an_address_shows_its_county(address, shown):
    assert masking.mask_address(address) == shown


def test_what_is_no_address_of_mail_is_hidden_whole():
    assert masking.mask_email("zhou") == "****"


def test_short_values_are_hidden_whole():
    assert masking.mask_id("12") == "**"
    assert masking.mask_plate("青A1") == "***"
    assert masking.mask_bank("12345678") == "****"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("电话13812345678，勿扰", "电话138****5678，勿扰"),
        ("电话１３８１２３４５６７８", "电话138****5678"),
        ("+86 138-1234-5678", "138****5678"),
        ("座机0971-6123456", "座机097****56"),
        ("证件630102199001011234。", "证件6****************4。"),
        ("证件63010219900101123X。", "证件6****************X。"),
        ("旧证630102900101123", "旧证6*************3"),
        ("卡号6222 0212 3456 7890 123", "卡号****0123"),
        ("卡号6222021234567890", "卡号****7890"),
        ("邮箱zhou@example.com吧", "邮箱z***@example.com吧"),
        ("车牌青A12312和青AD12312", "车牌青A***12和青A****12"),
    ],
)
def test_free_text_is_scrubbed(text, shown):
    assert masking.scrub(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-01 12:30付款1299.00元",
        "订单号20260901123000",
        "拨打12315",
        "青消投〔2026〕630100-000123号",
    ],
)
def test_what_names_nobody_is_left_alone(text):
    assert masking.scrub(text) == text


@given(st.text("青A1369820@.a- +电话X", max_size=40))
def test_scrubbing_twice_is_scrubbing_once(text):
    once = masking.scrub(text)

    assert masking.scrub(once) == once


@given(st.from_regex(r"1[3-9]\d{9}", fullmatch=True), st.text("请回电，（）", max_size=6))
def test_no_mobile_survives_in_free_text(phone, around):
    assert phone not in masking.scrub(around + phone + around)
