"""How an invented consumer tells the story: the words and figures of a filing."""

import io
from datetime import date, timedelta
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
    rng, story, trouble = case.rng, case.story, case.trouble
    bought_on = localtime(case.filed_at).date() - timedelta(days=rng.randint(4, 75))
    slots = {
        "day": f"{bought_on.month}月{bought_on.day}日",
        "feast": feast(bought_on),
        "shop": case.respondent,
        "item": rng.choice(story.items),
        "brand": rng.choice(story.brands or [""]),
        "yuan": f"{case.fen // 100}",
    }
    bought = rng.choice(story.bought)
    wanted = trouble.want[: rng.randint(1, len(trouble.want))]
    facts = "".join(
        [rng.choice(story.how), rng.choice(trouble.what), rng.choice(trouble.they)]
        + [phrase(rng, "asks", each) for each in wanted]
        + [phrase(rng, "closing")]
    )
    token = f"demonstration-{seed}-{case.number}"
    evidence = _evidence(case, token)
    speaks = case.person.tibetan and case.chance(SPEAKS_TIBETAN)
    registered = case.trader is not None
    return Filing(
        client_key=uuid5(NAMESPACE_URL, KEY.format(seed=seed, number=case.number)),
        name=case.person.name,
        phone=case.person.phone,
        phone_verified=case.channel in {Channel.WEB, Channel.SMS},
        region_code=case.misplaced or case.person.county,
        address=places.address(rng, case.person.county),
        language=Language.TIBETAN if speaks else Language.CHINESE,
        is_elder=case.person.elder,
        business_id=case.trader.business.pk if case.trader else None,
        respondent_name=case.respondent,
        respondent_uscc=case.trader.business.uscc if case.trader else "",
        respondent_region_code="" if case.misplaced else case.place,
        respondent_address="" if registered else places.address(rng, case.place),
        respondent_role=ROLES.get(bought, RespondentRole.SELLER),
        platform=story.platform if bought == "online" else "",
        title=trouble.title.format(**slots),
        facts=facts.format(**slots),
        item=slots["item"],
        brand=slots["brand"],
        category_code=story.category,
        nature_code=trouble.nature,
        claims=tuple(Claim(ClaimKind(each), _asked(each, case.fen)) for each in wanted),
        purchase_channel=PurchaseChannel(bought),
        purchased_on=bought_on,
        known_on=bought_on + timedelta(days=rng.randint(0, 3)),
        amount_fen=case.fen,
        evidence=evidence,
        no_evidence_reason="" if evidence else phrase(rng, "no_evidence"),
        consents=dict.fromkeys(CONSENTS, True),
        wants_direct=case.channel is Channel.WEB and case.trader is not None,
        channel=case.channel,
        draft_token=token if evidence else "",
    )


def feast(day: date) -> str:
    """Return the season that a day falls into, as people say it; mostly none."""
    for first, last, name in FEASTS:
        if first <= (day.month, day.day) <= last:
            return name
    return ""


def _asked(kind: str, fen: int) -> int | None:
    return fen if kind in {"refund", "return", "compensate"} else None


def _evidence(case: Case, token: str) -> tuple[int, ...]:
    if case.channel is not Channel.WEB or not case.chance(EVIDENCE_SHARE):
        return ()
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
    return tuple(each.pk for each in stored)
