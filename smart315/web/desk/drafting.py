"""The form that an officer is filling in for somebody: kept on the server until it is filed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from smart315.accounts import phones, tokens
from smart315.accounts.actors import Actor
from smart315.casework import actions, queries
from smart315.casework.codes import Channel
from smart315.documents import queries as documents
from smart315.kernel.verdicts import Refused
from smart315.vault.lookup import keyed_hash
from smart315.web.filing.form import Around


PURPOSE = "desk.draft"
KEY = "client_key"
PROOF = "phone_token"


@dataclass(frozen=True)
class Draft:
    """What one officer has typed so far; there is one at a time."""

    token: str
    form: Mapping[str, Any]

    @property
    def stream(self) -> str:
        """Return where the draft's files are stored."""
        return queries.draft_stream(self.token)

    @property
    def key(self) -> UUID:
        """Return the key under which the form is filed once."""
        return UUID(str(self.form[KEY]))

    def confirmed(self, at: datetime) -> bool:
        """Tell whether the phone that stands in the form was confirmed by a code."""
        proof, typed = str(self.form.get(PROOF, "")), str(self.form.get("phone", ""))
        try:
            return bool(proof) and tokens.check_phone_token(proof, phones.mobile(typed), at)
        except Refused:
            return False

    def around(self, at: datetime) -> Around:
        """Return what goes with the form when it is filed."""
        return Around(
            client_key=self.key,
            phone_verified=self.confirmed(at),
            evidence=tuple(each.pk for each in documents.files(self.stream)),
            draft_token=self.token,
            wants_direct=bool(self.form.get("wants_direct")),
            channel=Channel(self.form["channel"]),
        )


def of(actor: Actor, at: datetime, key: UUID | None = None) -> Draft:
    """Return the draft of an officer; the token is nobody's to guess, and outlives a session.

    `key` is that of the page that was sent: it is kept, whatever stood there before.
    """
    token = keyed_hash(actor.name, PURPOSE)
    form = queries.draft(token, at) or {KEY: str(uuid4())}
    return Draft(token, {**form, KEY: str(key)} if key else form)


def keep(draft: Draft, changes: Mapping[str, Any], at: datetime) -> Draft:
    """Store what was typed on top of what was there."""
    form = {**draft.form, **changes}
    actions.save_draft(token=draft.token, form=form, at=at)
    return replace(draft, form=form)
