"""People who sign in: staff and the staff of businesses."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from smart315.vault.fields import EncryptedTextField


class User(AbstractUser):
    """One person with a name to sign in with; what they may do comes from memberships."""

    # One name, as Chinese names are written.
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    display_name = models.CharField(_("姓名"), max_length=60, default="", blank=True)
    phone = EncryptedTextField(_("手机"), default="", blank=True)
    phone_hash = models.CharField(max_length=64, default="", blank=True, db_index=True)

    class Privacy:
        public = frozenset({"id", "is_superuser", "is_staff", "is_active", "date_joined"})
        personal = frozenset({"username", "password", "email", "display_name", "last_login"})
        sensitive = frozenset({"phone", "phone_hash"})

    def __str__(self) -> str:
        return self.display_name or self.username

    def get_full_name(self) -> str:
        """Return the name to show."""
        return str(self)

    def get_short_name(self) -> str:
        """Return the name to show."""
        return str(self)
