"""The texts that are marked for translation, found as Django's own extraction finds them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize


MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
# What `templatize` leaves of a template: calls in the shape of Python, amid X for the rest.
IN_TEMPLATE = re.compile(r"gettext\((u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\")", re.DOTALL)


def of_file(path: Path) -> Iterator[str]:
    """Yield every text of a Python module or a template."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from of_python(source)
    else:
        yield from of_template(source)


def of_python(source: str) -> Iterator[str]:
    """Yield the texts that a module marks."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) in MARKS:
            for argument in node.args[:2] if "ngettext" in _name(node.func) else node.args[:1]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def of_template(source: str) -> Iterator[str]:
    """Yield the texts that a template marks."""
    for found in IN_TEMPLATE.finditer(templatize(source)):
        yield ast.literal_eval(found.group(1).replace("\n", "\\n"))


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
