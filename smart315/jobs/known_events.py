"""Read known events: which complaints belong together, by the columns `event` and `external_id`."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from smart315.jobs import table_rows
from smart315.jobs.messages import WANTED, identity_of
from smart315.kernel.verdicts import Refused


COLUMNS = {"event": ("event", "事件"), "id": WANTED["id"]}
# A row with neither a rule's hit nor two votes is disputed, where the file has these columns.
EVIDENCE = {"rule": ("anchor_rule",), "votes": ("team_votes",)}
VOTES = 2


@dataclass(frozen=True)
class Known:
    """The external ids of each event, and those that count neither for nor against any."""

    events: dict[str, set[str]]
    disputed: set[str]


def read(path: Path) -> Known:
    """Read the file. Raises Refused naming the file, and the column or line that is wrong."""
    events: defaultdict[str, set[str]] = defaultdict(set)
    disputed = set()
    for line, row in table_rows.read(path, COLUMNS, EVIDENCE):
        event, identity = str(row["event"]).strip(), identity_of(row["id"])
        for column, value in (("event", event), ("external_id", identity)):
            if not value:
                raise Refused(
                    _("%(file)s 第 %(line)s 行没有 %(column)s；请补上，或删去这一行。")
                    % {"file": path.name, "line": line, "column": column}
                )
        if _counts(row, path, line):
            events[event].add(identity)
        else:
            disputed.add(identity)
    if not events:
        raise Refused(_("%(file)s 里没有事件。") % {"file": path.name})
    return Known(dict(events), disputed - set[str]().union(*events.values()))


def _counts(row: table_rows.Row, path: Path, line: int) -> bool:
    if row["rule"] == row["votes"] == "":
        return True
    try:
        return float(row["rule"] or 0) >= 1 or float(row["votes"] or 0) >= VOTES
    except ValueError:
        raise Refused(
            _("%(file)s 第 %(line)s 行的 anchor_rule 或 team_votes 不是数字。")
            % {"file": path.name, "line": line}
        ) from None
