"""Six people complain together; the agreement is written, annexed and consented to."""

from datetime import timedelta

import pytest

from smart315.casework import actions, queries
from smart315.casework.codes import ConsentMatter, Means
from smart315.casework.states import Stage
from tests.given import accounts, casework, mediation as given, people
from tests.journeys.signing_in import at_the_desk, now
from tests.journeys.walking import says


@pytest.fixture
def joint(transactional_db):
    casework.the_world()
    return people.a_joint_complaint(Stage.MEDIATING, at=now() - timedelta(hours=1))


def test_six_people_reach_one_agreement_with_an_annex_each(both, accessible, picture, joint):
    desk = at_the_desk(both, accounts.li_min())
    here = f"/desk/complaints/{joint.pk}"
    for page in ("people/", "deeds/add-person/", "deeds/plan-session/", "dossier/"):
        desk.goto(f"{here}/{page}")
        accessible(desk)
    desk.goto(f"{here}/mediation/agreement/")
    accessible(desk)
    picture(desk, "agreement-editor")
    desk.get_by_label("协议内容").select_option("refund")
    desk.get_by_role("button", name="保存并定稿").click()
    says(desk, "请写明各方的责任")
    accessible(desk)
    picture(desk, "agreement-unclear")

    at = now()
    rows = [
        given.a_row(payee=each.name, party_id=each.pk, amount_fen=10_000, at=at)
        for each in queries.persons_of(joint.pk, accounts.li_min())
    ]
    text = given.a_text(joint, *rows, at=at)
    given.signed_by_all(text, at=at)
    desk.goto(f"{here}/mediation/")
    accessible(desk)
    picture(desk, "mediation-page")
    for each in queries.people(joint.pk, accounts.li_min(), at=at).represented:
        actions.consent(
            party_id=each.pk, matter=ConsentMatter.AGREE, subject=text.subject, given=True,
            means=Means.ORAL, by=accounts.li_min(), at=at,
        )  # fmt: skip
    desk.reload()
    desk.get_by_role("link", name="调解员签名，协议生效").click()
    desk.get_by_role("button", name="调解员签名，协议生效").click()
    says(desk, "已签署生效")
    accessible(desk)
    picture(desk, "mediation-agreed")
    desk.goto(f"{here}/mediation/agreement/paper/")
    accessible(desk)
    desk.goto("/desk/committees/")
    accessible(desk)
    desk.goto("/desk/hearings/")
    accessible(desk)
