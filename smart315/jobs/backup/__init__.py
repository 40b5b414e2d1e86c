"""One file that holds the database and the stored files, and puts them back."""

from smart315.jobs.backup.making import make
from smart315.jobs.backup.manifest import Manifest
from smart315.jobs.backup.restoring import open_copy


__all__ = ["Manifest", "make", "open_copy"]
