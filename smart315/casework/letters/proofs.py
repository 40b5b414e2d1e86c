"""Where anybody can see that a document is genuine."""

from django.conf import settings

from smart315.kernel import identifiers


HALF = identifiers.CODE_LENGTH // 2


def address(code: str) -> str:
    """Return the address of the page that proves a document."""
    return f"{settings.BASE_URL}/verify/{code}/"


def spelled(code: str) -> str:
    """Return a code as it is printed, easy to type.

    >>> spelled("A01158QQQQ")
    'A0115-8QQQQ'
    """
    return f"{code[:HALF]}-{code[HALF:]}"
