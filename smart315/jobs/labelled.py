"""Read a file of labelled texts: the columns `text` and `label`, UTF-8 or GB 18030."""

import csv
import io
import sys
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from smart315.jobs import tables
from smart315.kernel.verdicts import Refused


COLUMNS = ("text", "label")


@dataclass(frozen=True)
class Labelled:
    """Texts and the label of each, in the file's order."""

    texts: list[str]
    labels: list[str]


def read(path: Path) -> Labelled:
    """Read the file; texts may be empty or of any length, labels may not.

    Raises Refused naming the file and the column or line that is wrong.
    """
    csv.field_size_limit(sys.maxsize)
    rows = csv.DictReader(io.StringIO(tables.opened(path), newline=""))
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or [])]
    if missing:
        raise Refused(
            _("%(file)s 缺少列 %(columns)s；第一行应为列名 text,label。")
            % {"file": path.name, "columns": "、".join(missing)}
        )
    found = Labelled([], [])
    for row in rows:
        label = (row["label"] or "").strip()
        if not label:
            raise Refused(
                _("%(file)s 第 %(line)s 行没有 label；请补上，或删去这一行。")
                % {"file": path.name, "line": rows.line_num}
            )
        found.texts.append(row["text"] or "")
        found.labels.append(label)
    return found
