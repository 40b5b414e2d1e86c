"""Draft a paper: the incident's figures and the drafted parts as one frozen snapshot."""

from datetime import datetime

from smart315.insight.analyses.snapshots import Snapshot, frozen
from smart315.insight.models import Incident
from smart315.insight.papers.catalogue import DECLARED
from smart315.insight.papers.declared import Declaration
from smart315.insight.papers.facts import material_of
from smart315.insight.papers.lifecycle import PaperKind
from smart315.insight.papers.material import Material


def compiled(incident: Incident, kind: PaperKind, at: datetime) -> Snapshot:
    """Freeze an incident as a paper of a kind tells it: the same facts give the same hash."""
    declaration = DECLARED[kind]
    return written(declaration, material_of(incident, declaration, at))


def written(declaration: Declaration, material: Material) -> Snapshot:
    """Draft every part and freeze it with the tables; nothing here names a person."""
    sections = [
        {
            "key": part.key,
            "title": str(part.title),
            "level": 1,
            "tables": [],
            "paragraphs": [each.as_data() for each in part.write(material)],
        }
        for part in declaration.parts
    ]
    return frozen(
        {
            "paper": str(declaration.kind),
            "title": material.title,
            "tables": [each.as_data() for each in material.tables],
            "sections": sections,
            "words": {each.name: each.begins(material) for each in declaration.blanks},
            "period": {"first": material.first.isoformat(), "last": material.last.isoformat()},
        }
    )
