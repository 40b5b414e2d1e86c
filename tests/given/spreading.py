"""Work that is parted, with one result wherever its parts are done."""

import pickle

import numpy as np

from smart315.signals import learning, stored_models
from smart315.signals.grouping.engine import Grouping
from smart315.signals.grouping.parted import put_all
from smart315.signals.surveillance import province
from tests.given.labelled import labelled_texts
from tests.given.matters import CARDS, HEAT, OTHERS, stream
from tests.given.province import (
    CATEGORIES,
    REGIONS,
    expectation_of,
    quiet_cases,
    scan_of,
    table_of,
)


def scattered(work, shared, parts):
    """Do the last part first, and let everything go through pickle, as to another machine."""
    done = [pickle.loads(pickle.dumps((work, shared, part))) for part in reversed(parts)]  # noqa: S301
    return [pickle.loads(pickle.dumps(each(*rest))) for each, *rest in done][::-1]  # noqa: S301


def a_model(spread):
    """Return what is learnt of labelled texts, as bytes."""
    texts, labels = labelled_texts()
    return stored_models.stored(learning.learn(texts, labels, spread))


def a_scan(spread):
    """Return what is learnt of a small province's past."""
    past = expectation_of(table_of(quiet_cases()))
    expected = past.all_days()
    learnt = province.learn(past, expected, REGIONS, CATEGORIES, spread)
    assert learnt is not None
    return province.written(learnt)


def a_path(spread):
    """Return the smallest chance of each day of a small province."""
    past = expectation_of(table_of(quiet_cases(days=300), 300))
    expected = np.nan_to_num(past.all_days(), nan=1.0)
    scan = scan_of(past.counts, expected)
    return scan.path(past.counts, expected, spread).tolist()


def a_grouping(spread):
    """Return the groups of a stream and every reason, parts and rounds being small."""
    grouping = Grouping()
    complaints = stream(CARDS, HEAT, OTHERS, CARDS[:2])
    put = list(put_all(grouping, complaints, spread, part=3, at_once=7))
    return put, list(grouping.groups()), grouping.rarity.texts


PARTED = (a_model, a_scan, a_path, a_grouping)
