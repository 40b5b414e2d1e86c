"""The tables of the insight room; private to it."""

from smart315.insight.models.analysis import Analysis as Analysis
from smart315.insight.models.compilation import Compilation as Compilation
from smart315.insight.models.followed import Followed as Followed
from smart315.insight.models.group import (
    Decision as Decision,
    Group as Group,
    Placement as Placement,
    Placing as Placing,
    Side as Side,
)
from smart315.insight.models.incident import (
    Assessment as Assessment,
    Consequence as Consequence,
    Incident as Incident,
    Member as Member,
    Report as Report,
)
from smart315.insight.models.mailing import Mailing as Mailing
from smart315.insight.models.paper import Paper as Paper
from smart315.insight.models.question import SavedQuestion as SavedQuestion
from smart315.insight.models.release import Release as Release
from smart315.insight.models.scan import ScanModel as ScanModel
from smart315.insight.models.tally import Share as Share, Tally as Tally
from smart315.insight.models.text_model import TextModel as TextModel
