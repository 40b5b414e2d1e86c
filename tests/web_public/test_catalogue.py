"""The Tibetan catalogue is complete for consumers, and says that no person has read it yet."""

import ast
import re
from pathlib import Path

import polib
import pytest
from django.utils.translation import templatize

import smart315
from smart315.casework import codes, deadlines, states


PACKAGE = Path(smart315.__file__).parent
CATALOGUE = PACKAGE / "locale/bo/LC_MESSAGES/django.po"
MARKS = {"_", "gettext", "gettext_lazy"}
IN_TEMPLATES = re.compile(r"\b(?:_|gettext)\((u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\")")


def _in_python(path):
    for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name):
            first = each.args[0] if each.func.id in MARKS else None
            if isinstance(first, ast.Constant):
                yield first.value


def _in_template(path):
    for found in IN_TEMPLATES.findall(templatize(path.read_text(encoding="utf-8"))):
        yield ast.literal_eval(found)


def _translated():
    return {each.msgid for each in polib.pofile(str(CATALOGUE)) if each.msgstr}


@pytest.mark.parametrize("folder", ["web/public", "web/filing"])
def test_every_sentence_of_a_public_page_is_translated(folder):
    said = {text for path in (PACKAGE / folder).rglob("*.py") for text in _in_python(path)}

    assert said
    assert said - _translated() == set()


@pytest.mark.parametrize("pattern", ["public/**/*.html", "*.html"])
def test_every_sentence_of_a_public_template_is_translated(pattern):
    paths = (PACKAGE / "web/templates").glob(pattern)
    said = {text for path in paths for text in _in_template(path)}

    assert said
    assert said - _translated() == set()


def test_every_word_of_the_casework_that_consumers_read_is_translated():
    lists = (
        codes.ClaimKind,
        codes.RespondentRole,
        codes.PurchaseChannel,
        codes.PriorChannel,
        codes.Language,
        codes.Resolved,
        codes.AnswerCode,
    )
    said = {str(label) for each in lists for label in each.labels}
    for table in (states.CONSUMER_LABELS, states.MOVE_LABELS, deadlines.TITLES):
        said |= {str(label) for label in table.values()}

    assert said - _translated() == set()


def test_every_entry_says_whether_a_person_has_read_it():
    entries = [each for each in polib.pofile(str(CATALOGUE)) if each.msgstr]

    silent = [e.msgid for e in entries if not e.tcomment.startswith(("machine", "reviewed"))]

    assert entries
    assert silent == []


def test_the_compiled_catalogue_is_the_written_one():
    written = polib.pofile(str(CATALOGUE))
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))

    assert {e.msgid: e.msgstr for e in compiled} == {e.msgid: e.msgstr for e in written if e.msgstr}


def test_links_survive_translation():
    for entry in polib.pofile(str(CATALOGUE)):
        if entry.msgstr:
            assert entry.msgstr.count("<a href=") == entry.msgid.count("<a href=")
