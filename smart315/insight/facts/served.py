"""The facts on a ClickHouse server: the same files, each sent once, dropped when gone here."""

from ibis.backends import BaseBackend
from ibis.expr.types import Table

from smart315.engine import clickhouse
from smart315.engine.clickhouse import Part
from smart315.insight.facts import store
from smart315.insight.facts.columns import SCHEMA, version
from smart315.insight.facts.store import Manifest


def facts(backend: BaseBackend, manifest: Manifest) -> Table:
    """Return the facts of a manifest as a table of the server; those of another form lie apart."""
    name = f"facts_{version()}"
    files = [(store.root() / each.file, each.rows) for each in manifest.months.values()]
    parts = {path.stem: Part(path, rows) for path, rows in files}
    with store.writing():
        table = clickhouse.brought(backend, name, parts, SCHEMA)
        clickhouse.dropped(backend, name, clickhouse.counted(backend, name).keys() - _held(parts))
    return table


def _held(parts: dict[str, Part]) -> set[str]:
    """Return the parts whose files are still here: somebody may read them."""
    files = {path.stem for path in (store.root() / "complaints").glob("month=*/*.parquet")}
    return set(parts) | files
