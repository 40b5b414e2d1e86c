"""All pieces on one form, and the filing that comes of it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from smart315.casework.codes import Channel, Language, PriorChannel
from smart315.casework.filing import Filing
from smart315.web.filing.business import BusinessPiece
from smart315.web.filing.consents import ConsentsPiece
from smart315.web.filing.person import PersonPiece
from smart315.web.filing.problem import NaturePiece, PriorPiece, WhatPiece
from smart315.web.filing.story import ClaimsPiece, EvidencePiece, StoryPiece


# Fields that bear the same name in the filing.
SAME = (
    "name", "phone", "respondent_name", "facts", "category_code", "nature_code", "claims",
    "region_code", "address", "is_elder", "business_id", "respondent_uscc",
    "respondent_region_code", "respondent_address", "respondent_phone", "respondent_role",
    "platform", "shop", "item", "brand", "model", "order_number", "purchase_channel",
    "purchased_on", "known_on", "prior_detail", "no_evidence_reason",
)  # fmt: skip


@dataclass(frozen=True)
class Around:
    """What a filing needs to know beside what was typed."""

    client_key: UUID
    phone_verified: bool = False
    evidence: tuple[int, ...] = ()
    draft_token: str = ""
    wants_direct: bool = False
    channel: Channel = Channel.WEB


class FilingForm(
    WhatPiece,
    NaturePiece,
    PriorPiece,
    BusinessPiece,
    StoryPiece,
    ClaimsPiece,
    EvidencePiece,
    PersonPiece,
    ConsentsPiece,
):
    """Every question, for one long page or for the last check of a guided one."""

    def clean(self) -> dict[str, Any]:
        """Require one place in Qinghai: the business's or the consumer's."""
        data = super().clean()
        placed = {"region_code", "respondent_region_code"} <= data.keys()
        if placed and not (data["region_code"] or data["respondent_region_code"]):
            reason = _("您和商家都不在青海，请向您或者商家所在地的消费者协会投诉。")
            self.add_error("region_code", reason)
        return data

    def filing(self, around: Around) -> Filing:
        """Return the filing of a valid form."""
        data = self.cleaned_data
        return Filing(
            **{name: data[name] for name in SAME},
            amount_fen=data["amount"],
            language=Language(data["language"]),
            prior_channel=PriorChannel(data["prior_channel"]),
            consents=self.consents(),
            client_key=around.client_key,
            phone_verified=around.phone_verified,
            evidence=around.evidence,
            draft_token=around.draft_token,
            wants_direct=around.wants_direct,
            channel=around.channel,
        )
