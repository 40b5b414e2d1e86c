"""Where the figures of an analysis lead: to the complaints that they count, to their definition."""

from smart315.accounts.actors import Actor, Permission
from smart315.insight.analyses.cells import Cell, Table
from smart315.insight.analyses.declared import Breakdown, Part, Ranking, Totals
from smart315.insight.queries import MEASURES, Analysis, order_of
from smart315.measures.periods import Period
from smart315.regions.queries import PROVINCE
from smart315.web.figures.asked import View
from smart315.web.figures.shown import FILTERS, Links


class Roads:
    """The links of one analysis, as its reader may follow them.

    Complaints are opened by whoever may read all that were counted, or the list would show fewer
    than the figure says. What is narrowed to the countryside has no list of its own.
    """

    def __init__(self, row: Analysis, actor: Actor) -> None:
        order = order_of(row)
        self.basis = str(order.basis)
        self.parts: dict[str, Part] = {each.key: each for each in order.declaration.parts}
        region = "" if order.region == PROVINCE else order.region
        self.links = {
            column: Links(View(period, region=region), "desk")
            for column, period in _periods(order.period).items()
        }
        reads = actor.may(Permission.READ_COMPLAINT, within=row.organisation_id)
        self.opens = bool(reads) and not order.declaration.where

    def cases(self, table: Table, code: str, column: str, cell: Cell | None) -> str:
        """Return the list of the complaints behind a cell; blank where there is none."""
        links, part = self.links.get(column), self.parts.get(table.key)
        if not self.opens or links is None or cell is None or not cell.value:
            return ""
        if isinstance(part, Totals):
            return links.cases(MEASURES[code])
        if not isinstance(part, Breakdown | Ranking) or (code and part.by not in FILTERS):
            return ""
        narrowed = {FILTERS[part.by]: code} if code else {}
        return links.cases(MEASURES[self.basis], **narrowed)

    def definition(self, table: Table, code: str = "") -> str:
        """Return the page that says what is counted: of a row of totals, else of the table."""
        part = self.parts.get(table.key)
        if isinstance(part, Totals):
            return self.links["value"].definition(code) if code else ""
        counts = isinstance(part, Breakdown | Ranking) and not code
        return self.links["count"].definition(self.basis) if counts else ""


def _periods(period: Period) -> dict[str, Period]:
    """Return which period a column of counts is of."""
    return {
        "value": period,
        "count": period,
        "prev_value": period.year_before,
        "prev_count": period.year_before,
        "last_value": period.previous,
    }
