"""The sentences that papers share: each figure in them is cited from a table of the incident."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from smart315.documents.pdf import written_day
from smart315.insight.analyses.drafts import Draft, Paragraph
from smart315.insight.papers.material import Material


NAMED = 5  # how many rows of a table a sentence names
LEAST_WAN = 1_000_000  # fen from which a sum is written in 万元


def span(first: date, last: date) -> str:
    """Return from when to when: one day where both are the same."""
    days = {"first": written_day(first), "last": written_day(last)}
    return days["first"] if first == last else _("%(first)s至%(last)s") % days


def totals(material: Material) -> Iterator[Paragraph]:
    """Say how many complaints and people, how much money, how many businesses and places."""
    draft = Draft(material.tables)
    words = {
        "period": span(material.first, material.last),
        "about": material.about,
        "complaints": _total(draft, "complaints"),
        "people": _total(draft, "people"),
    }
    said = _("%(period)s，本会收到%(about)s投诉%(complaints)s件，涉及消费者%(people)s人") % words
    if material.number("copies"):
        said += _("（其中%(n)s件文字与其他投诉重复）") % {"n": _total(draft, "copies")}
    draft.say(said + _money(draft, material) + "。")
    if material.number("businesses") > 1:
        draft.say(_("被投诉的经营者有%(n)s家。") % {"n": _total(draft, "businesses")})
    if material.number("injured") or material.number("dead"):
        harmed = {"injured": _total(draft, "injured"), "dead": _total(draft, "dead")}
        draft.say(_("已知有%(injured)s人受伤，%(dead)s人死亡。") % harmed)
    yield draft.paragraph()


def places(material: Material) -> Iterator[Paragraph]:
    """Say where the consumers are, the most first."""
    rows = material.rows("places")[:NAMED]
    if not rows:
        return
    draft = Draft(material.tables)
    said = [f"{row.name}{draft.cite('places', row.code, 'complaints')}件" for row in rows]
    if material.number("prefectures") > 1:
        draft.say(_("投诉来自%(n)s个市州，") % {"n": _total(draft, "prefectures")})
    draft.say(_("按消费者所在地区分：%(places)s。") % {"places": "、".join(said)})
    yield draft.paragraph()


def natures(material: Material) -> Iterator[Paragraph]:
    """Say what is complained about, the most first, with shares."""
    rows = material.rows("natures")[:NAMED]
    if not rows:
        return
    draft = Draft(material.tables)
    said = [
        _("%(name)s问题%(n)s件，占%(share)s%%")
        % {
            "name": row.name,
            "n": draft.cite("natures", row.code, "complaints"),
            "share": draft.cite("natures", row.code, "share"),
        }
        for row in rows
    ]
    draft.say(_("反映的问题中，%(said)s。") % {"said": "；".join(said)})
    yield draft.paragraph()


def businesses(material: Material) -> Iterator[Paragraph]:
    """Say against whom the complaints are, each with how many complaints and people."""
    rows = material.rows("businesses")[:NAMED]
    if not rows:
        return
    draft = Draft(material.tables)
    said = [
        _("%(name)s（投诉%(n)s件，消费者%(people)s人）")
        % {
            "name": row.name,
            "n": draft.cite("businesses", row.code, "complaints"),
            "people": draft.cite("businesses", row.code, "people"),
        }
        for row in rows
    ]
    draft.say(_("被投诉的经营者：%(said)s。") % {"said": "、".join(said)})
    yield draft.paragraph()


def alarm(material: Material) -> Iterator[Paragraph]:
    """Say what was observed beside what was expected, and how seldom chance brings as many."""
    if not material.rows("alarm"):
        return
    draft, found = Draft(material.tables), material.found
    since, until = (date.fromisoformat(found[each]) for each in ("since", "until"))
    words = {
        "since": written_day(since),
        "until": written_day(until),
        "seldom": found.get("seldom", ""),
        **{each: draft.cite("alarm", "alarm", each) for each in ("observed", "expected")},
    }
    said = (
        _("%(since)s至%(until)s，同类投诉实际%(observed)s件，按以往情况预期%(expected)s件") % words
    )
    if draft.cell("alarm", "alarm", "high") is not None:
        usual = {each: draft.cite("alarm", "alarm", each) for each in ("low", "high")}
        said += _("（一百次中九十五次在%(low)s件到%(high)s件之间）") % usual
    if words["seldom"]:
        said += _("；这样少见的增多，全省平均%(seldom)s才会偶然出现一次") % words
    draft.say(f"{said}。")
    yield draft.paragraph()


def _total(draft: Draft, row: str) -> str:
    return draft.cite("total", row, "value")


def _money(draft: Draft, material: Material) -> str:
    fen = material.cell("total", "yuan").numerator or 0
    if not fen:
        return ""
    if fen < LEAST_WAN:
        return _("，金额%(sum)s元") % {"sum": _total(draft, "yuan")}
    return _("，金额%(sum)s万元") % {"sum": _total(draft, "wan")}
