"""Declared sources: one YAML file says which column of a table is which of ours.

A value is a template over the source's columns (`"{car_model} {type}"`), or a table with `from`
and what to do with the text. A line of a template whose columns are all empty is left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from smart315.casework.exchange import columns
from smart315.kernel.verdicts import Refused


FOLDER = Path(__file__).parent / "mappings"
PLACE = re.compile(r"\{([^{}]+)\}")
TARGETS = frozenset(columns.LABELS)
KEYS = frozenset({"name", "origin", "columns", "only_these", "may_lack", "origins"})
OPTIONS = frozenset(
    {"from", "values", "each", "rules", "without", "otherwise", "hash_of", "import_day"}
)
Cells = Mapping[str, str]


@dataclass(frozen=True)
class Source:
    """Where the text of one of our columns comes from.

    In this order: `template` is filled in, `without` cut out of it, it is split at `each`, every
    part looked up in `values`; or the first of `rules` found in it decides. `otherwise` stands for
    what neither knows. `hash_of` names the columns that make up a missing number.
    """

    template: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    rules: Sequence[tuple[re.Pattern[str], str]] = ()
    each: re.Pattern[str] | None = None
    without: re.Pattern[str] | None = None
    otherwise: str | None = None
    hash_of: tuple[str, ...] = ()
    import_day: bool = False

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Return the columns of the file that the template names."""
        return tuple(PLACE.findall(self.template))

    @cached_property
    def bare(self) -> str:
        """Return the column whose text is taken as it is, if that is all there is to do."""
        whole = PLACE.fullmatch(self.template)
        more = self.values or self.rules or self.each or self.without
        return whole[1] if whole and not more else ""

    def text(self, cells: Cells) -> str:
        """Return the text that a row of the file has for our column."""
        if self.bare:
            return cells.get(self.bare, "")
        found = filled(self.template, cells)
        if self.without:
            found = self.without.sub("", found).strip()
        if self.rules:
            return next((then for when, then in self.rules if when.search(found)), "")
        if self.each:
            parts = [part for each in self.each.split(found) if (part := each.strip())]
            return ";".join(dict.fromkeys(self._known(part) for part in parts))
        return self._known(found) if found and self.values else found

    def _known(self, text: str) -> str:
        return self.values.get(text, text if self.otherwise is None else self.otherwise)


@dataclass(frozen=True)
class Declaration:
    """One kind of source; `only_these` refuses a file with columns that are not declared."""

    name: str
    origin: str
    columns: Mapping[str, Source]
    only_these: bool = False
    may_lack: frozenset[str] = frozenset()
    # Numbers written ORIGIN:NUMBER belong to these sources.
    origins: frozenset[str] = frozenset()

    @cached_property
    def used(self) -> tuple[str, ...]:
        """Return the columns of the file that are read, in the order of ours, each once."""
        sources = self.columns.values()
        named = [name for source in sources for name in source.columns]
        return tuple(dict.fromkeys([*named, *(n for source in sources for n in source.hash_of)]))

    def check(self, header: Sequence[str]) -> None:
        """Raise Refused for a file of another kind; it names what was expected and found."""
        missing = [name for name in self.used if name not in {*header, *self.may_lack}]
        twice = sorted({name for name in self.used if header.count(name) > 1})
        known = {*self.used, *columns.REJECTED}
        odd = [each for each in header if each not in known] if self.only_these else []
        for names, complaint in (
            (missing, _("缺少列：%(names)s")),
            (twice, _("重复的列：%(names)s")),
            (odd, _("不认识的列：%(names)s")),
        ):
            if names:
                told = {"names": "、".join(each or _("（空）") for each in names)}
                raise Refused(self._mismatch(complaint % told, header), field="file")

    def _mismatch(self, what: str, header: Sequence[str]) -> str:
        return _(
            "文件与映射“%(name)s”不符，%(what)s。应有的列：%(expected)s。文件中的列：%(found)s。"
            "请检查表头，或者换一个映射。"
        ) % {
            "name": self.name,
            "what": what,
            "expected": "、".join(self.used),
            "found": "、".join(header),
        }


def filled(template: str, cells: Cells) -> str:
    """Return the template with the cells in their places, without lines that have none.

    >>> filled("{desc}\\n故障代码：{code}", {"desc": "漏油", "code": ""})
    '漏油'
    """
    return "\n".join(_filled_lines(template, cells))


def _filled_lines(template: str, cells: Cells) -> Iterator[str]:
    for line in template.split("\n"):
        places = PLACE.findall(line)
        if not places or any(cells.get(name) for name in places):
            yield PLACE.sub(lambda place: cells.get(place[1], ""), line).strip()


def names() -> list[str]:
    """Return the names of the declarations that come with the product."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def named(name: str) -> Declaration:
    """Return a declaration by its name, or from a YAML file of one's own. Raises Refused."""
    if name in names():
        return _shipped(name)
    path = Path(name)
    if path.suffix not in {".yaml", ".yml"} or not path.is_file():
        told = {"name": name, "names": "、".join(names())}
        message = _("没有映射“%(name)s”。可用的有：%(names)s；也可以写自己的 YAML 文件的路径。")
        raise Refused(message % told, field="mapping")
    return read(path)


@cache
def _shipped(name: str) -> Declaration:
    return read(FOLDER / f"{name}.yaml")


def read(path: Path) -> Declaration:
    """Return the declaration of a file. Raises Refused saying what is wrong in it."""
    try:
        return _declaration(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, re.error) as problem:
        told = {"name": path.name, "reason": problem}
        message = _("映射文件“%(name)s”有误：%(reason)s") % told
        raise Refused(message, field="mapping") from problem


def _declaration(raw: Mapping[str, Any]) -> Declaration:
    _only(raw, KEYS)
    targets = {name: _source(value) for name, value in raw["columns"].items()}
    _only(targets, TARGETS)
    for name in (*columns.REQUIRED, "external_id"):
        if name not in targets:
            raise ValueError(f"{name} is not declared")
    return Declaration(
        name=str(raw["name"]),
        origin=str(raw["origin"]),
        columns=targets,
        only_these=bool(raw.get("only_these", False)),
        may_lack=frozenset(raw.get("may_lack", ())),
        origins=frozenset(raw.get("origins", ())),
    )


def _source(value: Any) -> Source:
    if isinstance(value, str):
        return Source(template=value)
    _only(value, OPTIONS)
    return Source(
        template=value.get("from", ""),
        values={str(old): str(new) for old, new in value.get("values", {}).items()},
        rules=[(re.compile(rule["if"]), str(rule["then"])) for rule in value.get("rules", ())],
        each=re.compile(value["each"]) if "each" in value else None,
        without=re.compile(value["without"]) if "without" in value else None,
        otherwise=value.get("otherwise"),
        hash_of=tuple(value.get("hash_of", ())),
        import_day=bool(value.get("import_day", False)),
    )


def _only(raw: Mapping[str, Any], known: frozenset[str]) -> None:
    unknown = sorted(set(raw) - known)
    if unknown:
        raise ValueError(f"unknown: {', '.join(unknown)}")
