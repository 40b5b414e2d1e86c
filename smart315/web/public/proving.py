"""Proving a phone: its number is asked for, a code goes there, and the code is typed in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from smart315.accounts import phones
from smart315.accounts.actions import codes
from smart315.kernel.verdicts import Refused
from smart315.web.filing import Piece
from smart315.web.public import limits


class PhoneForm(Piece):
    """The mobile that a code is sent to; the way says whose it should be, and what for."""

    phone = forms.CharField(
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
        error_messages={"required": gettext_lazy("请填写手机号码。")},
    )

    def clean_phone(self) -> str:
        """Return the digits of a mobile."""
        try:
            return phones.mobile(self.cleaned_data["phone"])
        except Refused as refusal:
            raise ValidationError(str(refusal)) from None


class CodeForm(Piece):
    """The six digits that came to the phone."""

    code = forms.CharField(
        label=gettext_lazy("短信验证码"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": gettext_lazy("请填写短信里的6位验证码。")},
    )


@dataclass(frozen=True)
class Way:
    """What a code is for: the addresses, named as for `{% url %}`, and the words around it."""

    purpose: str
    ask: str
    send: str
    label: str | Promise
    press: str | Promise
    hint: str | Promise = ""

    def asked(self, data: QueryDict | None = None) -> PhoneForm:
        """Return the form that asks for the number."""
        form = PhoneForm(data)
        # Lazily, as labels are: in the language of whoever reads the page.
        for name, words in (("label", self.label), ("help_text", self.hint)):
            setattr(form.fields["phone"], name, words)
        return form

    def sent(
        self, request: HttpRequest, form: PhoneForm, keep: Callable[[str], None], at: datetime
    ) -> bool:
        """Owe the phone a code, and keep the number; a refusal goes to the field.

        Pressed "again" on the page that takes the code, a refusal is shown there: the code that
        came first may still be typed.
        """
        number, client = form.cleaned_data["phone"], limits.client(request)
        try:
            sent = codes.send_code(phone=number, purpose=self.purpose, at=at, client_hash=client)
        except Refused as refusal:
            if "again" in request.POST:
                messages.error(request, str(refusal))
                return True
            form.add_error("phone", str(refusal))
            return False
        keep(number)
        if sent.shown_code:
            said = _("演示系统不发短信，验证码是：%(code)s") % {"code": sent.shown_code}
            messages.info(request, said)
        return True

    def confirmed(self, form: CodeForm, number: str, at: datetime) -> bool:
        """Use the code up; a refusal goes to the field."""
        data: dict[str, Any] = {"code": form.cleaned_data["code"], "purpose": self.purpose}
        try:
            codes.confirm_code(phone=number, at=at, **data)
        except Refused as refusal:
            form.add_error("code", str(refusal))
            return False
        return True

    def page(self, request: HttpRequest, form: CodeForm, number: str) -> HttpResponse:
        """Show the page that takes the code."""
        shown = {"form": form, "number": number, "way": self}
        return render(request, "public/code.html", shown)
