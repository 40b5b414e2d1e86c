"""The Tibetan catalogue says of every entry that no person has read it yet."""

from pathlib import Path

import polib

import smart315


CATALOGUE = Path(smart315.__file__).parent / "locale/bo/LC_MESSAGES/django.po"


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
