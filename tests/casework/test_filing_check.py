"""A filing that lacks something says which field, and what to do (handbook §2.2)."""

from datetime import timedelta

import pytest

from smart315.casework import filing as filings
from smart315.casework.codes import ClaimKind
from smart315.casework.filing import CONSENTS, Claim
from smart315.kernel.verdicts import Refused
from tests.given import NOON
from tests.given.casework import a_filing


TODAY = NOON.date()
TOMORROW = TODAY + timedelta(days=1)
CONSENT = dict.fromkeys(CONSENTS, True)


def refusal(**changes):
    with pytest.raises(Refused) as refused:
        filings.check(a_filing(**changes), today=TODAY)
    return refused.value


def test_a_complete_filing_passes():
    filings.check(a_filing(purchased_on=TODAY, known_on=TODAY), today=TODAY)


@pytest.mark.parametrize("nothing", ["", "  \n"])
@pytest.mark.parametrize("field", ["name", "phone", "respondent_name", "facts"])
def test_a_missing_field_names_itself(field, nothing):
    refused = refusal(**{field: nothing})

    assert refused.field == field
    assert str(refused).startswith("请")


def test_something_must_be_asked_for():
    assert refusal(claims=()).field == "claims"


def test_some_division_must_be_known():
    assert refusal(region_code="", respondent_region_code="").field == "region_code"


@pytest.mark.parametrize("place", ["region_code", "respondent_region_code"])
def test_one_division_is_enough(place):
    filings.check(
        a_filing(**{"region_code": "", "respondent_region_code": "", place: "630102"}), today=TODAY
    )


@pytest.mark.parametrize("code", ["", "G77", "N03", "g01"])
def test_the_category_is_a_category_of_the_taxonomy(code):
    assert refusal(category_code=code).field == "category_code"


@pytest.mark.parametrize("code", ["", "N77", "G01", "n03"])
def test_the_nature_is_a_nature_of_the_taxonomy(code):
    assert refusal(nature_code=code).field == "nature_code"


@pytest.mark.parametrize("code", ["G01", "G01-01", "S01", "O99"])
def test_goods_services_and_others_of_both_levels_are_categories(code):
    filings.check(a_filing(category_code=code), today=TODAY)


def test_no_amount_is_negative():
    claims = (Claim(ClaimKind.REFUND, 0), Claim(ClaimKind.COMPENSATE, -1))

    assert refusal(claims=claims).field == "claims"
    assert refusal(amount_fen=-1).field == "amount_fen"


def test_an_amount_may_be_nothing_or_unknown():
    claims = (Claim(ClaimKind.REFUND, 0), Claim(ClaimKind.APOLOGY))

    filings.check(a_filing(claims=claims, amount_fen=None), today=TODAY)


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_evidence_a_reason_is_needed(reason):
    assert refusal(evidence=(), no_evidence_reason=reason).field == "no_evidence_reason"


def test_evidence_needs_no_reason():
    filings.check(a_filing(evidence=(1,), no_evidence_reason=""), today=TODAY)


@pytest.mark.parametrize("name", CONSENTS)
@pytest.mark.parametrize("given", [False, None])
def test_each_consent_is_asked_for_by_itself(name, given):
    # 个人信息保护法 §23: a separate consent for handing data to the business.
    assert refusal(consents=CONSENT | {name: given}).field == f"consent_{name}"


@pytest.mark.parametrize("field", ["purchased_on", "known_on"])
def test_nothing_was_bought_or_known_tomorrow(field):
    assert refusal(**{field: TOMORROW}).field == field


def test_the_heading_is_made_from_the_facts_when_there_is_none():
    filing = a_filing(title="", facts="  买的\n羽绒服 " + "掉毛" * 60)

    assert filing.heading.startswith("买的 羽绒服 掉毛")
    assert len(filing.heading) == filings.TITLE_LENGTH
    assert a_filing(title="羽绒服掉毛").heading == "羽绒服掉毛"


def test_the_place_of_business_goes_before_the_home_of_the_consumer():
    # Handbook J-04.
    assert a_filing(region_code="630104", respondent_region_code="630102").where == "630102"
    assert a_filing(region_code="630104", respondent_region_code="").where == "630104"
