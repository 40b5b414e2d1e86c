"""Every read of the insight room that other rooms may make."""

from smart315.insight.matters import (
    Current as Current,
    as_complaint as as_complaint,
    current as current,
)
from smart315.insight.models import (
    Assessment as Assessment,
    Incident as Incident,
    Report as Report,
    TextModel as TextModel,
)
from smart315.insight.queries.incidents import (
    Belonging as Belonging,
    Whole as Whole,
    incident as incident,
    incidents as incidents,
    others as others,
    report as report,
    waiting as waiting,
)
from smart315.insight.queries.suggesting import (
    Suggested as Suggested,
    in_use as in_use,
    model as model,
    models as models,
    suggested as suggested,
)
