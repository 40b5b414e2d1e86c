"""A text column whose values are encrypted at rest and bound to their column."""

from typing import Any, Self, overload

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Exact, Lookup

from smart315.vault import ciphers


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Stores `k1:AG:<base64>`; blank stays blank, so that "is there one" can be asked.

    Reading decrypts everywhere, `values()` and deferred columns included. Nothing but
    `exact ""` and `isnull` can be looked up: keep `vault.lookup.keyed_hash` beside it.
    """

    description = "Encrypted text"

    @overload  # type: ignore[override] # the type checker's own overloads name a private class
    def __get__(self, instance: None, owner: Any) -> Self: ...
    @overload
    def __get__(self, instance: models.Model, owner: Any) -> str: ...
    def __get__(self, instance: models.Model | None, owner: Any) -> Any:
        """Tell the type checker that the attribute is a text; Django never calls this."""
        return self

    @property
    def bound_to(self) -> str:
        """Return "app.model.column", which every value is sealed with."""
        return f"{self.model._meta.app_label}.{self.model._meta.model_name}.{self.name}"  # noqa: SLF001

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """Encrypt on the way in; an expression passes as it is."""
        value = super().get_db_prep_save(value, connection)
        return ciphers.seal(value, self.bound_to) if isinstance(value, str) and value else value

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        """Decrypt on the way out. Raises Unreadable naming the column."""
        return ciphers.unseal(value, self.bound_to) if value else value

    def get_lookup(self, lookup_name: str) -> "type[Lookup[Any]] | None":
        """Return the two lookups that make sense; refuse the others with the remedy."""
        if lookup_name == "exact":
            return BlankOnly
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(_refusal(self.bound_to, lookup_name))

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """Report a uniqueness or an index that encryption makes meaningless."""
        found = super().check(**kwargs)
        if self.unique or getattr(self, "db_index", False):
            found.append(
                checks.Error(
                    "An encrypted column cannot be unique or indexed.",
                    hint="Put the constraint on a keyed hash beside it.",
                    obj=self,
                    id="vault.E001",
                )
            )
        return found


class BlankOnly(Exact):
    """Compares with the blank text alone."""

    def get_prep_lookup(self) -> Any:
        """Return the blank text. Raises FieldError for anything else."""
        if self.rhs != "":
            field = self.lhs.output_field
            raise FieldError(_refusal(getattr(field, "bound_to", str(field)), "exact"))
        return ""


def _refusal(column: str, lookup_name: str) -> str:
    return (
        f"{column} is encrypted and cannot be looked up by {lookup_name!r}: only the blank text "
        "and isnull can. Keep vault.lookup.keyed_hash in a column beside it and look that up."
    )
