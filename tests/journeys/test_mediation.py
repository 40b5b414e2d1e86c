"""Six people complain together; the agreement is written, annexed and consented to."""

from datetime import datetime, timedelta

import pytest

from smart315.accounts import actions as accounts_actions
from smart315.casework import actions, queries
from smart315.casework.codes import ConsentMatter, Means
from smart315.casework.states import Stage
from tests.given import SHANGHAI, accounts, casework, mediation as given, people
from tests.journeys.test_officer_closes import SECRET, _says, _sign_in


@pytest.fixture
def joint(transactional_db):
    casework.the_world()
    now = datetime.now(SHANGHAI)
    user = accounts.user_of(accounts.li_min())
    accounts_actions.enrol_totp(user=user, secret=SECRET, at=now)
    return people.a_joint_complaint(Stage.MEDIATING, at=now - timedelta(hours=1)), user.username


def test_six_people_reach_one_agreement_with_an_annex_each(desk, accessible, picture, joint):
    complaint, username = joint
    _sign_in(desk, username)
    here = f"/desk/complaints/{complaint.pk}"
    for page in ("people/", "deeds/add-person/", "deeds/plan-session/", "dossier/"):
        desk.goto(f"{here}/{page}")
        accessible(desk)
    desk.goto(f"{here}/mediation/agreement/")
    accessible(desk)
    picture(desk, "agreement-editor")
    desk.get_by_label("协议内容").select_option("refund")
    desk.get_by_role("button", name="保存并定稿").click()
    _says(desk, "请写明各方的责任")
    accessible(desk)
    picture(desk, "agreement-unclear")

    now = datetime.now(SHANGHAI)
    rows = [
        given.a_row(payee=each.name, party_id=each.pk, amount_fen=10_000, at=now)
        for each in queries.persons_of(complaint.pk, accounts.li_min())
    ]
    text = given.a_text(complaint, *rows, at=now)
    given.signed_by_all(text, at=now)
    desk.goto(f"{here}/mediation/")
    accessible(desk)
    picture(desk, "mediation-page")
    for each in queries.people(complaint.pk, accounts.li_min(), at=now).represented:
        actions.consent(
            party_id=each.pk, matter=ConsentMatter.AGREE, subject=text.subject, given=True,
            means=Means.ORAL, by=accounts.li_min(), at=now,
        )  # fmt: skip
    desk.reload()
    desk.get_by_role("link", name="调解员签名，协议生效").click()
    desk.get_by_role("button", name="调解员签名，协议生效").click()
    _says(desk, "已签署生效")
    accessible(desk)
    picture(desk, "mediation-agreed")
    desk.goto(f"{here}/mediation/agreement/paper/")
    accessible(desk)
    desk.goto("/desk/committees/")
    accessible(desk)
    desk.goto("/desk/hearings/")
    accessible(desk)
