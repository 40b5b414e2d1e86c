"""What is done inside a case beside its moves: each deed a form on a page of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.functional import Promise

from smart315.casework.queries import Case


class DeedForm(forms.Form):
    """A form about a case and, where the deed is about one, an object of the case."""

    def __init__(self, *args: Any, case: Case, target: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.target = target
        self.prepare()

    def prepare(self) -> None:
        """Fit choices and initial values to the case."""

    def arguments(self) -> dict[str, Any]:
        """Return what the action takes besides who and when; files have become evidence."""
        return dict(self.cleaned_data)


class PressForm(DeedForm):
    """A deed that asks for nothing but the press."""


@dataclass(frozen=True)
class Deed:
    """One deed.

    `names` is how the action calls the case ("complaint_id") or the object ("session_id"), `files`
    says which uploads become evidence: field, its purpose, and the argument for its number.
    """

    slug: str
    title: Promise
    form: type[DeedForm]
    act: Callable[..., Any]
    said: Promise
    back: str
    names: str = "complaint_id"
    files: Mapping[str, tuple[Promise, str]] = field(default_factory=dict)
    warns: Promise | str = ""
    tone: str = "primary"

    @property
    def of_object(self) -> bool:
        """Tell whether the deed is about an object of the case."""
        return self.names != "complaint_id"


def table(*deeds: Deed) -> dict[str, Deed]:
    """Return deeds by their slug; raise ValueError for two with the same one."""
    found = {deed.slug: deed for deed in deeds}
    if len(found) != len(deeds):
        raise ValueError("Two deeds share a slug.")
    return found
