"""The digest of a table's content: of its values alone, whatever file or library holds them."""

import hashlib
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def digest(table: pa.Table) -> str:
    """Return 64 hex digits over the columns in their order; rows in another order differ."""
    total = hashlib.sha256(repr((table.num_rows, table.schema.names)).encode())
    for name in table.schema.names:
        total.update(_of(table.column(name).combine_chunks()))
    return total.hexdigest()


def _of(values: pa.Array) -> bytes:
    """Digest which values are there, and the values; what lies under an empty cell is nothing."""
    found = hashlib.sha256(np.packbits(_flags(pc.is_valid(values))).tobytes())
    if pa.types.is_string(values.type):
        _texts(found, pc.fill_null(values, ""))
    elif pa.types.is_boolean(values.type):
        found.update(np.packbits(_flags(pc.fill_null(values, fill_value=False))).tobytes())
    else:
        whole = values.cast(pa.int32()) if pa.types.is_date32(values.type) else values
        found.update(pc.fill_null(whole, 0).to_numpy().astype("<i8").tobytes())
    return found.digest()


def _texts(found: "hashlib._Hash", values: pa.Array) -> None:
    """Add the lengths of texts and then the texts, straight from where they lie."""
    _valid, offsets, data = values.buffers()
    ends = np.frombuffer(offsets, np.int32)[values.offset : values.offset + len(values) + 1]
    found.update(np.diff(ends).astype("<i8").tobytes())
    if data is not None and len(ends):
        found.update(memoryview(data)[ends[0] : ends[-1]])


def _flags(values: pa.Array) -> Any:
    return pc.cast(values, pa.uint8()).to_numpy()
