"""The catalogue as a page of the reference."""

from collections.abc import Iterator

from smart315.insight.catalogue.dimensions import DIMENSIONS
from smart315.insight.catalogue.measures import MEASURES, RECEIVED, Measure
from smart315.insight.facts.columns import COLUMNS


def page() -> str:
    """Return the whole page: the measures, the dimensions, the columns of the facts."""
    return "\n".join([*_head(), *_measures(), "", *_dimensions(), "", *_columns(), ""])


def _head() -> Iterator[str]:
    yield "# Measures"
    yield ""
    yield "Generated from `smart315/insight/catalogue` and `smart315/insight/facts/columns.py`."
    yield "`python -m smart315.insight.catalogue` prints it; `make check` compares the two."
    yield ""
    yield "A measure sums over the complaints whose day of acceptance (or of receipt, where it says"
    yield "so) lies in the period. A rate keeps its numerator and denominator and has a 95 % Wilson"
    yield "interval. Where the public reads it, cells that tell of fewer people than `privacy.k` of"
    yield "the rule register says are left out, and so are those that would give them away."
    yield ""


def _measures() -> Iterator[str]:
    yield "## The measures"
    yield ""
    yield "| name | 中文 | definition | unit | period by | source |"
    yield "|---|---|---|---|---|---|"
    for each in MEASURES.values():
        yield (
            f"| `{each.name}` | {each.title} | {each.definition} | {each.unit} "
            f"| {_dated(each)} | {each.source} |"
        )


def _dated(measure: Measure) -> str:
    return "receipt" if measure.dated == RECEIVED else "acceptance"


def _dimensions() -> Iterator[str]:
    yield "## The dimensions"
    yield ""
    yield "Codes are those of the taxonomy, the divisions and the stages; blank stands for unknown."
    yield "`inner` ones tell who works how, or lead to single businesses: no public table has them."
    yield ""
    yield "| name | 中文 | |"
    yield "|---|---|---|"
    for each in DIMENSIONS.values():
        yield f"| `{each.name}` | {each.title} | {'inner' if each.inner else ''} |"


def _columns() -> Iterator[str]:
    yield "## The facts"
    yield ""
    yield "One row a complaint, in `facts/complaints/month=YYYY-MM/` of the data folder, by month"
    yield "of receipt; `facts/manifest.json` names the files that hold. No column says anything of"
    yield "a person. Drafts, trials of partners and complaints that became part of a joint one are"
    yield "not in them."
    yield ""
    yield "| column | type | from |"
    yield "|---|---|---|"
    for name, column in COLUMNS.items():
        yield f"| `{name}` | {column.type} | {'、'.join(column.sources)} |"
