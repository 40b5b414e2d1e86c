"""About the consumer, and the code that proves the phone is theirs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from smart315.accounts import phones, tokens
from smart315.accounts.actions import codes
from smart315.kernel.verdicts import Refused
from smart315.web.access import public_page
from smart315.web.filing import ConsentsPiece, PersonPiece
from smart315.web.public import limits
from smart315.web.public.file import drafts, steps
from smart315.web.public.file.drafts import Draft
from smart315.web.public.proving import CodeForm


PURPOSE = "filing"


class YouForm(PersonPiece, ConsentsPiece):
    """Who is filing, and what they agree to."""

    field_order = (*PersonPiece.base_fields, *ConsentsPiece.base_fields)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
@steps.with_draft
def you(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Ask who is filing; a mobile that is not confirmed yet is sent a code."""
    if request.method != "POST":
        return steps.show(request, draft, "you", {"form": YouForm(initial=draft.form)})
    draft = drafts.keep(draft, YouForm.typed(request.POST), now())
    form, back = YouForm(dict(draft.form)), steps.turning_back(request, "you")
    if back:
        return redirect(back)
    if "places" in request.POST:
        return redirect(steps.here("you", steps.going_to(request)) + "#id_township")
    if not form.is_valid():
        return steps.show(request, draft, "you", {"form": form})
    if not must_confirm(draft):
        return redirect(steps.after("you"))
    return _sent(request, draft)


@public_page
@require_POST
def townships(request: HttpRequest) -> HttpResponse:
    """Return the townships of the chosen county, as a piece of the page."""
    form = PersonPiece(initial=PersonPiece.typed(request.POST))
    return render(request, "public/file/townships.html", {"form": form})


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
@steps.with_draft
def phone(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Send a code, or take it."""
    if not must_confirm(draft):
        return redirect(steps.after("you"))
    if "again" in request.POST:
        return _sent(request, draft)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            drafts.keep(draft, _confirmed(draft, form.cleaned_data["code"]), now())
            return redirect(steps.after("you"))
        except Refused as refusal:
            form.add_error("code", str(refusal))
    return _ask_code(request, draft, form)


def must_confirm(draft: Draft) -> bool:
    """Tell whether the draft's phone is a mobile that was not confirmed within a day."""
    return is_mobile(draft.text("phone")) and not is_confirmed(draft)


def is_confirmed(draft: Draft) -> bool:
    """Tell whether a code was typed for the draft's phone within a day."""
    token, number = draft.text("phone_token"), draft.text("phone")
    return bool(token) and is_mobile(number) and tokens.check_phone_token(token, number, now())


def is_mobile(text: str) -> bool:
    """Tell whether a text is a mobile number: only those can receive a code."""
    try:
        return phones.contact(text).mobile
    except Refused:
        return False


def _sent(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Owe the phone a code; the page that asks for it says when that was refused."""
    client, at = limits.client(request), now()
    try:
        sent = codes.send_code(
            phone=draft.text("phone"), purpose=PURPOSE, at=at, client_hash=client
        )
    except Refused as refusal:
        return _ask_code(request, draft, CodeForm(), str(refusal))
    drafts.keep(draft, {"shown_code": sent.shown_code}, at)
    return redirect("public:file_phone")


def _confirmed(draft: Draft, code: str) -> dict[str, str]:
    """Use the code up and return the proof of it."""
    number, at = draft.text("phone"), now()
    codes.confirm_code(phone=number, code=code, purpose=PURPOSE, at=at)
    return {"phone_token": tokens.phone_token(number, at), "shown_code": ""}


def _ask_code(
    request: HttpRequest, draft: Draft, form: CodeForm, refused: str = ""
) -> HttpResponse:
    number = phones.contact(draft.text("phone")).number
    shown = {"form": form, "number": number, "refused": refused, "draft": draft}
    shown["place"] = steps.place("you", steps.going_to(request))
    return render(request, "public/file/phone.html", shown)
