"""What groups are compared with: HDBSCAN on latent semantics, and minimum hashes of titles."""

import time
from collections.abc import Sequence

import numpy as np
from sklearn.cluster import HDBSCAN
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize

from smart315.signals.cleaning import cleaned
from smart315.signals.grouping.complaint import Complaint


Labels = dict[int, int]


def hdbscan(stream: Sequence[Complaint], smallest: int) -> tuple[Labels, float]:
    """Cluster all texts at once (it knows the future); what is noise is alone. Milliseconds too."""
    started = time.process_time()
    texts = [cleaned(f"{each.title} {each.text}") for each in stream]
    terms = TfidfVectorizer(analyzer="char", ngram_range=(2, 3), min_df=2, sublinear_tf=True)
    dense = TruncatedSVD(100, random_state=0).fit_transform(terms.fit_transform(texts))
    found = HDBSCAN(min_cluster_size=smallest, copy=True).fit_predict(normalize(dense))
    spent = (time.process_time() - started) * 1000 / len(stream)
    alone = len(stream)
    labels = {each.id: int(label) for each, label in zip(stream, found, strict=True)}
    return {each: label if label >= 0 else alone + each for each, label in labels.items()}, spent


def minhash(stream: Sequence[Complaint], rows: int, bands: int = 32) -> tuple[Labels, float]:
    """Join titles that agree in one band of minimum hashes of their pairs of characters."""
    started = time.process_time()
    random = np.random.default_rng(0)
    odd = random.integers(1, 1 << 61, size=(rows * bands, 1), dtype=np.uint64) | np.uint64(1)
    parent = list(range(len(stream)))
    seen: dict[tuple[int, bytes], int] = {}
    for each in stream:
        codes = np.frombuffer(cleaned(each.title).encode("utf-32-le"), np.uint32).astype(np.uint64)
        if len(codes) < 2:
            continue
        pairs = (codes[:-1] << np.uint64(21)) | codes[1:]
        mixed = (pairs * np.uint64(0x9E3779B97F4A7C15)) ^ (pairs >> np.uint64(7))
        least = ((mixed[None, :] * odd) >> np.uint64(32)).min(axis=1).reshape(bands, rows)
        for band, values in enumerate(least):
            other = seen.setdefault((band, values.tobytes()), each.id)
            parent[_root(parent, each.id)] = _root(parent, other)
    spent = (time.process_time() - started) * 1000 / len(stream)
    return {each.id: _root(parent, each.id) for each in stream}, spent


def _root(parent: list[int], each: int) -> int:
    while parent[each] != each:
        parent[each] = parent[parent[each]]
        each = parent[each]
    return each
