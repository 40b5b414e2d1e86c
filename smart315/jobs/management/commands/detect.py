"""`smart315 detect`: look over what came of late, and open or extend incidents."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from smart315.engine.choosing import spreading
from smart315.insight import actions
from smart315.jobs import schema
from smart315.jobs.commands import OperatorCommand


class Command(OperatorCommand):
    """Runs on the live store; may be run again at any time."""

    help = "Find incidents in what was received of late; the worker does it by itself."

    def work(self, **_options: Any) -> Mapping[str, Any]:
        """Detect."""
        schema.require_migrated()
        now = timezone.now()
        changed = [*actions.detect(at=now), *actions.find_groups(at=now)]
        with spreading(settings.ENGINE) as spread:
            changed += actions.scan(at=now, spread=spread)
        for each in {row.pk: row for row in changed}.values():
            words = {"id": each.pk, "title": each.title, "people": each.people}
            self.say(_("事件%(id)s《%(title)s》：%(people)s人") % words)
        self.say(_("新发现或增加的事件：%(n)s件。") % {"n": len({each.pk for each in changed})})
        return {"changed": sorted({each.pk for each in changed})}
