"""A stored paper as it stands: what is written, what is wrong with it, how it would be printed."""

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from smart315.casework import queries as casework
from smart315.documents import coverage
from smart315.documents.sheets import Sheet, texts
from smart315.insight.models import Member, Paper
from smart315.insight.papers import dues, facts, sheets
from smart315.insight.papers.catalogue import DECLARED
from smart315.insight.papers.declared import Declaration
from smart315.insight.papers.lifecycle import PaperKind
from smart315.insight.papers.objecting import objections
from smart315.insight.papers.sheets import Sender
from smart315.insight.papers.written import Objection, Written


MOST_SHOWN = 10


def declaration_of(paper: Paper) -> Declaration:
    """Return the declaration of a paper."""
    return DECLARED[PaperKind(paper.kind)]


def written(paper: Paper) -> Written:
    """Return a paper with whom it may not name."""
    incident = paper.consequence.incident
    here = Member.objects.filter(incident=incident, removed_at=None)
    ids = list(here.values_list("complaint_id", flat=True))
    said = "\n".join([*paper.texts.values(), *paper.words.values()])
    return Written(
        declaration_of(paper),
        paper.frozen,
        paper.texts,
        paper.words,
        facts.named(incident, casework.harmed(ids)),
        casework.named_in(ids, said),
    )


def sheet(paper: Paper, at: datetime, number: str = "", found: Written | None = None) -> Sheet:
    """Return a paper as it would be printed now."""
    whole = found or written(paper)
    return sheets.sheet(
        whole,
        _sender(paper),
        on=localdate(at),
        due=dues.reply(declaration_of(paper), paper.words, at),
        number=number,
    )


def wrong(paper: Paper, at: datetime, found: Written | None = None) -> list[Objection]:
    """Return everything that keeps a paper from going out on this day."""
    whole = found or written(paper)
    said = [*objections(whole), *dues.too_soon(declaration_of(paper), paper.words, at)]
    missing = coverage.missing(texts(sheet(paper, at, found=whole)))
    if missing:
        text = _("字体没有这些字，请改写：%(characters)s")
        said.append(Objection("", text % {"characters": "、".join(missing[:MOST_SHOWN])}))
    return said


def _sender(paper: Paper) -> Sender:
    """Return who writes, and whom to ask: the officer, or whoever answers where all may ask."""
    organisation, officer = paper.organisation, paper.consequence.officer
    if declaration_of(paper).public:
        asked = _("咨询电话：%(phone)s") % {"phone": organisation.phone or "12315"}
        return Sender(organisation.name, asked)
    name = officer.get_full_name() or officer.username
    parts = [
        _("联系人：%(name)s") % {"name": name},
        _("电话：%(phone)s") % {"phone": organisation.phone} if organisation.phone else "",
        _("地址：%(address)s") % {"address": organisation.address} if organisation.address else "",
    ]
    return Sender(organisation.name, "　".join(each for each in parts if each))
