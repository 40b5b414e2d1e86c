"""What somebody orders when a document is to be issued."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class Order:
    """What is to be issued. `key` is the form's own: pressed twice is one document.

    `owed_id` names the document that a move owes, `replaces_id` the one that this takes the place
    of, with `reason`; `words` are the officer's texts by the names of `letters.Letter.free`.
    """

    complaint_id: int
    code: str
    key: UUID
    owed_id: int | None = None
    object_id: int | None = None
    replaces_id: int | None = None
    reason: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
