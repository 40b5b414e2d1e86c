"""Figures of an analysis without a store: Hunan's published quarter, and quarters made up."""

from smart315.casework import taxonomy
from smart315.casework.taxonomy import Kind
from smart315.insight.analyses import tables
from smart315.insight.analyses.catalogue import NATURE, SIDES, TOTALS
from smart315.insight.analyses.cells import Row, Table, count
from smart315.insight.analyses.figures import Counted, Figures
from smart315.measures.periods import Period
from smart315.measures.rounding import HUNAN, Convention
from tests.given.published import HUNAN_2025Q1_NATURE, HUNAN_2025Q1_TOTALS


QUARTER = Period.read("2025Q1")


def code_of(nature: str) -> str:
    """Return the code of a nature by its name."""
    found = taxonomy.find(nature, Kind.NATURE)
    assert found is not None
    return found.code


def hunan(convention: Convention = HUNAN) -> Figures:
    """Hunan's first quarter of 2025 beside that of 2024."""
    said = HUNAN_2025Q1_TOTALS
    totals: dict[str, tuple[int, int | None]] = {
        "accepted": (10461, None),
        "resolved": (said["resolved"], None),
        "resolve_rate": (said["resolved"], 10461),
        "recovered_loss": (said["recovered_yuan"] * 100, None),
        "multi_comp_cases": (said["multiplied"], None),
        "multi_comp_amount": (said["multiplied_yuan"] * 100, None),
    }
    now = {code_of(row[0]): row[1] for row in HUNAN_2025Q1_NATURE}
    before = {code_of(row[0]): row[3] for row in HUNAN_2025Q1_NATURE}
    sides = {each: said[each] for each in ("goods", "services", "other")}
    return Figures(
        QUARTER,
        Counted(10461, totals, {"nature": now, "kinds": sides}),
        Counted(8225, {"accepted": (8225, None)}, {"nature": before}),
        None,
        convention,
    )


def named(code: str) -> str:
    """Return the name of a nature or category."""
    return taxonomy.node(code).name if taxonomy.known(code) else code


def nature_table(figures: Figures | None = None) -> Table:
    """The table of natures."""
    return tables.breakdown(NATURE, figures or hunan(), named)


def totals_table(figures: Figures | None = None) -> Table:
    """The table of indicators."""
    return tables.totals(TOTALS, figures or hunan())


def sides_table(figures: Figures | None = None) -> Table:
    """The table of goods, services and others."""
    return tables.breakdown(SIDES, figures or hunan(), named)


def filled(key: str) -> Table:
    """A table in which one thing was counted."""
    return Table(key, key, "", (), (Row("a", "一", {"count": count(1)}),))
