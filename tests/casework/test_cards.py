"""Rule cards: sound files, chosen by the matter, as the law stood."""

import shutil
from datetime import date

import pytest
import yaml

from smart315.casework import cards
from smart315.casework.cards import Matter, files


TODAY = date(2026, 9, 1)


def ids(found):
    return [card.id for card in found]


def test_every_rule_of_the_handbook_has_a_card_and_all_are_sound():
    assert cards.problems() == []
    assert {f"SU-{number:02d}" for number in range(1, 31)} <= set(ids(cards.cards()))


def test_a_prepaid_card_of_a_hairdresser_is_met_by_the_rules_of_prepayment_first():
    found = ids(cards.fitting(Matter("N02", "S01-03"), TODAY))

    assert found[:2] == ["SU-24", "SU-16"]


def test_a_car_is_met_by_its_own_rules_first():
    assert ids(cards.fitting(Matter("N03", "G09-01"), TODAY))[0] == "SB-01"
    assert "SB-01" not in ids(cards.fitting(Matter("N03", "G02-01"), TODAY))


def test_what_holds_for_buying_from_afar_is_not_shown_for_a_shop():
    online = ids(cards.fitting(Matter("N01", "G02-01", "online"), TODAY))
    shop = ids(cards.fitting(Matter("N01", "G02-01", "offline"), TODAY))

    assert "SU-02" in online
    assert "SU-02" not in shop


def test_a_rule_is_shown_only_from_the_day_it_was_in_force():
    # 实施条例自2024年7月1日起施行；消法第五十三条早已施行。
    before = ids(cards.fitting(Matter("N02", "S13-03"), date(2024, 6, 30)))

    assert "SU-24" not in before
    assert "SU-16" in before
    assert "SU-24" in ids(cards.fitting(Matter("N02", "S13-03"), date(2024, 7, 1)))


def test_a_provision_not_yet_in_force_is_left_out_of_the_basis():
    (card,) = [each for each in cards.cards() if each.id == "SU-16"]

    assert len(card.basis_on(date(2025, 4, 30))) == 1
    assert len(card.basis_on(date(2025, 5, 1))) == 2


def test_nothing_known_shows_nothing():
    assert cards.fitting(Matter(), TODAY) == []


def test_cards_are_found_by_words_law_and_number():
    assert ids(cards.find("三倍 欺诈")) == ["SU-09"]
    assert "SU-12" in ids(cards.find("食品安全法"))
    assert ids(cards.find("SU-30")) == ["SU-30"]
    assert cards.find("没有这个词") == []


def test_consumers_read_at_most_a_few_in_plain_words_in_either_language():
    found = cards.plain_ones(Matter("N02", "S01-03"), TODAY)

    assert 1 <= len(found) <= 3
    assert all(card.said("zh-hans") and card.said("bo") != card.said() for card in found)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "SU-99"}, "the id inside is SU-99"),
        ({"natures": ["N77"]}, "unknown nature N77"),
        ({"categories": ["G77"]}, "unknown category G77"),
        ({"channels": ["ship"]}, "unknown channel ship"),
        ({"calculator": "magic"}, "unknown calculator magic"),
        ({"plain": "只有汉语", "plain_bo": None}, "both languages"),
        ({"summary": " "}, "all needed"),
        (
            {"basis": [{"law": "X", "article": "1", "since": "2024-07-01", "until": "2024-06-01"}]},
            "ends before it begins",
        ),
        ({"title": ...}, "cannot be read"),
        ({"natures": []}, "but it does not name"),
    ],
)
def test_a_fault_in_a_file_is_named(tmp_path, change, said):
    for path in files.card_files(files.FOLDER):
        shutil.copy(path, tmp_path)
    file = tmp_path / "SU-04.yaml"
    raw = yaml.safe_load(file.read_text(encoding="utf-8")) | change
    raw = {name: value for name, value in raw.items() if value is not ...}
    file.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")

    assert any(said in fault for fault in cards.problems(tmp_path))


def test_a_card_that_the_taxonomy_names_must_be_there(tmp_path):
    for path in files.card_files(files.FOLDER):
        if path.stem != "SU-22":
            shutil.copy(path, tmp_path)

    assert any("SU-22, which is not there" in fault for fault in cards.problems(tmp_path))
