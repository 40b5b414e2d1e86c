"""The Tibetan catalogue knows the casework's words, and says that no person has read it yet."""

from pathlib import Path

import polib

import smart315
from smart315.casework import codes, deadlines, states


PACKAGE = Path(smart315.__file__).parent
CATALOGUE = PACKAGE / "locale/bo/LC_MESSAGES/django.po"


def _translated():
    return {each.msgid for each in polib.pofile(str(CATALOGUE)) if each.msgstr}


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
