"""Keep a classifier in one file of arrays and read it back; nothing in it can run (no pickle)."""

import io
import json
from dataclasses import asdict
from typing import Any
from zipfile import BadZipFile

import numpy as np

from smart315.signals.classification import Calibration, Classifier
from smart315.signals.features import Features, Vocabulary
from smart315.signals.views import View


FORMAT = 1


class UnreadableModel(ValueError):  # noqa: N818 - reads as a sentence
    """The bytes are not a stored classifier of this format."""


def stored(classifier: Classifier) -> bytes:
    """Return the classifier as bytes: a compressed NumPy archive with a JSON header."""
    header = {
        "format": FORMAT,
        "labels": classifier.labels,
        "scale": classifier.calibration.scale,
        "trusted_from": classifier.trusted_from,
        "views": [
            {**asdict(each.view), "texts": each.texts} for each in classifier.features.vocabularies
        ],
    }
    arrays: dict[str, Any] = {
        "header": np.frombuffer(json.dumps(header).encode(), dtype=np.uint8),
        "weights": classifier.weights,
        "shifts": classifier.calibration.shifts,
    }
    for number, each in enumerate(classifier.features.vocabularies):
        arrays[f"keys{number}"], arrays[f"held{number}"] = each.keys, each.held
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()


def read(data: bytes) -> Classifier:
    """Return the classifier that was stored; raises UnreadableModel for other bytes."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        header = json.loads(arrays["header"].tobytes())
    except (ValueError, KeyError, OSError, EOFError, BadZipFile) as error:
        raise UnreadableModel(str(error)) from None
    if header.get("format") != FORMAT:
        raise UnreadableModel(f"format {header.get('format')}, not {FORMAT}")
    vocabularies = tuple(
        _vocabulary(dict(view), arrays[f"keys{number}"], arrays[f"held{number}"])
        for number, view in enumerate(header["views"])
    )
    return Classifier(
        tuple(header["labels"]),
        Features(vocabularies),
        arrays["weights"],
        Calibration(header["scale"], arrays["shifts"]),
        header["trusted_from"],
    )


def _vocabulary(view: dict[str, Any], keys: Any, held: Any) -> Vocabulary:
    texts = view.pop("texts")
    return Vocabulary(View(**view), keys, held, texts)
