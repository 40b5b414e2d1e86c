"""How allauth is told about this house: no self sign-up, plain words, sealed secrets."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from smart315.vault import ciphers


SEALED_AS = "mfa.authenticator.data"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are given, never taken; a wrong name and a wrong password sound alike."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("用户名或密码不正确。"),
        "too_many_login_attempts": _(
            "连续输错次数过多，为保护账号已暂停登录。请 30 分钟后再试，或联系本单位管理员。"
        ),
        "account_inactive": _("用户名或密码不正确。"),
        "incorrect_password": _("当前密码不正确。"),
        "rate_limited": _("操作太频繁，请稍后再试。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Refuse: staff are appointed, businesses join."""
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask for the password again, unless the person signed in just now."""
        records = get_authentication_records(context.request, context.request.user)
        fresh = bool(records) and (
            time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
        )
        return super().is_reauthentication_required(app=app) and not fresh


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The secret of an authenticator lies in the database as every sensitive column does."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("动态口令不正确，或已经用过。请等下一个口令。"),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret with the newest key."""
        return ciphers.seal(text, SEALED_AS)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret. Raises Unreadable when its key is gone."""
        return ciphers.unseal(encrypted_text, SEALED_AS)
