"""What the accounts room writes into the record."""

from enum import StrEnum


class Kind(StrEnum):
    """Events, as `subject.verb` in the past tense."""

    ORGANISATION_FOUNDED = "organisation.founded"
    ORGANISATION_DESCRIBED = "organisation.described"
    ORGANISATION_MOVED = "organisation.moved"
    ORGANISATION_CLOSED = "organisation.closed"
    SEAL_SET = "organisation.seal_set"
    SEAL_ENDED = "organisation.seal_ended"
    USER_CREATED = "user.created"
    PASSWORD_OFFERED = "user.password_offered"  # noqa: S105 - the name of an event
    STAFF_APPOINTED = "staff.appointed"
    STAFF_DISMISSED = "staff.dismissed"
    SECOND_FACTOR_ENROLLED = "second_factor.enrolled"
    CODE_SENT = "code.sent"
    CODE_CONFIRMED = "code.confirmed"
    CODE_MISTYPED = "code.mistyped"
    CODES_FORGOTTEN = "codes.forgotten"
    MESSAGES_TRIED_AGAIN = "messages.tried_again"
    PERSONAL_UNMASKED = "personal.unmasked"
