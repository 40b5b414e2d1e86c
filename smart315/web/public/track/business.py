"""Another business is meant: looked up, read about, and named; or left to the association."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smart315.businesses.queries import Reception
from smart315.casework import actions
from smart315.casework.queries import Case
from smart315.kernel.verdicts import Refused
from smart315.web.access import public_page
from smart315.web.filing import Piece
from smart315.web.public.file import candidates, direct
from smart315.web.public.site import in_chinese
from smart315.web.public.track import deeds
from smart315.web.public.track.case import own_case


class OtherForm(Piece):
    """The name of the other business, one of the register, and whether it answers first."""

    respondent_name = forms.CharField(
        label=gettext_lazy("商家名称"),
        max_length=120,
        help_text=gettext_lazy("营业执照、发票、合同或店招上的名称；也可以填统一社会信用代码。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("请填写商家名称。")},
    )
    business_id = forms.CharField(max_length=20, required=False)
    wants_direct = forms.ChoiceField(
        label=gettext_lazy("先请商家直接答复您吗？"),
        choices=direct.DirectForm.base_fields["wants_direct"].choices,  # type: ignore[attr-defined]
        widget=forms.RadioSelect,
        required=False,
    )

    @property
    def chosen(self) -> int | None:
        """Return the number of a business of the register, or None for the name as typed."""
        text = self.cleaned_data["business_id"]
        return int(text) if text.isdecimal() else None


@public_page
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@own_case
def reattribute(request: HttpRequest, case: Case) -> HttpResponse:
    """Look the other business up, show how it behaves, then send the complaint on."""
    if not deeds.is_misdirected(case):
        messages.info(request, _("现在不能重新指定商家：情况已经变了。"))
        return redirect("public:case", case.complaint.pk)
    if "nobody" in request.POST and _left(request, case):
        return redirect("public:case", case.complaint.pk)
    form = OtherForm(request.POST if request.method == "POST" else None)
    sent = form.is_bound and "look" not in request.POST and form.is_valid()
    if sent and _done(request, case, form):
        return redirect("public:case", case.complaint.pk)
    return render(request, "public/track/business.html", _shown(request, case, form))


def _shown(request: HttpRequest, case: Case, form: OtherForm) -> dict[str, Any]:
    name, chosen = request.POST.get("respondent_name", ""), request.POST.get("business_id", "")
    asked = candidates.for_text(name, name, "", chosen) if name.strip() else None
    shown: dict[str, Any] = {"case": case, "form": form, "asked": asked}
    if asked is not None and asked.chosen.isdecimal():
        shown |= direct.told(int(asked.chosen))
    return shown


def _done(request: HttpRequest, case: Case, form: OtherForm) -> bool:
    """Name it; a business that receives is first shown, with the question whether it is first."""
    data, chosen = form.cleaned_data, form.chosen
    if not data["business_id"]:
        return False
    if chosen and direct.told(chosen)["reception"] is Reception.WILL and not data["wants_direct"]:
        return False
    try:
        with in_chinese():
            actions.reattribute(
                complaint_id=case.complaint.pk,
                respondent_name=data["respondent_name"],
                business_id=chosen,
                wants_direct=data["wants_direct"] == "yes",
                by=case.actor,
                at=now(),
            )
    except Refused as refusal:
        form.add_error("respondent_name", str(refusal))
        return False
    messages.success(request, _("已重新指定商家。"))
    return True


def _left(request: HttpRequest, case: Case) -> bool:
    try:
        with in_chinese():
            actions.give_up_waiting(complaint_id=case.complaint.pk, by=case.actor, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, _("已转由消协处理。"))
    return True
