"""What one's own words suggest: a category to choose from, and a second look before sending."""

from django.utils.translation import get_language, gettext as _

from smart315.casework import taxonomy
from smart315.casework.taxonomy import Node
from smart315.insight import queries as insight
from smart315.insight.subjects import Subject
from smart315.web.public.file.drafts import Draft


SENTENCE = 5  # characters: shorter is a name, which is looked up
LIKELY, MOST = 0.15, 3


def categories(text: str) -> list[Node]:
    """Return the categories that a sentence suggests, the likeliest first."""
    said = insight.suggested(Subject.CATEGORY, text) if len(text) >= SENTENCE else None
    if said is None:
        return []
    ranked = ((said.code, said.probability), *said.others)
    codes = [code for code, chance in ranked if chance >= LIKELY]
    return [taxonomy.node(code) for code in codes if _may_be_filed(code)][:MOST]


def doubts(draft: Draft) -> list[str]:
    """Return where what was chosen and what was told differ, if the suggestion is reliable."""
    text = f"{draft.text('title')}\n{draft.text('facts')}"
    found = [_doubt(subject, draft, text) for subject in Subject]
    return [each for each in found if each]


def _doubt(subject: Subject, draft: Draft, text: str) -> str:
    chosen = draft.text(f"{subject}_code")
    said = insight.suggested(subject, text) if chosen else None
    if said is None or not said.trusted or chosen.startswith(said.code):
        return ""
    if not taxonomy.known(said.code):
        return ""
    words = {
        "asked": _("出了什么问题") if subject is Subject.NATURE else _("买了什么"),
        "name": taxonomy.node(said.code).label(get_language() or ""),
    }
    return (
        _("按您写的经过，“%(asked)s”也许是“%(name)s”。如果是，请点“修改”重选；不是，不用管它。")
        % words
    )


def _may_be_filed(code: str) -> bool:
    return taxonomy.known(code, *taxonomy.CATEGORIES) and not taxonomy.children(code)
