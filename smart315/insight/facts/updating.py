"""Keep the facts as the store is: what was changed since is known from the audit's journal.

Every change of a complaint leaves an event in its stream in the same transaction, so the streams
that grew name the complaints to count again, and no change can be missed or seen half.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.utils.timezone import get_default_timezone, localdate

from smart315.audit import queries as audit
from smart315.businesses import queries as businesses
from smart315.casework import queries as casework
from smart315.insight.facts import columns, store
from smart315.insight.facts.store import Manifest, Part


STREAM = "complaint:"


@dataclass(frozen=True)
class Updated:
    """What an update came to: months written again, and whether all was made from nothing."""

    manifest: Manifest
    months: tuple[str, ...] = ()
    complaints: int = 0
    from_nothing: bool = False


def current(*, at: datetime) -> Manifest:
    """Return the facts as of this moment; whoever asks brings them up to date first."""
    held = store.manifest()
    if held is not None and held.version == columns.version():
        try:
            if not audit.changed_since(held.mark).streams:
                return held
        except audit.Rewound:
            pass
    return update(at=at).manifest


def update(*, at: datetime, from_nothing: bool = False) -> Updated:
    """Write the months again in which something changed; all of them `from_nothing`.

    Running it twice changes nothing, and of two at once one waits for the other. Facts of another
    form, and those of a store that was restored or replaced since, are made from nothing.
    """
    with store.writing():
        held = store.manifest()
        if from_nothing or held is None or held.version != columns.version():
            return _made_anew(at)
        try:
            changes = audit.changed_since(held.mark)
        except audit.Rewound:
            return _made_anew(at)
        return _brought_on(held, changes, at)


def _made_anew(at: datetime) -> Updated:
    # The mark first: what changes while the rows are read is read again next time.
    mark, merged, months = audit.mark(), businesses.all_merged(), dict[str, Part]()
    for month, since, until in _months():
        table = columns.table_of(casework.counted(casework.counted_ids(since, until)))
        if table.num_rows:
            months[month] = store.write(month, table)
    made = Manifest(columns.version(), mark, at, months, merged)
    store.publish(made)
    return Updated(made, tuple(sorted(months)), made.rows, from_nothing=True)


def _brought_on(held: Manifest, changes: audit.Changes, at: datetime) -> Updated:
    if changes.mark == held.mark:
        return Updated(held)
    merged = businesses.all_merged()
    moved = {one for one, _stands in held.merged.items() ^ merged.items()}
    ids = sorted({*_complaints(changes.streams), *casework.counted_ids_naming(moved)})
    months, touched = dict(held.months), list[str]()
    for month, (gone, fresh) in sorted(_by_month(ids, held).items()):
        before = months.get(month)
        after = _written(month, before, gone, fresh)
        if after is None:
            months.pop(month, None)
        else:
            months[month] = after
        if after != before:
            touched.append(month)
    made = Manifest(held.version, changes.mark, at, months, merged)
    store.publish(made)
    return Updated(made, tuple(touched), len(ids))


def _complaints(streams: Iterable[str]) -> set[int]:
    named = (each.removeprefix(STREAM) for each in streams if each.startswith(STREAM))
    return {int(each) for each in named if each.isdigit()}


def _by_month(ids: list[int], held: Manifest) -> Mapping[str, tuple[list[int], pa.Table]]:
    """Return for each month which rows go, and the rows that take their places."""
    received = casework.received_moments(ids)
    going: defaultdict[str, list[int]] = defaultdict(list)
    for pk, moment in received.items():
        going[_month(localdate(moment))].append(pk)
    for month, lost in _lost(set(ids) - received.keys(), held):
        going[month] += lost
    fresh = columns.table_of(casework.counted(ids))
    of = pc.strftime(fresh.column("received_on"), format="%Y-%m")
    return {month: (some, fresh.filter(pc.equal(of, month))) for month, some in going.items()}


def _lost(ids: set[int], held: Manifest) -> Iterator[tuple[str, list[int]]]:
    """Find in which months those lie that the store does not know any more."""
    wanted = pa.array(sorted(ids), pa.int64())
    for month, part in held.months.items() if ids else ():
        here = pq.read_table(store.root() / part.file, columns=["id"], partitioning=None)
        found = here.filter(pc.is_in(here.column("id"), wanted)).column("id").to_pylist()
        if found:
            yield month, found


def _written(month: str, before: Part | None, gone: list[int], fresh: pa.Table) -> Part | None:
    rows = fresh
    if before is not None:
        old = store.read(before)
        stays = pc.invert(pc.is_in(old.column("id"), pa.array(gone, pa.int64())))
        rows = pa.concat_tables([old.filter(stays), fresh])
    return store.write(month, rows) if rows.num_rows else None


def _months() -> Iterator[tuple[str, datetime, datetime]]:
    first, last = casework.received_span()
    if first is None or last is None:
        return
    month, end = localdate(first).replace(day=1), localdate(last)
    while month <= end:
        after = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
        yield _month(month), _midnight(month), _midnight(after)
        month = after


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), get_default_timezone())
