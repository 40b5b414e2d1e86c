"""The register of letters: who writes which, what the officer adds, who reads it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.conf import settings
from django.utils.functional import Promise
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _, override

from smart315.accounts.queries import Organisation
from smart315.casework.codes import Audience, Language
from smart315.casework.letters.tables import TITLES
from smart315.casework.models import Complaint, Party
from smart315.casework.models.party import PartyRole
from smart315.documents.sheets import Layout, Paragraph, Sheet, tidied
from smart315.kernel import masking
from smart315.kernel.verdicts import Refused
from smart315.kernel.workdays import local_day


@dataclass(frozen=True)
class Occasion:
    """For what a letter is written: the case, the move that owes it, what the officer wrote.

    `organisation` writes it: where the case lies, unless told otherwise.
    `object_id` names the row it is about where the case alone does not say (a session, an
    appraisal, a represented person);
    `reader` is whom an annex is for. `masked` hides who complained: previews are not on record.
    """

    complaint: Complaint
    at: datetime
    by: str
    move: str = ""
    organisation: Organisation | None = None
    object_id: int | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    reader: Party | None = None
    masked: bool = False

    @property
    def issuer(self) -> Organisation:
        """Return the organisation that writes."""
        return self.organisation or self.complaint.organisation

    def word(self, name: str) -> str:
        """Return what the officer wrote under a name, blank when nothing."""
        return self.words.get(name, "").strip()

    def person(self) -> Party | None:
        """Return the complainant as this letter may name them."""
        found = self.complaint.parties.filter(role=PartyRole.COMPLAINANT).first()
        if found is not None and self.masked:
            found.name = masking.mask_name(found.name)
            found.phone = masking.mask_phone(found.phone)
            found.address = masking.mask_address(found.address)
        return found


Build = Callable[[Occasion], Sheet]
Begins = Callable[[Occasion], str]


def _nothing(_occasion: Occasion) -> str:
    return ""


@dataclass(frozen=True)
class Free:
    """A text that the officer may write before the letter goes out; `begins` is its first draft."""

    name: str
    label: Promise | str
    help: Promise | str = ""
    begins: Begins = _nothing
    required: bool = False
    lines: int = 4
    choices: tuple[tuple[str, Promise | str], ...] = ()


@dataclass(frozen=True)
class Letter:
    """One kind of document: how it is written and for whom.

    `readers` says which side may fetch it; `numbered` ones take a number of their own word and
    year, the others bear the number of the case; `composed` ones are written when an officer
    chooses to, not because a move owes them; `annex` names the one that goes with it to everybody
    who has a share in it.
    """

    code: str
    write: Build
    readers: Audience
    numbered: bool = True
    bilingual: bool = False
    composed: bool = False
    free: tuple[Free, ...] = ()
    annex: str | None = None

    @property
    def title(self) -> str:
        """Return what the document is called."""
        return str(TITLES[self.code])


_LETTERS: dict[str, Letter] = {}


def sheet(
    code: str,
    *,
    readers: Audience,
    numbered: bool = True,
    bilingual: bool = False,
    composed: bool = False,
    free: tuple[Free, ...] = (),
    annex: str | None = None,
) -> Callable[[Build], Build]:
    """Enter a function that writes a document into the register; a later one takes its place.

    A room below casework does not register; a module that does is named in `letters/__init__.py`.
    """

    def enter(write: Build) -> Build:
        if code not in TITLES:
            raise LookupError(f"{code} has no title in casework.letters.tables")
        _LETTERS[code] = Letter(code, write, readers, numbered, bilingual, composed, free, annex)
        return write

    return enter


def letter(code: str) -> Letter:
    """Return the kind of document; raise Refused for a code that is none."""
    found = _LETTERS.get(code)
    if found is None:
        raise Refused(_("没有这种文书。"))
    return found


def letters() -> list[Letter]:
    """Return every kind of document, by code."""
    return [_LETTERS[code] for code in sorted(_LETTERS)]


def build(code: str, occasion: Occasion) -> Sheet:
    """Write a document: Chinese, and Tibetan below it where the complainant chose that language.

    Organisation, case number, signature and date are filled in where the writer left them empty.
    Raises Refused when the case does not hold what the document must say.
    """
    return tidied(_built(letter(code), occasion))


def _built(kind: Letter, occasion: Occasion) -> Sheet:
    with override(settings.LANGUAGE_CODE):
        written = _completed(kind, kind.write(with_drafts(kind, occasion)), occasion)
        if not (kind.bilingual and _wants_tibetan(occasion)):
            return written
        clause = Paragraph(_("（藏文为译文，以国家通用语言文字文本为准。）"), small=True)
        chinese = replace(written, blocks=(*written.blocks, clause))
    with override(Language.TIBETAN.value):
        return replace(chinese, tibetan=_below(kind, occasion))


def with_drafts(kind: Letter, occasion: Occasion) -> Occasion:
    """Put the first draft of every free text where the officer wrote none."""
    drafts = {
        each.name: each.begins(occasion) for each in kind.free if each.name not in occasion.words
    }
    return replace(occasion, words={**drafts, **occasion.words})


def require_words(code: str, occasion: Occasion) -> None:
    """Raise Refused naming the first free text that must be written and is not."""
    kind = letter(code)
    filled = with_drafts(kind, occasion)
    for each in kind.free:
        text = filled.word(each.name)
        if each.required and not text:
            raise Refused(_("请填写“%(label)s”。") % {"label": each.label}, field=each.name)
        if each.choices and text and text not in dict(each.choices):
            raise Refused(_("请选择“%(label)s”。") % {"label": each.label}, field=each.name)


def _completed(kind: Letter, written: Sheet, occasion: Occasion) -> Sheet:
    organisation = written.organisation or occasion.issuer.name
    official = written.layout is Layout.LETTER
    day = local_day(occasion.at, get_default_timezone())
    return replace(
        written,
        title=written.title or kind.title,
        organisation=organisation,
        reference=written.reference or occasion.complaint.number or "",
        signed_by=written.signed_by or (organisation if official else ""),
        dated=written.dated or (day if official else None),
        addressee=f"{written.addressee}：" if written.addressee else "",
    )


def _below(kind: Letter, occasion: Occasion) -> Sheet:
    """Return the Tibetan text: it repeats neither head nor number, signature nor seal."""
    written = kind.write(with_drafts(kind, occasion))
    clause = Paragraph(_("（藏文为译文，以国家通用语言文字文本为准。）"), small=True)
    return replace(
        written,
        title=written.title or kind.title,
        organisation="",
        signed_by="",
        dated=None,
        copies=(),
        blocks=(*written.blocks, clause),
    )


def _wants_tibetan(occasion: Occasion) -> bool:
    person = occasion.reader or occasion.person()
    return person is not None and person.language == Language.TIBETAN
