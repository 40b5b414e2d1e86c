"""What the forms of all moves have in common, and the plainest of them."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from smart315.casework.queries import Case
from smart315.web.desk.forms.fields import text_area


LONG = 2000


class MoveForm(forms.Form):
    """A form that remembers at which stage the officer saw the case."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["seen"].initial = case.complaint.stage
        self.prepare()

    def prepare(self) -> None:
        """Fit choices and initial values to the case."""

    @property
    def stale(self) -> bool:
        """Tell whether the case has moved on since the officer opened the form."""
        return self.is_bound and self.data.get("seen", "") != self.case.complaint.stage

    def refresh(self) -> None:
        """Take note of the stage as it is now, so that pressing again is a choice."""
        data = cast("QueryDict", self.data).copy()
        data["seen"] = self.case.complaint.stage
        self.data = data

    def arguments(self) -> dict[str, Any]:
        """Return what the action takes besides the complaint, who and when."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class PlainForm(MoveForm):
    """A move that asks for nothing but the press."""


class NoteForm(MoveForm):
    """A move with a few words that may be left out."""

    note = forms.CharField(label=_("说明"), required=False, max_length=LONG, widget=text_area(3))
