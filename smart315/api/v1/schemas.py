"""What goes in and comes out, as partners read it. Money is in fen, moments carry their zone."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import ConfigDict, StringConstraints

from smart315.casework.codes import OFFERS, AnswerCode, ClaimKind
from smart315.casework.states import Stage


LONG = 2000
MOST_FEN = 10_000_000_000
Text = Annotated[str, StringConstraints(max_length=LONG, pattern=r"^[^\x00]*$")]
Purpose = Annotated[str, StringConstraints(max_length=80, pattern=r"^[^\x00]*$")]
Fen = Annotated[int, Field(ge=1, le=MOST_FEN)]

StageCode = StrEnum("StageCode", {each.name: each.value for each in Stage})  # type: ignore[misc]
OfferCode = StrEnum(  # type: ignore[misc]
    "OfferCode", {each.name: each.value for each in AnswerCode if each in OFFERS}
)
RefusalCode = StrEnum(  # type: ignore[misc]
    "RefusalCode", {each.name: each.value for each in AnswerCode if each not in OFFERS}
)
ClaimCode = StrEnum("ClaimCode", {each.name: each.value for each in ClaimKind})  # type: ignore[misc]
ConsumerDeed = Literal["take", "decline", "confirm", "dispute", "opt_out", "withdraw"]


class Incoming(Schema):
    """What is sent in; a name that is not known is an error, not a silent loss."""

    model_config = ConfigDict(extra="forbid")


class Named(Schema):
    """A business by its number in the register and its name."""

    id: int
    name: str


class Due(Schema):
    """The limit that the business has to meet next."""

    key: str = Field(description="期限的代码，如 negotiate.respond")
    title: str = Field(description="期限的名称")
    at: datetime
    basis: str = Field(description="依据：登记规则，或者平台签署的承诺")


class Summary(Schema):
    """A complaint in a list. Before it is opened on record, only that it is there and by when."""

    id: int
    number: str
    stage: StageCode
    stage_label: str
    received_at: datetime
    updated_at: datetime
    opened_at: datetime | None = None
    due_at: datetime | None = None
    due_key: str = ""
    business: Named | None = Field(None, description="被投诉的经营者（店铺）")
    platform: Named | None = Field(None, description="按绿色通道承诺负责答复的平台")
    title: str | None = Field(None, description="标题；打开前为空")
    sandbox: bool = False


class PageOf(Schema):
    """A part of the list, in the order of the last change."""

    complaints: list[Summary]
    next_cursor: str | None = Field(None, description="还有下一页时，作为 cursor 再取")


class ClaimOut(Schema):
    """What the consumer asks for."""

    kind: ClaimCode
    amount_fen: int | None = None


class AnswerOut(Schema):
    """One answer of the business and what became of it."""

    id: int
    code: str
    label: str
    amount_fen: int | None = None
    promised_on: date | None = None
    in_advance: bool = Field(default=False, description="以先行赔付方式提出")
    text: str
    at: datetime
    state: str = Field(
        description="open 等待消费者，taken 已接受，declined 未接受，final，replaced"
    )


class AgreementOut(Schema):
    """What was agreed and whether it was kept."""

    amount_fen: int
    perform_by: date
    claimed_at: datetime | None = None
    performed_at: datetime | None = None
    broken_at: datetime | None = None
    in_advance: bool = Field(default=False, description="约定为先行赔付")
    advance_fen: int | None = Field(None, description="先行赔付的金额")
    advance_on: date | None = Field(None, description="先行赔付的日期")


class EvidenceOut(Schema):
    """A file of the case, without its content."""

    id: int
    name: str
    media_type: str
    size: int
    brought_by: str
    purpose: str
    at: datetime


class Dispute(Summary):
    """Everything that a business needs to answer; nothing by which the person could be reached."""

    facts: str
    item: str
    brand: str
    model: str
    order_number: str
    purchased_on: date | None = None
    amount_fen: int | None = None
    complainant: str = Field(description="姓氏和遮蔽的名")
    claims: list[ClaimOut]
    due: Due | None = None
    answers: list[AnswerOut]
    agreement: AgreementOut | None = None
    evidence: list[EvidenceOut]
    may_answer: bool
    may_attach: bool
    may_perform: bool
    may_pay_in_advance: bool


class Done(Schema):
    """What a deed led to: which complaint, and where it stands now."""

    id: int
    number: str
    stage: StageCode
    stage_label: str
    due_at: datetime | None = None
    due_key: str = ""
    answer_id: int | None = None
    evidence_id: int | None = None


class OfferIn(Incoming):
    """An offer: what is granted, how much, by which day."""

    code: OfferCode
    amount_fen: Fen | None = Field(None, description="退款、退货、赔偿、部分同意时必填")
    promised_on: date = Field(description="承诺在哪一天之前办到，不早于今天")
    in_advance: bool = Field(
        default=False, description="以先行赔付方式提出；承诺书中须有先行赔付，并写明金额"
    )
    text: Text = Field("", description="写给消费者的话")
    to_association: Text = Field("", description="只写给消协的话")


class AnswerIn(Incoming):
    """A refusal from the closed list, with its reason; or that the matter is not theirs."""

    code: RefusalCode
    text: Annotated[str, StringConstraints(min_length=1, max_length=LONG, pattern=r"^[^\x00]*$")]
    to_association: Text = ""


class AboutFile(Schema):
    """What goes with an attached file."""

    purpose: Purpose = Field("", description="这份材料说明什么")
    private: bool = Field(default=False, description="true 只给消协看，不给消费者看")


class AdvanceIn(Incoming):
    """What the platform paid in advance (先行赔付), where its pledge has it."""

    amount_fen: Fen
    paid_on: date


class PerformanceIn(Incoming):
    """How the promise was kept."""

    note: Annotated[str, StringConstraints(min_length=1, max_length=LONG, pattern=r"^[^\x00]*$")]
    evidence_ids: list[int] = Field(
        default_factory=list, max_length=20, description="先上传的凭证的编号"
    )
    advance: AdvanceIn | None = None


class PledgeOut(Schema):
    """The pledge in force."""

    kind: str
    version: str
    respond_hours: int
    solve_hours: int
    advance_compensation: bool
    signed_at: datetime
    missed: int | None = Field(None, description="没有兑现承诺时限的件数；沙盒密钥不给出")
    decided: int | None = Field(None, description="已有结果的件数")


class Account(Schema):
    """Whose key it is and what it opens."""

    business: Named
    key: str = Field(description="密钥的开头")
    name: str
    scopes: list[str]
    sandbox: bool
    expires_at: datetime | None = None
    rate_per_minute: int
    platform: bool
    pledge: PledgeOut | None = None


class SandboxDeed(Incoming):
    """What the invented consumer does."""

    deed: ConsumerDeed


class ListQuery(Schema):
    """How the list is narrowed."""

    stage: StageCode | None = None
    opened: bool | None = Field(None, description="true 已打开，false 没有打开过")
    shop: int | None = Field(None, ge=1, le=2**53, description="店铺在登记簿中的编号")
    number: str = Field("", max_length=40, pattern=r"^[^\x00]*$")
    updated_since: datetime | None = Field(None, description="只要这个时刻以后有变化的")
    received_since: datetime | None = None
    cursor: str = Field("", max_length=200, description="上一页给出的 next_cursor")
    size: int = Field(50, ge=1, le=200)
