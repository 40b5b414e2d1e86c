"""How an invented consumer tells the story: the words and figures of a filing."""

import io
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.timezone import localtime

from smart315.casework.codes import Channel, ClaimKind, Language, PurchaseChannel, RespondentRole
from smart315.casework.filing import CONSENTS, Claim, Filing
from smart315.casework.queries import draft_stream
from smart315.documents import actions as documents
from smart315.jobs.demo import places
from smart315.jobs.demo.case import Case
from smart315.jobs.demo.stories import phrase


KEY = "smart315/demonstration/{seed}/{number}"
EVIDENCE_SHARE = 0.4
SPEAKS_TIBETAN = 0.55
# First and last day of a season (month, day) and how people call it.
FEASTS = (
    ((1, 20), (2, 23), "春节前后"),
    ((3, 10), (3, 18), "3·15期间"),
    ((6, 10), (6, 20), "6·18期间"),
    ((10, 1), (10, 8), "国庆假期"),
    ((11, 1), (11, 13), "双十一期间"),
)
ROLES = {"online": RespondentRole.SHOP, "livestream": RespondentRole.LIVESTREAM}


def filing(case: Case, seed: int) -> Filing:
    """Return what the consumer of the case files."""
    story, trouble = case.story, case.trouble
    bought_on = localtime(case.filed_at).date() - timedelta(days=case.rng.randint(4, 75))
    slots = _slots(case, bought_on)
    return Filing(
        client_key=uuid5(NAMESPACE_URL, KEY.format(seed=seed, number=case.number)),
        **_person(case),
        **_respondent(case),
        **_purchase(case, bought_on),
        **_told(case, slots),
        **_evidence(case, f"demonstration-{seed}-{case.number}"),
        title=trouble.title.format(**slots),
        item=slots["item"],
        brand=slots["brand"],
        category_code=story.category,
        nature_code=trouble.nature,
        amount_fen=case.fen,
    )


def _slots(case: Case, bought_on: date) -> dict[str, str]:
    return {
        "day": f"{bought_on.month}月{bought_on.day}日",
        "feast": feast(bought_on),
        "shop": case.respondent,
        "item": case.rng.choice(case.story.items),
        "brand": case.rng.choice(case.story.brands or [""]),
        "yuan": f"{case.fen // 100}",
    }


def _told(case: Case, slots: dict[str, str]) -> dict[str, Any]:
    rng, trouble = case.rng, case.trouble
    wanted = trouble.want[: rng.randint(1, len(trouble.want))]
    told = [rng.choice(each) for each in (case.story.how, trouble.what, trouble.they)]
    asked = [phrase(rng, "asks", each) for each in wanted]
    return {
        "facts": "".join([*told, *asked, phrase(rng, "closing")]).format(**slots),
        "claims": tuple(Claim(ClaimKind(each), _asked(each, case.fen)) for each in wanted),
    }


def _purchase(case: Case, bought_on: date) -> dict[str, Any]:
    bought = case.rng.choice(case.story.bought)
    return {
        "respondent_role": ROLES.get(bought, RespondentRole.SELLER),
        "platform": case.story.platform if bought == "online" else "",
        "purchase_channel": PurchaseChannel(bought),
        "purchased_on": bought_on,
        "known_on": bought_on + timedelta(days=case.rng.randint(0, 3)),
    }


def _person(case: Case) -> dict[str, Any]:
    person = case.person
    speaks = person.tibetan and case.chance(SPEAKS_TIBETAN)
    return {
        "name": person.name,
        "phone": person.phone,
        "phone_verified": case.channel in {Channel.WEB, Channel.SMS},
        "region_code": case.misplaced or person.county,
        "address": places.address(case.rng, person.county),
        "language": Language.TIBETAN if speaks else Language.CHINESE,
        "is_elder": person.elder,
        "consents": dict.fromkeys(CONSENTS, True),
        "wants_direct": case.channel is Channel.WEB and case.trader is not None,
        "channel": case.channel,
    }


def _respondent(case: Case) -> dict[str, Any]:
    business = case.trader.business if case.trader else None
    return {
        "business_id": business.pk if business else None,
        "respondent_name": case.respondent,
        "respondent_uscc": business.uscc if business else "",
        "respondent_region_code": "" if case.misplaced else case.place,
        "respondent_address": "" if business else places.address(case.rng, case.place),
    }


def feast(day: date) -> str:
    """Return the season that a day falls into, as people say it; mostly none."""
    for first, last, name in FEASTS:
        if first <= (day.month, day.day) <= last:
            return name
    return ""


def _asked(kind: str, fen: int) -> int | None:
    return fen if kind in {"refund", "return", "compensate"} else None


def _evidence(case: Case, token: str) -> dict[str, Any]:
    """Store some exhibits as a draft's; without any, say why there are none."""
    if case.channel is not Channel.WEB or not case.chance(EVIDENCE_SHARE):
        return {"no_evidence_reason": phrase(case.rng, "no_evidence")}
    stored = [
        documents.store(
            content=io.BytesIO(each.content),
            name=each.name,
            stream=draft_stream(token),
            by="consumer",
            at=case.now,
        )
        for each in case.world.pool.some(case.rng)
    ]
    return {"evidence": tuple(each.pk for each in stored), "draft_token": token}
