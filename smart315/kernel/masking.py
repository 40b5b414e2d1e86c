"""Personal data made unreadable for those who need not see it (handbook §12.1)."""

import re
from collections.abc import Callable


HIDDEN = "****"
COMPOUND_SURNAME = re.compile(
    "欧阳|司马|上官|诸葛|夏侯|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒|司空|端木|百里|呼延|南宫"
    "|西门|独孤|东郭|闾丘|公羊|澹台|淳于|单于|太叔|申屠|轩辕|钟离|濮阳|拓跋|赫连|万俟|闻人|第五|完颜"
)
_HAN = "\u4e00-\u9fff"
COUNTY = re.compile(
    rf"(?:[{_HAN}]{{1,8}}?(?:省|自治区))?"
    rf"(?:(?:(?![市州盟区县旗])[{_HAN}]){{1,12}}?(?:市|自治州|地区|盟))?"
    rf"(?:(?![县区市旗路街巷道号镇乡村组])[{_HAN}]){{1,10}}?"
    r"(?:自治县|县|(?<![小社校园景厂])区|(?<![超菜商])市(?!场)|旗)"
)
MOBILE_LENGTH = 11
LANDLINE_LENGTH = 10


def mask_name(name: str) -> str:
    """Show the surname only.

    >>> mask_name("张三"), mask_name("欧阳娜娜"), mask_name("John")
    ('张*', '欧阳**', 'J***')
    """
    if len(name) < 2:  # noqa: PLR2004 - nothing would be hidden
        return "*" * len(name)
    shown = 2 if COMPOUND_SURNAME.match(name) and name[2:] else 1
    return name[:shown] + "*" * len(name[shown:])


def mask_phone(phone: str) -> str:
    """Show the first three and the last four digits of a mobile, less of any other number.

    >>> mask_phone("13812341234"), mask_phone("0971-6123456"), mask_phone("12315")
    ('138****1234', '097****56', '****')
    """
    digits = "".join(each for each in phone if each.isdigit())
    if len(digits) > MOBILE_LENGTH:
        digits = digits.removeprefix("0086").removeprefix("86")
    if len(digits) == MOBILE_LENGTH and digits[0] == "1":
        return f"{digits[:3]}{HIDDEN}{digits[-4:]}"
    if len(digits) >= LANDLINE_LENGTH:
        return f"{digits[:3]}{HIDDEN}{digits[-2:]}"
    return HIDDEN if phone else ""


def mask_id(number: str) -> str:
    """Show the first and the last character of an identity number.

    >>> mask_id("630102199001011234")
    '6****************4'
    """
    if len(number) <= 2:  # noqa: PLR2004 - nothing would be hidden
        return "*" * len(number)
    return f"{number[0]}{'*' * (len(number) - 2)}{number[-1]}"


def mask_address(address: str) -> str:
    """Show an address down to the county, or nothing when no county is found.

    >>> mask_address("青海省西宁市城东区八一中路1号"), mask_address("格尔木市昆仑路")
    ('青海省西宁市城东区****', '格尔木市****')
    """
    county = COUNTY.match(address)
    shown = county[0] if county else ""
    return shown + HIDDEN if address else ""


def mask_email(address: str) -> str:
    """Show the first character and the domain.

    >>> mask_email("zhou@example.com"), mask_email("z@example.com")
    ('z***@example.com', '***@example.com')
    """
    name, at, domain = address.rpartition("@")
    if not (at and name):
        return HIDDEN if address else ""
    return f"{name[:1] if name[1:] else ''}***@{domain}"


def mask_plate(plate: str) -> str:
    """Show the province, the office and the last two characters.

    >>> mask_plate("青A12312"), mask_plate("青AD12312")
    ('青A***12', '青A****12')
    """
    plate = re.sub(r"[·• ]", "", plate)
    if len(plate) <= 4:  # noqa: PLR2004 - nothing would be hidden
        return "*" * len(plate)
    return f"{plate[:2]}{'*' * (len(plate) - 4)}{plate[-2:]}"


def mask_bank(number: str) -> str:
    """Show the last four digits of a card or an account.

    >>> mask_bank("6222 0212 3456 7890 123")
    '****0123'
    """
    digits = "".join(each for each in number if each.isdigit())
    shown = digits[-4:] if len(digits) > 8 else ""  # noqa: PLR2004 - half must stay hidden
    return HIDDEN + shown if number else ""


_SEPARATOR = r"[ \-]?"
_BORN = r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])"
_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
# In this order: what is longer is recognised first, so that no part of it is taken for a phone.
_FOUND = (
    (re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"), mask_email),
    (
        re.compile(
            rf"(?<!\d)(?:\d{{6}}{_SEPARATOR}{_BORN}{_SEPARATOR}\d{{3}}[\dXx]|\d{{17}}[Xx]"
            r"|\d{8}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3})(?!\d)"
        ),
        mask_id,
    ),
    (
        re.compile(
            rf"(?<!\d)[3-69]\d{{3}}(?:{_SEPARATOR}\d{{4}}){{3}}(?:{_SEPARATOR}\d{{1,3}})?(?!\d)"
        ),
        mask_bank,
    ),
    (
        re.compile(
            rf"(?<!\d)(?:(?:\+|00)?86{_SEPARATOR})?"
            rf"1[3-9]\d(?:{_SEPARATOR}\d{{4}}){{2}}(?!\d)"
            r"|(?<!\d)0\d{2,3}[ \-]?\d{7,8}(?!\d)"
        ),
        mask_phone,
    ),
    (
        re.compile(rf"[{_PROVINCES}][A-Za-z][·• ]?[A-Za-z0-9]{{5,6}}(?![A-Za-z0-9])"),
        mask_plate,
    ),
)
_WIDE = {ord("０") + n: ord("0") + n for n in range(10)} | {ord("＠"): "@", ord("－"): "-"}


def scrub(text: str) -> str:
    """Mask phones, identity numbers, mail addresses, bank numbers and plates in free text.

    >>> scrub("请回电138 0971 1234，车牌青A·12312。")
    '请回电138****1234，车牌青A***12。'
    """
    text = text.translate(_WIDE)
    for pattern, mask in _FOUND:
        text = _masked(text, pattern, mask)
    return text


def _masked(text: str, pattern: re.Pattern[str], mask: Callable[[str], str]) -> str:
    return pattern.sub(lambda match: mask(match[0]), text)
