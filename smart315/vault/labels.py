"""Privacy labels: what each column says about a person, declared in an inner class.

class Privacy:
    public = frozenset({"id", "region"})
    personal = frozenset({"name"})
    sensitive = frozenset({"phone", "phone_hash"})
"""

from enum import StrEnum

from django.db import models

from smart315.vault.fields import EncryptedTextField


class Grade(StrEnum):
    """How much a column says about a person, from nothing to what the law calls sensitive."""

    PUBLIC = "public"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


def columns(model: type[models.Model]) -> dict[str, models.Field]:  # type: ignore[type-arg]
    """Return the model's stored columns by name; a foreign key goes by its field's name."""
    return {field.name: field for field in model._meta.concrete_fields}  # noqa: SLF001


def labelled(model: type[models.Model]) -> dict[str, Grade]:
    """Return the grade of every labelled column; the gravest wins when there are two."""
    return {column: grade for grade in Grade for column in _declared(model, grade)}


def problems(model: type[models.Model]) -> list[str]:
    """List what is wrong with a model's labels, one English sentence each."""
    name = model._meta.label  # noqa: SLF001
    if not hasattr(model, "Privacy"):
        return [f"{name} has no inner class Privacy."]
    stored, grades = columns(model), labelled(model)
    found = [f"{name}.{column} has no privacy label." for column in stored if column not in grades]
    found += [
        f"{name}.{column} is labelled but is not a column."
        for column in grades
        if column not in stored
    ]
    found += [
        f"{name}.{column} has more than one label."
        for column in grades
        if sum(column in _declared(model, grade) for grade in Grade) > 1
    ]
    found += [
        f"{name}.{column} is sensitive but is neither encrypted nor a hash."
        for column, grade in grades.items()
        if grade is Grade.SENSITIVE and column in stored and not _is_hidden(stored[column])
    ]
    return sorted(found)


def _declared(model: type[models.Model], grade: Grade) -> frozenset[str]:
    return frozenset(getattr(getattr(model, "Privacy", None), grade.value, frozenset()))


def _is_hidden(field: models.Field) -> bool:  # type: ignore[type-arg]
    return isinstance(field, EncryptedTextField) or field.name.endswith("_hash")
