import json

import pytest
from django.core.management import call_command

from tests.given import casework, insight as given


pytestmark = pytest.mark.django_db


def learn(capsys, **options):
    call_command("learn_labels", json=True, **options)
    return json.loads(capsys.readouterr().out)


def test_both_subjects_are_learnt_and_told(capsys):
    given.confirmed_cases()

    found = learn(capsys)

    assert found["nature"]["learnt"]
    assert found["category"]["promoted"]
    assert found["category"]["held_back"]["macro_f1"] == 1


def test_too_few_cases_are_told_and_nothing_breaks(capsys):
    casework.the_world()

    found = learn(capsys, subject="nature")

    assert found == {"nature": {"learnt": False, "why": "已确认的投诉太少，暂时不能学习。"}}
