"""The tree is read by all; one administrator founds, another appoints, neither does both."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from smart315.accounts import queries
from smart315.accounts.actors import Role
from tests.given import accounts, casework as given
from tests.given.documents import a_seal
from tests.web_desk.conftest import PASSWORD, browser_of, text_of


pytestmark = pytest.mark.django_db
TREE = "/desk/organisations/"


@pytest.fixture
def keeper():
    given.the_world()
    return browser_of(accounts.officer("系统管理员", Role.SYSTEM_ADMIN, accounts.province()))


@pytest.fixture
def guard():
    given.the_world()
    return browser_of(accounts.officer("安全管理员", Role.SECURITY_ADMIN, accounts.province()))


def of(name, organisation, *more):
    return reverse(f"desk:{name}", args=[organisation.pk, *more])


def test_everybody_sees_the_own_part_of_the_tree():
    given.the_world()
    west = accounts.county("630104")

    county = text_of(browser_of(accounts.li_min()).get(TREE))
    city = text_of(browser_of(accounts.chen_jing()).get(TREE))

    assert "城东区消费者协会" in county
    assert "城西区消费者协会" not in county
    assert "城西区消费者协会" in city
    assert browser_of(accounts.li_min()).get(of("organisation", west)).status_code == 404
    assert (
        browser_of(accounts.li_min()).get(reverse("desk:organisation", args=[99])).status_code
        == 404
    )


def test_who_serves_is_listed_and_a_reader_is_offered_nothing_to_press():
    given.the_world()
    east = accounts.county()

    page = text_of(browser_of(accounts.li_min()).get(of("organisation", east)))

    assert "李敏" in page
    assert "调解员" in page
    assert of("appoint", east) not in page
    assert of("found_organisation", east) not in page


def test_the_system_administrator_founds_a_station_and_closes_it(keeper):
    east = accounts.county()
    typed = {"name": "东关大街维权站", "level": "station", "region": "城东区"}

    wrong = keeper.post(of("found_organisation", east), {**typed, "region": "没有的地方"})
    keeper.post(of("found_organisation", east), typed)
    (station,) = queries.stations(east.pk)
    twice = keeper.post(of("found_organisation", east), typed)
    keeper.post(of("close_organisation", station))

    assert wrong.context["form"].errors["region"]
    assert "已有同名组织" in "".join(twice.context["form"].errors["name"])
    assert queries.stations(east.pk) == []


def test_what_has_open_children_is_not_closed(keeper):
    answer = keeper.post(of("close_organisation", accounts.prefecture()), follow=True)

    assert "下级组织" in text_of(answer)
    assert accounts.prefecture().active


def test_an_account_is_opened_with_a_link_and_appointed_by_another_administrator(
    keeper, guard, client
):
    east = accounts.county()

    shown = keeper.post(reverse("desk:open_account"), {"display_name": "新同事", "username": "xin"})
    link = client.get(shown.context["link"], follow=True)
    client.post(link.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    guard.post(of("appoint", east), {"person": "xin", "role": "mediator"})

    user = queries.user_named("xin")
    assert user is not None
    assert user.check_password(PASSWORD)
    assert queries.roles_of(user.pk) == [(east, Role.MEDIATOR)]


def test_a_name_that_is_taken_and_a_phone_that_is_none_are_refused_at_their_fields(keeper):
    accounts.li_min()

    taken = keeper.post(reverse("desk:open_account"), {"display_name": "甲", "username": "李敏"})
    phone = keeper.post(
        reverse("desk:open_account"), {"display_name": "甲", "username": "jia", "phone": "12345"}
    )

    assert taken.context["form"].errors["username"]
    assert phone.context["form"].errors["phone"]


def test_a_password_is_offered_anew_to_somebody_who_is_known(keeper):
    accounts.li_min()

    shown = keeper.post(reverse("desk:offer_password"), {"person": "李敏"})
    nobody = keeper.post(reverse("desk:offer_password"), {"person": "谁也不是"})

    assert "password/reset/key" in text_of(shown)
    assert nobody.context["form"].errors["person"]


def test_the_three_administrators_are_three_people(guard):
    east = accounts.county()
    accounts.li_min()

    answer = guard.post(of("appoint", east), {"person": "李敏", "role": "audit_admin"})

    assert "不得由同一人兼任" in text_of(answer)
    assert "李敏" in text_of(answer)


def test_a_role_is_ended_only_where_it_was_given(guard):
    east, west = accounts.county(), accounts.county("630104")
    li_min = accounts.user_of(accounts.li_min())
    first = queries.memberships(east.pk)[0]

    assert guard.post(of("dismiss", west, first.pk)).status_code == 404
    guard.post(of("dismiss", east, first.pk))

    assert len(queries.roles_of(li_min.pk)) == 1


def test_each_administrator_keeps_to_the_own_half(keeper, guard):
    east = accounts.county()

    assert keeper.get(of("appoint", east)).status_code == 403
    assert guard.get(of("found_organisation", east)).status_code == 403
    assert guard.get(reverse("desk:open_account")).status_code == 403


def test_the_keeper_says_how_an_association_is_reached(keeper):
    east = accounts.county()

    page = keeper.post(of("describe_organisation", east), {"phone": "0971-5550102", "address": ""})

    assert page.status_code == 302
    assert queries.organisation(east.pk).phone == "0971-5550102"


def test_whoever_appoints_does_not_say_how_an_association_is_reached(guard):
    assert guard.get(of("describe_organisation", accounts.county())).status_code == 403


def test_the_keeper_puts_a_seal_into_use_and_others_do_not_see_it(keeper, guard):
    place = accounts.county("630102")
    file = SimpleUploadedFile("公章.png", a_seal(), "image/png")

    wrong = text_of(keeper.post(of("seal", place), {"picture": SimpleUploadedFile("a.png", b"x")}))
    page = text_of(keeper.post(of("seal", place), {"picture": file}, follow=True))
    seal = queries.seal(place.pk)

    assert "PNG格式" in wrong
    assert "印章图片已启用" in page
    picture = keeper.get(of("seal_picture", place, seal.pk))
    assert b"".join(picture.streaming_content).startswith(b"\x89PNG")
    assert keeper.get(of("seal_picture", accounts.county("630104"), seal.pk)).status_code == 404
    for other in (guard, browser_of(accounts.li_min())):
        assert other.get(of("seal", place)).status_code in {403, 404}
        assert other.get(of("seal_picture", place, seal.pk)).status_code in {403, 404}
    assert "印章图片已停用" in text_of(keeper.post(of("end_seal", place), follow=True))
    assert queries.seal(place.pk) is None
