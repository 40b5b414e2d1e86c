"""Beside the table of moves stand its sisters; each must know every move (handbook §2.6-2.8)."""

from collections.abc import Mapping

import pytest

from smart315.accounts.actors import PERMISSIONS, Permission
from smart315.casework import deadlines, kinds, letters, notices, policies, rights, tellings
from smart315.casework.proceedings import LIVES, OPEN
from smart315.casework.states import COMPLAINT
from smart315.messaging import templates
from smart315.parameters.register import DECLARED


MOVES = set(COMPLAINT.moves)
SISTERS: dict[str, Mapping[str, object]] = {
    "who may": policies.WHO,
    "clocks": deadlines.CLOCKS,
    "documents": letters.DOCUMENTS,
    "messages": notices.MESSAGES,
}
EFFECTS = deadlines.CLOCKS.values()
TOUCHED = {
    key
    for effect in EFFECTS
    for key in (*effect.starts, *effect.pauses, *effect.resumes, *effect.stops)
}
STARTED = {key for effect in EFFECTS for key in effect.starts}


@pytest.mark.parametrize("name", SISTERS)
def test_a_sister_table_knows_every_move_and_no_other(name):
    assert set(SISTERS[name]) == MOVES


@pytest.mark.parametrize("life", LIVES)
def test_the_sisters_of_a_small_life_know_its_every_move(life):
    moves = {OPEN, *LIVES[life].moves}

    assert set(rights.WHO[life]) == moves
    assert {move for of, move in kinds.OF_LIFE if of == life} == moves
    assert {move for of, move in tellings.OF_LIFE if of == life} == moves
    assert rights.WHILE[life]
    assert str(rights.TITLES[life])


def test_no_sister_knows_a_life_that_is_not_there():
    known = {*rights.WHO, *rights.WHILE, *rights.TITLES}
    assert known == {of for of, _move in {*kinds.OF_LIFE, *tellings.OF_LIFE}} == set(LIVES)


def test_a_guard_belongs_to_a_move():
    assert set(policies.GUARDS) <= MOVES


@pytest.mark.parametrize("move", MOVES)
def test_every_move_can_be_made_by_somebody(move):
    who = policies.WHO[move]

    assert who.permission or who.consumer or who.business or who.system


@pytest.mark.parametrize("move", MOVES)
def test_every_permission_a_move_asks_for_is_held_by_some_role(move):
    permission = policies.WHO[move].permission

    assert permission is None or any(permission in held for held in PERMISSIONS.values())


def test_every_permission_about_a_complaint_is_asked_for_or_named_elsewhere():
    asked = {who.permission for who in policies.WHO.values() if who.permission}
    elsewhere = {
        Permission.APPROVE,
        Permission.SUPERVISE,
        Permission.SEE_ABUSE_HINTS,
        Permission.READ_COMPLAINT,
        Permission.READ_PERSONAL,
        Permission.IMPORT_COMPLAINTS,
        Permission.EXPORT_COMPLAINTS,
        Permission.MANAGE_ORGANISATION,
        Permission.APPOINT_STAFF,
        Permission.MANAGE_PARAMETERS,
        Permission.MANAGE_BUSINESSES,
        Permission.HANDLE_INCIDENTS,
        Permission.ISSUE_PAPER,
        Permission.WRITE_ANALYSIS,
        Permission.APPROVE_ANALYSIS,
        Permission.PUBLISH_ANALYSIS,
        Permission.READ_AUDIT,
    }
    assert asked | elsewhere == set(Permission)


@pytest.mark.parametrize("key", sorted(set(deadlines.TITLES) - deadlines.AGREED_DATE))
def test_the_length_of_every_clock_stands_in_the_register(key):
    assert key in DECLARED


def test_what_is_paused_resumed_or_stopped_was_started_somewhere():
    started_by_hand = {"business.reply", "reattribute.due"}

    assert started_by_hand >= TOUCHED - STARTED


def test_what_is_paused_can_be_resumed():
    paused = {key for effect in EFFECTS for key in effect.pauses}
    resumed = {key for effect in EFFECTS for key in effect.resumes}

    assert paused == resumed


def test_every_clock_has_one_debtor():
    assert not deadlines.OWED_BY_CONSUMER & deadlines.OWED_BY_BUSINESS
    assert TOUCHED >= deadlines.OWED_BY_CONSUMER | deadlines.OWED_BY_BUSINESS


def test_every_clock_has_a_title():
    assert set(deadlines.TITLES) == TOUCHED | set(deadlines.REFERRED.starts)
    assert all(str(title).strip() for title in deadlines.TITLES.values())


@pytest.mark.parametrize("move", MOVES)
def test_a_move_that_ends_where_nothing_is_owed_leaves_no_clock_of_the_association(move):
    # Handbook §2.5: a decided or ended complaint is owed nothing but the call and the archive.
    final = {"consult", "archive", "reject", "lapse", "terminate", "withdraw"}

    assert not (move in final and not deadlines.CLOCKS[move].stops_all)


@pytest.mark.parametrize(
    ("move", "code"),
    [
        ("submit", "D01"),
        ("request_supplement", "D02"),
        ("accept", "D03"),
        ("lapse", "D04"),
        ("reject", "D04"),
        ("transfer", "D05"),
        ("start_mediation", "D07"),
        ("agree", "D08"),
        ("terminate", "D09"),
        ("settle", "D10"),
        ("suspend", "D11"),
        ("resume", "D11"),
        ("close", "D13"),
        ("follow_up", "D14"),
    ],
)
def test_a_move_owes_the_document_of_the_handbook(move, code):
    assert code in letters.DOCUMENTS[move]


def test_every_owed_document_has_its_title():
    owed = {code for codes in letters.DOCUMENTS.values() for code in codes}

    assert owed <= set(letters.TITLES)
    assert str(letters.TITLES["D04"]) == "不予受理通知书"
    assert str(letters.TITLES["D09"]) == "终止调解通知书"


def test_the_five_routes_of_article_39_are_named_in_order():
    routes = [str(route) for route in letters.OTHER_ROUTES]

    words = ["协商和解", "消费者协会", "有关行政部门投诉", "提请仲裁", "人民法院提起诉讼"]
    assert len(routes) == len(words)
    assert all(word in route for word, route in zip(words, routes, strict=True))


@pytest.mark.parametrize("move", MOVES)
def test_every_message_can_be_written_with_what_a_complaint_knows(move):
    context = {"number": "1", "title": "t", "due": "d", "code": "c", "url": "u"}

    for notice in notices.MESSAGES[move]:
        assert templates.named(notice.template.name) is notice.template
        _subject, body = templates.render(notice.template, context)
        assert "%(" not in body


@pytest.mark.parametrize(
    "move",
    [
        "submit",
        "request_supplement",
        "lapse",
        "settle_first",
        "settle",
        "fall_back",
        "accept",
        "reject",
        "consult",
        "transfer",
        "start_mediation",
        "suspend",
        "resume",
        "agree",
        "terminate",
        "default",
        "close",
        "reopen",
    ],
)
def test_the_consumer_hears_of_every_turn_of_the_case(move):
    assert notices.To.CONSUMER in {notice.to for notice in notices.MESSAGES[move]}
