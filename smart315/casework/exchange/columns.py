"""The columns of the exchange: the canonical ones, and what a declared source may add to them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _


@dataclass(frozen=True)
class Column:
    """One column: its name, what a sentence in Chinese calls it, and what may stand in it."""

    name: str
    label: str | Promise
    meaning: str


CANONICAL = (
    Column(
        "external_id",
        _("来源编号"),
        "The number of the complaint where it comes from. The same number is the same complaint. "
        "Empty: made from day, place, business, amount and text. `ORIGIN:NUMBER` names a "
        "complaint of another declared source, as the export writes it.",
    ),
    Column("received_on", _("收到日期"), "The day of receipt. Required, and not in the future."),
    Column(
        "region_code",
        _("地区"),
        "The place of business: a code of GB/T 2260 or a name (城东区, 西宁市城东区). It decides "
        "which association the complaint belongs to; empty falls to the province.",
    ),
    Column("channel", _("投诉渠道"), "How the complaint arrived: code or label. Empty: imported."),
    Column("nature", _("投诉性质"), "A nature of the taxonomy: code (N03) or name (质量)."),
    Column(
        "category", _("商品服务类别"), "A category of level 1 or 2: code (G09-01), name or alias."
    ),
    Column(
        "business_name", _("经营者名称"), "The business complained about, 120 characters at most."
    ),
    Column("uscc", _("统一社会信用代码"), "Its unified social credit code, 18 characters."),
    Column("text", _("投诉内容"), "What happened, in the consumer's words. Required."),
    Column("amount_yuan", _("涉及金额"), "The amount in dispute, in yuan: 1234.50."),
    Column(
        "claims",
        _("诉求"),
        "What is asked for: codes or labels set apart by `;`, each with its amount if known: "
        "`退款:500;赔礼道歉`.",
    ),
    Column(
        "stage",
        _("办理阶段"),
        "Where the complaint stands: code or label. Empty: 已办结 when there is an outcome, "
        "else 待受理.",
    ),
    Column(
        "outcome",
        _("办理结果"),
        "How it ended: code or label. For 已办结, 已回访 and 已归档 alone, and required there.",
    ),
    Column(
        "closed_on",
        _("办结日期"),
        "The day of closing, required where an outcome is; for 转为咨询 the day of the answer.",
    ),
    Column("recovered_yuan", _("挽回经济损失"), "What the consumer got back, in yuan."),
    Column("extra_compensation_yuan", _("加倍赔偿金额"), "Extra compensation for fraud, in yuan."),
)

# What a declared source may know beyond the canonical columns.
ADDED = (
    Column("title", _("标题"), "A short title; without it, the beginning of the text."),
    Column("item", _("商品或者服务"), "What was bought."),
    Column("brand", _("品牌"), "Its brand."),
    Column("model", _("型号"), "Its model."),
    Column("platform", _("平台"), "The platform on which it was bought."),
    Column("respondent_role", _("经营者身份"), "What the business was: code or label."),
    Column(
        "complainant", _("投诉人"), "The name, or the pseudonym, by which the source knows them."
    ),
    Column("stage_on", _("阶段日期"), "The day on which the stage was reached."),
    Column("note", _("附注"), "A line for the first entry of the history."),
)

NAMES = tuple(column.name for column in CANONICAL)
LABELS = {column.name: column.label for column in (*CANONICAL, *ADDED)}
# What a problem of the row as a whole is put down to.
LINE = "line"
REQUIRED = ("received_on", "text")
# What the file of rejected rows says before the row itself; a corrected one is imported as it is.
REJECTED = ("line", "field", "reason")


def label(name: str) -> str:
    """Return what a sentence calls a column, or the row as a whole."""
    return gettext("整行") if name == LINE else str(LABELS[name])


def place(name: str) -> int:
    """Return where a column stands in our order; the row as a whole comes first."""
    return -1 if name == LINE else list(LABELS).index(name)
