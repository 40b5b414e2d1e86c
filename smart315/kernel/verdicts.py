"""Answers to the question whether somebody may do something now."""

from dataclasses import dataclass


class Refused(Exception):  # noqa: N818 - reads as a sentence
    """An anticipated refusal; its text is fit to be shown to the person who asked.

    `field` names the form field to which the refusal belongs, or is empty.
    """

    def __init__(self, reason: str, *, field: str = "") -> None:
        super().__init__(reason)
        self.field = field


@dataclass(frozen=True)
class Verdict:
    """True when there is no reason against; otherwise it carries the sentence to show.

    >>> bool(ALLOWED), bool(Verdict("该投诉已办结。"))
    (True, False)
    """

    reason: str = ""

    def __bool__(self) -> bool:
        return not self.reason

    def require(self) -> None:
        """Raise Refused unless allowed."""
        if self.reason:
            raise Refused(self.reason)


ALLOWED = Verdict()
