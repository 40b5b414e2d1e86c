"""Before anything is written: walls, other roads, and what to have ready."""

from collections.abc import Sequence
from typing import Any
from zlib import crc32

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import get_language, gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from smart315.casework import cards, taxonomy
from smart315.casework.codes import PriorChannel
from smart315.casework.taxonomy import Wall
from smart315.web.access import public_page
from smart315.web.filing import PriorPiece
from smart315.web.public.file import drafts, roads, steps
from smart315.web.public.file.drafts import Draft
from smart315.web.public.file.roads import Road


OPEN, REFUSED = "open", "refused"
YES, NO = "yes", "no"
WALL = "wall_"
RULES = 2
STATES = [
    (OPEN, _("已经受理，或者正在处理、已经处理完")),
    (REFUSED, _("没有受理，或者我已经撤回")),
]


class DoorPiece(PriorPiece):
    """What became of the other road, and the warning that this one closes it."""

    prior_state = forms.ChoiceField(
        label=_("那边现在怎么样了"),
        choices=STATES,
        widget=forms.RadioSelect,
        required=False,
    )
    knows_door = forms.BooleanField(
        label=_("我知道了：消协受理以后，12315不再受理同一件事。"),
        error_messages={"required": _("请先阅读并勾选，再继续。")},
    )

    def clean(self) -> dict[str, Any]:
        """Ask what became of it when the dispute has been taken elsewhere."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("prior_channel", PriorChannel.NONE) == PriorChannel.NONE:
            return data | {"prior_state": "", "prior_detail": ""}
        if not data.get("prior_state"):
            self.add_error("prior_state", _("请选择那边是否已经受理。"))
        if not data.get("prior_detail"):
            self.add_error("prior_detail", _("请写明向哪个单位、什么时候提出，结果如何。"))
        return data


class BeforeForm(DoorPiece):
    """The door, and one question for each wall of what was bought and what went wrong."""

    def __init__(self, *args: Any, walls: Sequence[Wall] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.walls = {_name(wall): wall for wall in walls if wall.blocking}
        for name, wall in self.walls.items():
            self.fields[name] = forms.ChoiceField(
                label=wall.text,
                choices=[(NO, _("不是这种情况")), (YES, _("是这种情况"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("请选择是不是这种情况。")},
            )
        self.order_fields([*self.walls])

    def questions(self) -> list[forms.BoundField]:
        """Return the questions of the walls."""
        return [self[name] for name in self.walls]

    def stops(self) -> list[Road]:
        """Return where else to turn, for each answer that speaks against filing here."""
        answers = self.cleaned_data
        found = [roads.of_wall(w) for name, w in self.walls.items() if answers.get(name) == YES]
        if answers.get("prior_state") == OPEN:
            found += filter(None, [roads.of_prior(answers["prior_channel"])])
        return found


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
@steps.with_draft
def before(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Ask about walls and the other road, and say what to have ready."""
    walls = walls_of(draft)
    if request.method == "POST":
        names = [_name(wall) for wall in walls]
        answers = {name: request.POST.get(name, "")[: len(YES)] for name in names}
        draft = drafts.keep(draft, DoorPiece.typed(request.POST) | answers, now())
        form = form_of(draft)
        back = steps.turning_back(request, "before")
        if back or form.is_valid():
            return redirect(back or _onward(request, form))
    else:
        form = BeforeForm(initial=draft.form, walls=walls)
    return steps.show(request, draft, "before", {"form": form, **_told(draft, walls)})


@public_page
@require_safe
@steps.with_draft
def stop(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Show the right road, and the way back for those whose case is another."""
    form = form_of(draft)
    if not form.is_valid() or not form.stops():
        return redirect("public:file_before")
    return render(request, "public/file/stop.html", {"roads": form.stops(), "draft": draft})


def _told(draft: Draft, walls: Sequence[Wall]) -> dict[str, Any]:
    """Return what stands beside the questions: other roads, the law, what to have ready."""
    return {
        "advice": [roads.of_wall(wall) for wall in walls if not wall.blocking],
        "rights": _rights(draft),
        "hints": _hints(draft),
    }


def _rights(draft: Draft) -> list[str]:
    """Return the two rules that fit best, in the reader's plain words."""
    matter = cards.Matter(draft.text("nature_code"), draft.text("category_code"))
    found = cards.plain_ones(matter, localdate(), most=RULES)
    return [card.said(get_language() or "") for card in found]


def _onward(request: HttpRequest, form: BeforeForm) -> str:
    if form.stops():
        return reverse("public:file_stop")
    return steps.after("before", steps.going_to(request))


def form_of(draft: Draft) -> BeforeForm:
    """Return the answers of a draft, ready to be judged."""
    return BeforeForm(dict(draft.form), walls=walls_of(draft))


def walls_of(draft: Draft) -> list[Wall]:
    """Return the walls of the category and of the nature, each once, blocking ones first."""
    every: dict[Wall, None] = {}
    for code in (draft.text("category_code"), draft.text("nature_code")):
        if taxonomy.known(code):
            every |= dict.fromkeys(taxonomy.walls(code))
    return sorted(every, key=lambda wall: not wall.blocking)


def _hints(draft: Draft) -> list[str]:
    every: dict[str, None] = {}
    for code in (draft.text("category_code"), draft.text("nature_code")):
        if taxonomy.known(code):
            every |= dict.fromkeys(taxonomy.hints(code))
    return list(every)


def is_question(name: str) -> bool:
    """Tell whether a field asks about a wall."""
    return name.startswith(WALL)


def _name(wall: Wall) -> str:
    # A wall is answered for its words: when they change, it is asked again.
    return f"{WALL}{crc32(wall.text.encode()):08x}"
