"""Papers of every kind of block, as no case would write them."""

from datetime import date
from typing import Any

from smart315.documents.sheets import (
    Field,
    Fields,
    Heading,
    Items,
    Layout,
    Paragraph,
    Sheet,
    Signature,
    Signatures,
    Table,
)


TIBETAN = "ཁྱེད་ཀྱི་གཏུག་བཤེར་དང་ལེན་བྱས་ཟིན།"
RARE = "㐱䶮𬭚"


def a_sheet(**changes: Any) -> Sheet:
    """A letter with one block of every kind, and a Tibetan text below."""
    given: dict[str, Any] = {
        "title": "受理通知书",
        "organisation": "西宁市城东区消费者协会",
        "number": "青消受字〔2026〕630102-1号",
        "addressee": f"周颖{RARE}：",
        "blocks": (
            Paragraph("您的投诉#*_[标记]已经受理。\n第二行$x$\\"),
            Heading("办理信息"),
            Fields(((Field("办理人", "李敏"), Field("电话", "0971-812")), (Field("地址", "无"),))),
            Items(("调解自愿。", "不收费用。")),
            Table(("序号", "材料"), (("1", "小票"), ("2", "照片"))),
            Signatures((Signature("投诉人（签名）"), Signature("调解员", "李敏"))),
        ),
        "layout": Layout.LETTER,
        "closing": "特此通知。",
        "signed_by": "西宁市城东区消费者协会",
        "dated": date(2026, 9, 1),
        "contact": "联系人：李敏",
        "copies": ("西宁市消费者协会",),
        "tibetan": Sheet(title="བརྡ་ཐོ།", blocks=(Paragraph(TIBETAN),)),
    }  # fmt: skip
    return Sheet(**(given | changes))
