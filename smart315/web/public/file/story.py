"""What happened and what is asked for; said beside it: what the business will be told."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from smart315.businesses import queries as businesses
from smart315.web.access import public_page
from smart315.web.filing import ClaimsPiece, StoryPiece
from smart315.web.filing.story import IN_MONEY
from smart315.web.public.file import direct, steps
from smart315.web.public.file.drafts import Draft


class StoryForm(StoryPiece, ClaimsPiece):
    """The story and the claims on one page."""

    field_order = (*StoryPiece.base_fields, *ClaimsPiece.base_fields)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
@steps.with_draft
def story(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Ask what happened; say first whether the business will be told directly."""
    return steps.ask(
        request,
        draft,
        "story",
        StoryForm,
        reception=direct.reception_of(draft),
        warning=businesses.uscc_warning(draft.text("respondent_uscc")),
        money=[f"amount_{kind}" for kind in IN_MONEY],
    )
