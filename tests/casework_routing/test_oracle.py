"""Where complaints go, as people who know the rules wrote it down: one line a situation.

`rules.csv` are the rules under which the lines of `oracle.csv` were written (handbook §2.9). A
place is served by the association of its county, else of its prefecture, else of the province.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from smart315.accounts.models import Organisation
from smart315.casework.jurisdiction import Facts, Router
from smart315.casework.models import RoutingRule
from smart315.casework.parts import Strategy
from smart315.parameters.register import DECLARED


HERE = Path(__file__).parent
FEN = 100


def rows(name):
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ORACLE, RULES = rows("oracle.csv"), rows("rules.csv")
SERVED = sorted({row["expected"] for row in ORACLE} | {row["place"] for row in ORACLE[:44]})
PLACES = {code: Organisation(pk=int(code), region_id=code, name=code) for code in SERVED}


def serving(code):
    county = code[:6]
    line = (county, f"{county[:4]}00", "630000")
    return next(PLACES[each] for each in line if each in PLACES)


def a_rule(row, number):
    named = row["named"]
    return RoutingRule(
        pk=number,
        name=row["name"],
        priority=int(row["priority"]),
        **{name: list(filter(None, row[name].split("、"))) for name in LISTS},
        **{name: row[name] for name in PLAIN},
        business_id=int(row["business"]) if row["business"] else None,
        least_fen=int(row["least_yuan"]) * FEN if row["least_yuan"] else None,
        most_load=int(row["most_load"]) if row["most_load"] else None,
        organisation=PLACES[named] if named else None,
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
    )


LISTS = ("regions", "regions_but", "consumer_regions", "categories")
PLAIN = ("across", "business_kind", "purchase_channel", "platform", "reach", "basis")
MADE = sorted((a_rule(row, n) for n, row in enumerate(RULES, 1)), key=lambda each: each.priority)


def facts_of(row):
    same = (
        "place", "residence", "consumer", "category", "business_kind", "purchase_channel",
        "platform", "registrar",
    )  # fmt: skip
    return Facts(
        received_on=date.fromisoformat(row["received_on"]),
        **{name: row[name] for name in same},
        business_id=int(row["business"]) if row["business"] else None,
        amount_fen=int(row["amount_yuan"]) * FEN if row["amount_yuan"] else None,
    )


def decided(row):
    """Return where a situation is sent, and by what."""
    load = float(row["load"] or 0)
    router = Router(MADE, serving, lambda _day: row["strategy"], load=lambda _place: load)
    decision = router.route(facts_of(row))
    by = decision.rule.name if decision.rule else decision.routed_by
    return decision.organisation.region_id, by


def test_every_situation_goes_where_the_experts_say():
    wrong = []
    for number, row in enumerate(ORACLE, 2):
        got, wanted = decided(row), (row["expected"], row["by"])
        if got != wanted:
            wrong.append(
                f"line {number} {row['situation']} ({row['basis']})\n"
                f"    - expected {wanted[0]} by {wanted[1]}\n"
                f"    + got      {got[0]} by {got[1]}"
            )

    assert not wrong, f"{len(wrong)} of {len(ORACLE)} differ:\n" + "\n".join(wrong)


def test_the_oracle_is_large_and_tries_every_rule_strategy_and_county():
    assert len(ORACLE) >= 150
    assert {row["by"] for row in ORACLE} >= {row["name"] for row in RULES} | set(Strategy.values)
    assert len({row["expected"] for row in ORACLE if not row["expected"].endswith("00")}) == 44
    assert len({row["situation"] + str(facts_of(row)) + row["load"] for row in ORACLE}) == len(
        ORACLE
    )


def test_the_strategies_are_the_choices_of_the_register():
    assert [value for value, _ in DECLARED["jurisdiction.strategy"].choices] == Strategy.values


@pytest.mark.parametrize("name", Strategy.values)
def test_every_strategy_finds_somebody_whatever_is_unknown(name):
    router = Router([], serving, lambda _day: name)

    assert router.route(Facts(received_on=date(2026, 9, 1))).organisation.region_id == "630000"
