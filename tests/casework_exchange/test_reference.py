"""The reference of the import says what the program does."""

from pathlib import Path

from smart315.casework.exchange import columns, declarations, reference


PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "import.md"


def test_the_tables_of_the_page_are_those_of_the_program():
    page = PAGE.read_text(encoding="utf-8")

    assert reference.renewed(page) == page


def test_every_table_has_its_place_on_the_page():
    page = PAGE.read_text(encoding="utf-8")

    assert {block[1] for block in reference.BLOCK.findall(page)} == set(reference.BLOCKS)


def test_every_option_of_a_declaration_is_explained():
    page = PAGE.read_text(encoding="utf-8")

    explained = (declarations.OPTIONS | declarations.KEYS) - {"name", "origin"}
    assert [option for option in sorted(explained) if f"`{option}`" not in page] == []


def test_a_canonical_file_has_exactly_the_documented_columns():
    canonical = declarations.named("canonical")

    assert canonical.used == columns.NAMES
    assert columns.NAMES == (
        "external_id", "received_on", "region_code", "channel", "nature", "category",
        "business_name", "uscc", "text", "amount_yuan", "claims", "stage", "outcome",
        "closed_on", "recovered_yuan", "extra_compensation_yuan",
    )  # fmt: skip
