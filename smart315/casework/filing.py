"""What a consumer files: one value, checked the same whichever door it comes through."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from smart315.casework import taxonomy
from smart315.casework.codes import Channel, ClaimKind, Language, PriorChannel
from smart315.kernel.verdicts import Refused


# 个人信息保护法 §17, §23: told, and agreed to one by one.
CONSENTS = ("truth", "privacy", "share_with_business", "mediation")
CONSENT_VERSION = "2026-1"
TITLE_LENGTH = 60


@dataclass(frozen=True)
class Claim:
    """One thing that is asked for; the amount is in fen and may be unknown."""

    kind: ClaimKind
    amount_fen: int | None = None


@dataclass(frozen=True)
class Filing:
    """A complaint as it is filed. Codes are those of the taxonomy and of the divisions."""

    client_key: UUID
    name: str
    phone: str
    respondent_name: str
    facts: str
    category_code: str
    nature_code: str
    claims: tuple[Claim, ...]
    phone_verified: bool = False
    region_code: str = ""
    address: str = ""
    language: Language = Language.CHINESE
    is_elder: bool = False
    business_id: int | None = None
    respondent_uscc: str = ""
    respondent_region_code: str = ""
    respondent_address: str = ""
    respondent_phone: str = ""
    respondent_role: str = ""
    platform: str = ""
    shop: str = ""
    title: str = ""
    item: str = ""
    brand: str = ""
    model: str = ""
    order_number: str = ""
    purchase_channel: str = ""
    purchased_on: date | None = None
    known_on: date | None = None
    amount_fen: int | None = None
    prior_channel: PriorChannel = PriorChannel.NONE
    prior_detail: str = ""
    evidence: tuple[int, ...] = ()
    no_evidence_reason: str = ""
    consents: Mapping[str, bool] = field(default_factory=dict)
    wants_direct: bool = False
    channel: Channel = Channel.WEB
    # The draft in which the files were stored that now become evidence.
    draft_token: str = ""

    @property
    def heading(self) -> str:
        """Return the title, made from the facts when none was given."""
        return (self.title or " ".join(self.facts.split()))[:TITLE_LENGTH]

    @property
    def where(self) -> str:
        """Return the division whose association is asked: the business's, else the consumer's.

        Handbook J-04: the association at the place of business.
        """
        return self.respondent_region_code or self.region_code


def check(filing: Filing, *, today: date) -> None:
    """Raise Refused with the field and the remedy when something is missing or cannot be."""
    for name, value, sentence in (
        ("name", filing.name, _("请填写您的姓名。")),
        ("phone", filing.phone, _("请填写联系电话。")),
        ("respondent_name", filing.respondent_name, _("请填写被投诉的商家名称。")),
        ("facts", filing.facts, _("请写明发生了什么事。")),
        ("claims", filing.claims, _("请至少选择一项诉求。")),
        ("region_code", filing.where, _("请选择地区，以便转给当地消协。")),
    ):
        if not (value.strip() if isinstance(value, str) else value):
            raise Refused(sentence, field=name)
    _check_codes(filing)
    _check_amounts(filing)
    _check_evidence(filing)
    for name in ("purchased_on", "known_on"):
        day = getattr(filing, name)
        if day is not None and day > today:
            raise Refused(_("日期不能晚于今天。"), field=name)


def _check_codes(filing: Filing) -> None:
    if not taxonomy.known(filing.category_code, *taxonomy.CATEGORIES):
        raise Refused(_("请选择商品或者服务的类别。"), field="category_code")
    if not taxonomy.known(filing.nature_code, taxonomy.Kind.NATURE):
        raise Refused(_("请选择问题的性质。"), field="nature_code")


def _check_amounts(filing: Filing) -> None:
    if filing.amount_fen is not None and filing.amount_fen < 0:
        raise Refused(_("金额不能是负数。"), field="amount_fen")
    if any(claim.amount_fen is not None and claim.amount_fen < 0 for claim in filing.claims):
        raise Refused(_("金额不能是负数。"), field="claims")


def _check_evidence(filing: Filing) -> None:
    if not filing.evidence and not filing.no_evidence_reason.strip():
        raise Refused(
            _("请上传证据；暂时没有的，请说明原因，之后可以补充。"), field="no_evidence_reason"
        )
    missing = [name for name in CONSENTS if not filing.consents.get(name)]
    if missing:
        raise Refused(_("请阅读并逐项勾选告知事项。"), field=f"consent_{missing[0]}")
