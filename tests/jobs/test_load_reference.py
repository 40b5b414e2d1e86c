import pytest
from django.core.management.base import CommandError
from django.db import OperationalError

from smart315.jobs import schema
from smart315.parameters import queries as parameters
from smart315.regions import queries as regions


pytestmark = pytest.mark.django_db


def test_the_divisions_the_rules_and_the_calendar_are_loaded_once(smart315):
    first = smart315("load_reference", "--json").outcome
    again = smart315("load_reference", "--json").outcome

    assert first["divisions"] == again["divisions"] == 1 + 8 + 45 + 422
    assert first["rules"] > 10
    assert first["years"] > 10
    assert (again["rules"], again["years"]) == (0, 0)
    assert regions.region("630102") is not None
    assert parameters.years()


def test_it_says_what_it_did(smart315):
    assert "476 divisions are in place" in smart315("load_reference").out


def test_a_database_that_is_behind_is_told_what_to_run(smart315, monkeypatch):
    monkeypatch.setattr(schema, "pending", lambda: ["casework.0009_more", "web.0002_x"])

    with pytest.raises(CommandError, match=r"lacks 2 migrations \(casework.0009_more first\)"):
        smart315("load_reference")


def test_a_database_that_does_not_answer_is_no_trace(smart315, monkeypatch):
    def refuse():
        raise OperationalError

    monkeypatch.setattr(schema, "pending", refuse)

    with pytest.raises(CommandError, match=r"does not answer.*correct DATABASE_URL"):
        smart315("load_reference")
