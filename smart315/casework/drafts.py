"""Where a draft is found: by a hash of its token, which only the browser keeps."""

from datetime import timedelta

from smart315.vault.lookup import keyed_hash


LIFETIME = timedelta(days=30)


def hashed(token: str) -> str:
    """Return the hash under which a draft is stored."""
    return keyed_hash(token, "casework.draft")


def stream(token: str) -> str:
    """Return the stream in which the files of a draft are stored."""
    return f"draft:{hashed(token)[:32]}"
