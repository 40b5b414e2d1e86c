"""What a consumer reads can be read in Tibetan: every marked text has its entry."""

import re
from pathlib import Path

import polib
import pytest

from tests import texts
from tests.source import PACKAGE


CATALOGUE = PACKAGE / "locale/bo/LC_MESSAGES/django.po"
SIGNED_IN = "web/desk/views/entrance.py"
TEMPLATE = re.compile(r'"([\w/]+\.html)"')
PLACE = re.compile(r"%\((\w+)\)[sd]")

# Where consumers' texts stand: their pages, and the refusals and labels shown on them.
PUBLIC = (
    "web/public/**/*.py",
    "web/filing/*.py",
    "web/calculators/opened.py",
    "web/calculators/form.py",
    "web/business/forms.py",
    "web/business/invited/*.py",
    "web/business/joining/*.py",
    "businesses/actions/applying.py",
    "businesses/actions/pledging.py",
    "businesses/policies.py",
    "businesses/states.py",
    "casework/calculations.py",
    "web/templates/invited/*.html",
    "web/templates/joining/*.html",
    "web/templates/public/**/*.html",
    "web/templates/[0-9]*.html",
    "accounts/actions/codes.py",
    "accounts/phones.py",
    "casework/filing.py",
    "casework/deadlines.py",
    "casework/letters/intake.py",
    "casework/letters/wording.py",
    "documents/actions.py",
)


def public_files():
    return sorted({path for pattern in PUBLIC for path in PACKAGE.glob(pattern)})


def entries():
    return [entry for entry in polib.pofile(str(CATALOGUE)) if entry.msgstr]


@pytest.fixture(scope="module")
def translated():
    return {entry.msgid for entry in entries()}


@pytest.mark.parametrize("path", public_files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_text_of_a_public_page_has_a_tibetan_entry(path, translated):
    missing = sorted(set(texts.of_file(path)) - translated)

    assert not missing, "\n".join(missing)


def test_every_place_where_consumers_texts_stand_is_there():
    assert [pattern for pattern in PUBLIC if not list(PACKAGE.glob(pattern))] == []


def test_every_page_that_is_open_to_everybody_is_among_them():
    """A view marked for the public, and each template that its module names.

    Not the desk's way in: whoever has signed in reads Chinese.
    """
    modules = [
        path
        for path in PACKAGE.glob("web/**/*.py")
        if "@public_page" in path.read_text("utf-8") and path != PACKAGE / SIGNED_IN
    ]
    named = {name for path in modules for name in TEMPLATE.findall(path.read_text("utf-8"))}
    pages = {*modules, *(PACKAGE / "web/templates" / name for name in named)}

    assert named
    assert sorted(pages - set(public_files())) == []


def test_a_translation_keeps_its_places():
    changed = [
        entry.msgid
        for entry in entries()
        if set(PLACE.findall(entry.msgstr)) != set(PLACE.findall(entry.msgid))
    ]

    assert not changed, "\n".join(changed)


def test_texts_are_found_as_django_finds_them(tmp_path):
    template = (
        '{% load i18n %}<p title="{% translate "标题" %}">{% blocktranslate trimmed with n=3 %}\n'
        "  共%(x)s、{{ n }}件\n  投诉\n{% endblocktranslate %}</p>{# {% translate '不算' %} #}"
    )
    code = 'from django.utils.translation import gettext as _\nx = _("一" "二")\ny = f("三")\n'

    assert list(texts.of_template(template)) == ["标题", "共%%(x)s、%(n)s件 投诉"]
    assert list(texts.of_python(code)) == ["一二"]
    (Path(tmp_path) / "a.html").write_text(template, encoding="utf-8")
    assert len(list(texts.of_file(tmp_path / "a.html"))) == 2
