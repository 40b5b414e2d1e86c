"""A page opens to whom its mark says, and says nothing to others."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from smart315.accounts import queries as accounts
from smart315.accounts.actors import Actor, ActorKind, Permission
from smart315.businesses import queries as businesses
from smart315.web import access


def _page(request):
    return HttpResponse(request.actor.name)


def _body(answer):
    assert isinstance(answer, HttpResponse)
    return answer.content


def _request(rf, *, signed_in=True):
    request = rf.get("/desk/?q=1")
    request.user = SimpleNamespace(is_authenticated=True, pk=5) if signed_in else AnonymousUser()
    request.session = {}
    return request


@pytest.fixture
def officer(monkeypatch):
    def become(*permissions, second_factor=True, held=None):
        held = {7: frozenset(permissions)} if held is None else held
        actor = Actor(ActorKind.STAFF, "staff:5", "李敏", user_id=5, held=held)
        monkeypatch.setattr(accounts, "has_second_factor", lambda user: second_factor)
        monkeypatch.setattr(accounts, "actor_of", lambda user: actor)

    return become


def test_a_stranger_is_sent_to_sign_in_and_back(rf):
    answer = access.desk_page()(_page)(_request(rf, signed_in=False))

    assert answer.status_code == 302
    assert "next=/desk/%3Fq%3D1" in answer["location"]


def test_an_officer_without_a_second_factor_is_sent_to_set_one_up(rf, officer):
    officer(Permission.READ_COMPLAINT, second_factor=False)
    request = _request(rf)

    answer = access.desk_page()(_page)(request)

    assert "totp" in answer["location"]
    assert request.session["after_second_factor"] == "/desk/?q=1"


def test_an_officer_with_the_permission_comes_in_as_an_actor(rf, officer):
    officer(Permission.READ_COMPLAINT)

    answer = access.desk_page(Permission.READ_COMPLAINT)(_page)(_request(rf))

    assert _body(answer) == b"staff:5"


def test_an_officer_without_the_permission_is_refused(rf, officer):
    officer(Permission.READ_COMPLAINT)

    with pytest.raises(PermissionDenied, match="没有查看此页的权限"):
        access.desk_page(Permission.MANAGE_PARAMETERS)(_page)(_request(rf))


def test_somebody_without_any_office_is_refused(rf, officer):
    officer(held={})

    with pytest.raises(PermissionDenied):
        access.desk_page()(_page)(_request(rf))


def test_a_business_member_comes_in_for_the_own_businesses(rf, monkeypatch):
    monkeypatch.setattr(businesses, "of_member", lambda user_id: frozenset({3}))

    answer = access.business_page(_page)(_request(rf))

    assert _body(answer) == b"business:3:user:5"


def test_a_person_without_a_business_is_refused(rf, monkeypatch):
    monkeypatch.setattr(businesses, "of_member", lambda user_id: frozenset())

    with pytest.raises(PermissionDenied):
        access.business_page(_page)(_request(rf))


def test_the_portal_asks_a_stranger_to_sign_in(rf):
    assert access.business_page(_page)(_request(rf, signed_in=False)).status_code == 302


def test_a_view_is_marked_once():
    with pytest.raises(TypeError, match="already"):
        access.public_page(access.business_page(_page))


def test_marks_can_be_read():
    assert access.access_of(access.desk_page()(_page)) == "desk:any"
    assert access.access_of(_page) == ""
