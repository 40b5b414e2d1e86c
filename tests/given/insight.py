"""Confirmed cases to learn from, and models that learnt from them."""

from datetime import datetime

from smart315.accounts.actors import SYSTEM
from smart315.casework.states import Stage
from smart315.insight import actions
from smart315.insight.subjects import Subject
from tests.given import NOON, casework
from tests.given.labelled import OPENINGS, labelled_texts
from tests.given.remembered import remembered


# What the texts are about, as nature and category of the taxonomy.
CODES = {"预付卡": ("N02", "S13-03"), "汽车": ("N01", "G09-01"), "食品": ("N05", "G03-07")}


def confirmed_cases() -> None:
    """36 accepted complaints, twelve of each of three kinds."""
    remembered("confirmed cases", _confirmed)


def _confirmed() -> None:
    casework.the_world()
    for text, label in zip(*labelled_texts(openings=OPENINGS[:4]), strict=True):
        nature, category = CODES[label]
        casework.a_complaint(
            stage=Stage.ACCEPTED, title=text[:20], facts=text, nature_code=nature,
            category_code=category,
        )  # fmt: skip


def learnt(subject: Subject = Subject.CATEGORY, *, at: datetime = NOON) -> actions.Learnt:
    """A model of the subject that learnt from the cases there are."""
    return actions.learn(subject=subject, by=SYSTEM, at=at)
