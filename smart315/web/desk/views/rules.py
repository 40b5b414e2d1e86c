"""The dated register of rules: for everybody to read, for the province's administrator to set."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from smart315.accounts.actors import Permission
from smart315.parameters import actions, policies
from smart315.parameters.register import DECLARED, Declared
from smart315.web.access import ActorRequest, desk_page
from smart315.web.desk import rulebook
from smart315.web.desk.attempts import made
from smart315.web.desk.forms.rules import RuleForm


@require_safe
@desk_page()
def rules(request: ActorRequest) -> HttpResponse:
    """Show every rule: what holds, on what it rests, since when."""
    return render(
        request,
        "desk/rules.html",
        {
            "groups": rulebook.groups(localdate()),
            "may_set": policies.may_set_rule(request.actor),
        },
    )


@require_safe
@desk_page()
def rule(request: ActorRequest, key: str) -> HttpResponse:
    """Show one rule with every version it has had."""
    declared = _declared(key)
    return render(
        request,
        "desk/rule.html",
        {
            "rule": rulebook.line(declared, localdate()),
            "versions": rulebook.versions(key, localdate()),
            "may_set": not declared.statutory and policies.may_set_rule(request.actor),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Permission.MANAGE_PARAMETERS)
def set_rule(request: ActorRequest, key: str) -> HttpResponse:
    """Let a rule have another value from a day on."""
    line = rulebook.line(_declared(key), localdate())
    held = next((each.rule.value for each in rulebook.versions(key, localdate())), None)
    form = RuleForm(
        request.POST or None,
        pattern=_declared(key).value if held is None else held,
        choices=_declared(key).choices,
        initial={"basis": line.basis, "effective_from": localdate()},
    )
    if request.method == "POST" and form.is_valid():
        said = _("已记入规则登记簿。")
        if made(request, form, actions.set_rule, said, key=key, **form.arguments()):
            return redirect("desk:rule", key)
    return render(request, "desk/set_rule.html", {"rule": line, "form": form})


def _declared(key: str) -> Declared:
    if key not in DECLARED:
        raise Http404
    return DECLARED[key]
