"""Read the facts of an incident for a paper: figures as they stand now, words without a person."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.utils.timezone import localdate

from smart315.accounts import queries as accounts
from smart315.casework import queries as casework, taxonomy
from smart315.casework.cards import Matter
from smart315.casework.queries import Harmed
from smart315.insight.analyses.cells import Table
from smart315.insight.models import Incident, Member
from smart315.insight.papers import counted
from smart315.insight.papers.declared import Declaration
from smart315.insight.papers.material import Material
from smart315.insight.states import Level
from smart315.parameters import queries as parameters
from smart315.signals.anonymising import unrecognisable


BUSINESS = "某经营者"
REASONS = 3  # how many of the reasons of its members a paper tells
# Private characters, so that the tagger does not take a business for a person.
KEPT = 0xE100
LIMITS = ("advisory.valid", "referral.reply", "talk.improve", "ct.objection")


def material_of(incident: Incident, declaration: Declaration, at: datetime) -> Material:
    """Return an incident as a paper of this kind may tell it."""
    here = Member.objects.filter(incident=incident, removed_at=None)
    members = casework.harmed(list(here.values_list("complaint_id", flat=True)))
    respondents = named(incident, members)
    plain = Plain(respondents, names=declaration.names)
    days = [localdate(each.received_at) for each in members] or [localdate(incident.opened_at)]
    category = _most(each.category_code for each in members) or incident.category_code
    return Material(
        title=plain.text(incident.title),
        issuer=incident.organisation.name,
        province=_above(incident),
        level=str(Level(incident.level).label),
        respondents=respondents if declaration.names else (),
        category=taxonomy.node(category).name if taxonomy.known(category) else "",
        matter=Matter(_most(each.nature_code for each in members), category),
        first=min(days),
        last=max(days),
        on=localdate(at),
        tables=tables_of(incident, members, names=declaration.names),
        said={name: plain.text(text) for name, text in _answers(incident).items()},
        reasons=tuple(plain.text(each) for each in _reasons(incident, here)),
        found=incident.found,
        absconded=incident.absconded,
        in_media=incident.in_media,
        lengths={key: parameters.limit(key, localdate(at)).length for key in LIMITS},
    )


def tables_of(incident: Incident, members: Sequence[Harmed], *, names: bool) -> tuple[Table, ...]:
    """Return the figures of an incident; a paper that names no business has no table of them."""
    beside = {"copies": incident.copies, "injured": incident.injured, "dead": incident.dead}
    found = counted.tables(members, beside, incident.found)
    return tuple(each for each in found if names or each.key != "businesses")


def named(incident: Incident, members: Sequence[Harmed]) -> tuple[str, ...]:
    """Return the names of who is complained about, the most often first."""
    counts = Counter(each.respondent_name for each in members if each.respondent_name)
    first = [incident.respondent_name] if incident.respondent_name else []
    return tuple(dict.fromkeys([*first, *(name for name, _n in counts.most_common())]))


class Plain:
    """Takes persons out of texts; businesses as well, unless the paper names them."""

    def __init__(self, respondents: Sequence[str], *, names: bool) -> None:
        self.kept = {name: chr(KEPT + n) for n, name in enumerate(respondents)}
        self.said = {mark: name if names else BUSINESS for name, mark in self.kept.items()}

    def text(self, text: str) -> str:
        """Return the text without a person."""
        plain = unrecognisable(text, self.kept)
        for mark, name in self.said.items():
            plain = plain.replace(mark, name)
        return plain


def _answers(incident: Incident) -> Mapping[str, str]:
    last = incident.assessments.order_by("-written_at", "-pk").first()
    answers: Mapping[str, str] = last.answers if last else {}
    return answers


def _reasons(incident: Incident, here: Iterable[Member]) -> list[str]:
    """Return what its complaints share: the words of the group, else what most members say."""
    shared = incident.found.get("shared")
    if shared:
        return ["、".join(shared)]
    whys = Counter(why for member in here for why in member.why)
    return [why for why, _n in whys.most_common(REASONS)]


def _above(incident: Incident) -> str:
    province = accounts.province()
    return "" if province.pk == incident.organisation_id else province.name


def _most(codes: Iterable[str]) -> str:
    counts = Counter(code for code in codes if code)
    return next((code for code, _n in counts.most_common(1)), "")
