"""Keep all groups in one file of arrays and go on from it; nothing in it can run (no pickle)."""

import io
import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from smart315.signals.grouping.engine import Grouping
from smart315.signals.grouping.known import known_of
from smart315.signals.grouping.memory import ROW
from smart315.signals.grouping.settings import Settings
from smart315.signals.grouping.sums import Sum
from smart315.signals.grouping.table import Gathered


FORMAT = 1
Arrays = dict[str, NDArray[Any]]


class UnreadableGroups(ValueError):  # noqa: N818 - reads as a sentence
    """The bytes are no groups of this format."""


def stored(grouping: Grouping) -> bytes:
    """Return all that is needed to go on, as an uncompressed NumPy archive with a JSON header."""
    header = {
        "format": FORMAT,
        "settings": asdict(grouping.settings),
        "texts": grouping.rarity.texts,
        "splits": grouping.table.splits,
        "settled": sorted(grouping.table.settled),
    }
    arrays: dict[str, Any] = {
        "header": np.frombuffer(json.dumps(header).encode(), dtype=np.uint8),
        **_memory(grouping),
        **_postings(grouping),
        **_table(grouping),
    }
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()


def read(data: bytes) -> Grouping:
    """Return the groups that were stored; raises UnreadableGroups for other bytes."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        header = json.loads(arrays["header"].tobytes())
        if header.get("format") == FORMAT:
            return _built(header, arrays)
    except (ValueError, KeyError, TypeError, IndexError, OSError, EOFError, BadZipFile) as error:
        raise UnreadableGroups(str(error)) from None
    raise UnreadableGroups(f"format {header.get('format')}, not {FORMAT}")


def _memory(grouping: Grouping) -> Arrays:
    memory = grouping.memory
    used = min(memory.count, memory.held)
    rows = memory.rows
    columns = {f"row_{name}": rows[name] for name in ROW.names or ()}
    vectors = {
        name: getattr(memory, name)[:used] for name in ("keys", "subject", "issue", "lengths")
    }
    return columns | vectors


def _postings(grouping: Grouping) -> Arrays:
    held = np.flatnonzero(grouping.rarity.held)
    counted: Arrays = {"held_at": held, "held": grouping.rarity.held[held]}
    return grouping.postings.saved() | counted


def _table(grouping: Grouping) -> Arrays:
    table = grouping.table
    groups = list(table.groups)
    gathered = [table.groups[each] for each in groups]
    sums = [each.sum for each in gathered]
    apart = [(one, other) for one, others in table.apart.items() for other in others]
    return {
        "groups": np.array(groups, dtype=np.int64),
        "sizes": np.array([each.size for each in sums], dtype=np.int64),
        "days": np.array([(each.first, each.last) for each in sums]).reshape(-1, 2),
        "members": _joined([np.array(each.members) for each in gathered], np.int64),
        "terms": np.array([len(each.keys) for each in sums], dtype=np.int64),
        "sum_keys": _joined([each.keys for each in sums], np.int32),
        "sum_subject": _joined([each.subject for each in sums], np.float32),
        "sum_issue": _joined([each.issue for each in sums], np.float32),
        "became": np.array(list(table.became.items()), dtype=np.int64).reshape(-1, 2),
        "apart": np.array(apart, dtype=np.int64).reshape(-1, 2),
    }


def _joined(parts: Sequence[NDArray[Any]], kind: Any) -> NDArray[Any]:
    return np.concatenate([np.empty(0, dtype=kind), *parts]).astype(kind)


def _built(header: Mapping[str, Any], arrays: Arrays) -> Grouping:
    grouping = Grouping(Settings(**header["settings"]))
    memory, rarity = grouping.memory, grouping.rarity
    rows = np.zeros(len(arrays["row_id"]), dtype=ROW)
    for name in ROW.names or ():
        rows[name] = arrays[f"row_{name}"]
    memory.load(rows)
    for name in ("keys", "subject", "issue", "lengths"):
        getattr(memory, name)[: len(arrays[name])] = arrays[name]
    grouping.postings.load(arrays)
    rarity.held[arrays["held_at"]] = arrays["held"]
    rarity.texts = int(header["texts"])
    table = grouping.table
    table.splits = int(header["splits"])
    table.settled = set(header.get("settled", ()))
    table.became = dict(arrays["became"].tolist())
    for one, other in arrays["apart"].tolist():
        table.apart[one].add(other)
    _fill(grouping, arrays)
    return grouping


def _fill(grouping: Grouping, arrays: Arrays) -> None:
    members = _cut(arrays["members"], arrays["sizes"])
    sums = [_cut(arrays[f"sum_{name}"], arrays["terms"]) for name in ("keys", "subject", "issue")]
    rows = grouping.memory.rows
    for place, group in enumerate(arrays["groups"].tolist()):
        first, last = arrays["days"][place].tolist()
        keys, subject, issue = (each[place] for each in sums)
        total = Sum(keys, subject, issue, int(arrays["sizes"][place]), first, last)
        known = known_of(rows[members[place]])
        gathered = Gathered(array("q", members[place].tolist()), total, known)
        grouping.table.groups[group] = gathered


def _cut(joined: NDArray[Any], sizes: NDArray[np.int64]) -> list[NDArray[Any]]:
    return np.split(joined, np.cumsum(sizes)[:-1]) if len(sizes) else []
