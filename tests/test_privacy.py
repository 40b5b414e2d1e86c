"""Every column says what it tells about a person, and what is said to nobody is written nowhere."""

import ast

import pytest
from django.apps import apps

from smart315.vault import labels
from tests.source import modules


MODELS = [model for model in apps.get_models() if model.__module__.startswith("smart315.")]
LOUD = {"exception"}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_column_is_labelled(model):
    problems = labels.problems(model)

    assert not problems, "\n".join(problems)


def test_no_trace_of_an_error_is_logged():
    """A trace may hold what somebody wrote: the class and the place are enough."""
    found = [
        f"{module.file}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        if (isinstance(node.func, ast.Attribute) and node.func.attr in LOUD)
        or "exc_info" in {each.arg for each in node.keywords}
    ]

    assert not found, "\n".join(found)
