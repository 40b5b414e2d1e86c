"""The product's own source, read once, for the tests that look at how it is written."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path


ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "smart315"
Place = tuple[str, str]


@dataclass(frozen=True)
class Module:
    """One file of the package and its syntax tree."""

    path: Path
    tree: ast.Module = field(compare=False)

    @cached_property
    def name(self) -> str:
        """Return the dotted name, as it is imported."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def room(self) -> str:
        """Return the room: the first name below the package."""
        parts = self.path.relative_to(PACKAGE).parts
        return parts[0] if len(parts) > 1 else ""

    @property
    def file(self) -> str:
        """Return the path below the package, to be named in a failure."""
        return str(self.path.relative_to(PACKAGE))

    def imported(self) -> Iterator[tuple[str, str]]:
        """Yield (name here, dotted name there) of everything that is imported."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    yield alias.asname or alias.name, f"{node.module}.{alias.name}"
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    yield alias.asname or alias.name, alias.name

    def functions(self) -> Iterator[ast.FunctionDef]:
        """Yield every function and method, nested ones too."""
        yield from (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef))


@cache
def modules() -> tuple[Module, ...]:
    """Return every file of the package but the migrations, which Django writes."""
    return tuple(
        Module(path, ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts
    )


def is_of_actions(module: Module) -> bool:
    """Return whether a module is one of the actions of a room, or of a room within a room."""
    return "actions" in module.name.split(".")[2:4]


class Calls:
    """Which functions of the package a function calls, as far as names tell."""

    def __init__(self) -> None:
        self.defined: dict[Place, ast.FunctionDef] = {}
        self.names: dict[str, dict[str, str]] = {}
        for module in modules():
            self.names[module.name] = dict(module.imported())
            for function in module.functions():
                self.defined.setdefault((module.name, function.name), function)

    def public_actions(self) -> list[Place]:
        """Return every function that a room's actions offer to the others."""
        found = []
        for module in modules():
            if not is_of_actions(module) or module.name.split(".")[-1] != "actions":
                continue
            own = [node.name for node in module.tree.body if isinstance(node, ast.FunctionDef)]
            offered = own if module.path.stem == "actions" else list(dict(module.imported()))
            homes = [self._home(module.name, name) for name in offered if not name.startswith("_")]
            found += [home for home in homes if home in self.defined]
        return found

    def reach(self, start: Place) -> set[str]:
        """Return every dotted name called from a function, through all it calls."""
        seen: set[Place] = set()
        called: set[str] = set()
        rest = [start]
        while rest:
            place = rest.pop()
            if place in seen or place not in self.defined:
                continue
            seen.add(place)
            for name in self._called(place):
                called.add(name)
                module, _, function = name.rpartition(".")
                rest.append(self._home(module, function))
        return called

    def _called(self, place: Place) -> Iterator[str]:
        here = self.names[place[0]]
        for node in ast.walk(self.defined[place]):
            # A function that is handed on is called by whoever takes it.
            if isinstance(node, ast.Name):
                yield here.get(node.id, f"{place[0]}.{node.id}")
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                yield f"{here.get(node.value.id, node.value.id)}.{node.attr}"

    def _home(self, module: str, function: str) -> Place:
        """Return where a function is defined that a package passes on."""
        passed_on = self.names.get(module, {}).get(function)
        if (module, function) not in self.defined and passed_on:
            module, _, function = passed_on.rpartition(".")
        return module, function
