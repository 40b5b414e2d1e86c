"""Every kind of paper that is declared."""

from smart315.insight.papers.advisories import TIP, WARNING
from smart315.insight.papers.comparisons import TEST
from smart315.insight.papers.declared import Declaration
from smart315.insight.papers.lifecycle import PaperKind
from smart315.insight.papers.litigation import LITIGATION
from smart315.insight.papers.outlines import OUTLINE
from smart315.insight.papers.referrals import CLUE, INQUIRY, INSPECTION
from smart315.insight.papers.talks import TALK


DECLARED: dict[PaperKind, Declaration] = {
    each.kind: each
    for each in (TIP, WARNING, TALK, OUTLINE, CLUE, INQUIRY, INSPECTION, TEST, LITIGATION)
}
