"""Every figure, declared once: what is counted, of how many, by what, by whose definition."""

from smart315.insight.catalogue.dimensions import DIMENSIONS as DIMENSIONS, Dimension as Dimension
from smart315.insight.catalogue.measures import (
    MEASURES as MEASURES,
    Measure as Measure,
    Unit as Unit,
)
from smart315.insight.catalogue.tables import Asked as Asked, Row as Row, Table as Table
