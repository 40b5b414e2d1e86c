"""The models that suggest nature and category: their cards, and which is in use."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from smart315.accounts.actors import Permission
from smart315.insight import actions, policies, queries
from smart315.insight.subjects import Subject
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import suggesting
from smart315.web.desk.attempts import pressed


@require_safe
@desk_page()
def text_models(request: ActorRequest) -> HttpResponse:
    """Show every model with its card, the one in use first."""
    return render(
        request,
        "desk/text_models.html",
        {
            "subjects": [(each, suggesting.cards(each)) for each in Subject],
            "may_keep": policies.may_keep_models(request.actor),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.MANAGE_PARAMETERS)
def use_model(request: ActorRequest, model_id: int) -> HttpResponse:
    """Ask once more, then put a model into use."""
    model = queries.model(model_id)
    if model is None:
        raise Http404
    words = {"subject": Subject(model.subject).label, "version": model.version}
    if request.method == "POST":
        said = _("%(subject)s：已启用第%(version)s版。") % words
        pressed(request, actions.put_into_use, said, model_id=model_id)
        return redirect("desk:text_models")
    shown = {
        "title": _("启用模型"),
        "question": _("%(subject)s改用第%(version)s版的建议吗？现用的一版会保留。") % words,
        "does": _("启用"),
        "action": request.path,
        "back": reverse("desk:text_models"),
    }
    return render(request, "desk/confirm.html", shown)
