"""What somebody orders: which analysis, of which period, of which place, counted how."""

from dataclasses import dataclass

from smart315.insight.analyses.catalogue import DECLARED
from smart315.insight.analyses.declared import Basis, Declaration
from smart315.measures.periods import Period
from smart315.measures.rounding import Convention
from smart315.regions import queries as regions


@dataclass(frozen=True)
class Order:
    """An analysis to be compiled; `region` is a code of GB/T 2260 of the level."""

    kind: str
    period: Period
    region: str
    basis: Basis
    convention: Convention

    @property
    def declaration(self) -> Declaration:
        """Return what the analysis is made of."""
        return DECLARED[self.kind]

    @property
    def title(self) -> str:
        """Return the title of the analysis, without period and place."""
        told = self.declaration
        return str(told.title if self.basis is Basis.ACCEPTED else told.wide_title)

    @property
    def level(self) -> str:
        """Return the level of the place."""
        return level_of(self.region)

    @property
    def place(self) -> str:
        """Return the name of the place."""
        return regions.name(self.region)

    @property
    def where(self) -> dict[str, str]:
        """Return by what the facts are narrowed to the place."""
        return {} if self.level == "province" else {self.level: self.region}

    @property
    def beginnings(self) -> tuple[str, ...]:
        """Return how the codes of divisions of the place begin; empty for the whole province."""
        return {
            "province": (),
            "prefecture": (self.region[:4],),
            "county": (self.region[:6],),
        }[self.level]

    @property
    def rural(self) -> bool:
        """Tell whether only the countryside is counted."""
        return self.declaration.where.get("area") == "rural"

    def covers(self, region: str) -> bool:
        """Tell whether what happened in a division belongs in the analysis."""
        return region.startswith(self.beginnings or ("",)) and (
            not self.rural or region in regions.townships()
        )


def level_of(region: str) -> str:
    """Return the level of a division.

    >>> level_of("630000"), level_of("630100"), level_of("630102")
    ('province', 'prefecture', 'county')
    """
    if regions.county_of(region):
        return "county"
    return "prefecture" if regions.prefecture_of(region) else "province"
