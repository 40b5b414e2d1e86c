"""What every piece of the filing form is."""

from typing import Any

from django import forms
from django.http import QueryDict


# More than any field takes, so that text which is too long can still be shortened by its author.
KEPT_LENGTH = 20_000


class Piece(forms.Form):
    """Some questions of the filing form; several pieces combine by inheritance.

    Errors come from the server, in words: the browser's own bubbles are left out.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    @classmethod
    def typed(cls, data: QueryDict) -> dict[str, Any]:
        """Return what was typed into the piece's fields, as it was typed, fit for JSON."""
        return {
            name: _several(data.getlist(name))
            if isinstance(field, forms.MultipleChoiceField)
            else data.get(name, "")[:KEPT_LENGTH]
            for name, field in cls.base_fields.items()
        }


def _several(values: list[str]) -> list[str]:
    return [value[:KEPT_LENGTH] for value in values]
