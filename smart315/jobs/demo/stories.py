"""What invented consumers complain about: stories from YAML, and the phrases of a case."""

from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from random import Random
from typing import Any, cast

import yaml


PACKAGE = "smart315.jobs.demo"


@dataclass(frozen=True)
class Trouble:
    """One thing that goes wrong: what happened, what the business said, what is asked for."""

    nature: str
    title: str
    what: list[str]
    they: list[str]
    want: list[str]


@dataclass(frozen=True)
class Story:
    """One kind of purchase with its troubles; `weight` is its share, `months` its seasons."""

    category: str
    weight: float
    respondents: list[str]
    others: list[str]
    items: list[str]
    yuan: tuple[int, int]
    bought: list[str]
    how: list[str]
    troubles: list[Trouble]
    brands: list[str] = field(default_factory=list)
    months: dict[int, float] = field(default_factory=dict)
    where: str = "any"
    elders: float = 0.16
    platform: str = ""

    def suits(self, name: str, category: str) -> bool:
        """Tell whether a business may be meant: by its category or a word of its name."""
        return category in self.respondents or any(word in name for word in self.respondents)

    def likely(self, month: int) -> float:
        """Return the weight in a month of the year."""
        return self.weight * self.months.get(month, 1.0)


@dataclass(frozen=True)
class Crowd:
    """Many people with one trouble at one business, within some days before the end."""

    business: str
    people: int
    days_ago: tuple[float, float]
    story: Story


@cache
def stories() -> tuple[Story, ...]:
    """Return every story of the package, in the order of its files."""
    folder = resources.files(PACKAGE).joinpath("stories")
    files = sorted((each for each in folder.iterdir()), key=lambda each: each.name)
    rows = [row for each in files for row in yaml.safe_load(each.read_text("utf-8"))]
    return tuple(_story(row) for row in rows)


@cache
def crowd(name: str) -> Crowd:
    """Return one of the crowds."""
    row = _read("crowds.yaml")[name]
    return Crowd(**{**row, "story": _story(row["story"]), "days_ago": tuple(row["days_ago"])})


def draw(rng: Random, month: int) -> Story:
    """Return a story that is likely in the month."""
    every = stories()
    return rng.choices(every, [each.likely(month) for each in every])[0]


def phrase(rng: Random, *keys: str) -> str:
    """Return one of the phrases under the keys."""
    return cast("str", rng.choice(phrases(*keys)))


def phrases(*keys: str) -> Any:
    """Return what stands under the keys: a list, or a single phrase as a list of one."""
    found: Any = _read("phrases.yaml")
    for key in keys:
        found = found[key]
    return [found] if isinstance(found, str) else found


@cache
def _read(name: str) -> Any:
    return yaml.safe_load(resources.files(PACKAGE).joinpath(name).read_text("utf-8"))


def _story(row: dict[str, Any]) -> Story:
    troubles = [Trouble(**each) for each in row["troubles"]]
    return Story(**{**row, "troubles": troubles, "yuan": tuple(row["yuan"])})
