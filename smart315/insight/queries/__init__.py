"""Every read of the insight room that other rooms may make."""

from smart315.insight.analyses.checking import Fault as Fault, Finding as Finding
from smart315.insight.analyses.drafts import Source as Source
from smart315.insight.analyses.ordering import order as order, order_of as order_of
from smart315.insight.analyses.orders import Order as Order
from smart315.insight.analyses.snapshots import Snapshot as Snapshot
from smart315.insight.analyses.steps import Step as Step
from smart315.insight.catalogue import (
    DIMENSIONS as DIMENSIONS,
    MEASURES as MEASURES,
    Asked as Asked,
    Measure as Measure,
    Row as Row,
    Table as Table,
    Unit as Unit,
)
from smart315.insight.matters import as_complaint as as_complaint
from smart315.insight.models import (
    Analysis as Analysis,
    Assessment as Assessment,
    Compilation as Compilation,
    Consequence as Consequence,
    Decision as Decision,
    Group as Group,
    Incident as Incident,
    Mailing as Mailing,
    Paper as Paper,
    Release as Release,
    Report as Report,
    SavedQuestion as SavedQuestion,
    TextModel as TextModel,
)
from smart315.insight.naming import names_of as names_of, unknown as unknown
from smart315.insight.opendata.bodies import (
    Body as Body,
    OpenFigure as OpenFigure,
    OpenRow as OpenRow,
)
from smart315.insight.opendata.settling import settled as settled
from smart315.insight.papers.lifecycle import PaperKind as PaperKind, PaperState as PaperState
from smart315.insight.papers.references import refers_to as refers_to
from smart315.insight.queries.analyses import (
    Written as Written,
    analyses as analyses,
    analysis as analysis,
    difference as difference,
    earlier as earlier,
    exemplars as exemplars,
    file as file,
    moves as moves,
    sections as sections,
)
from smart315.insight.queries.boards import (
    INNER as INNER,
    Board as Board,
    Figure as Figure,
    Month as Month,
    board as board,
)
from smart315.insight.queries.compilations import (
    compilation as compilation,
    compilations as compilations,
)
from smart315.insight.queries.compiling import compiled as compiled
from smart315.insight.queries.groups import (
    FEWEST as FEWEST,
    Belongs as Belongs,
    Gathering as Gathering,
    group as group,
    groups as groups,
    groups_with_members as groups_with_members,
    others_like as others_like,
)
from smart315.insight.queries.incidents import (
    Belonging as Belonging,
    Whole as Whole,
    group_of as group_of,
    incident as incident,
    incidents as incidents,
    others as others,
    report as report,
    waiting as waiting,
)
from smart315.insight.queries.measuring import (
    PUBLIC as PUBLIC,
    Public as Public,
    measured as measured,
    measured_all as measured_all,
)
from smart315.insight.queries.papers import (
    Standing as Standing,
    consequence as consequence,
    paper as paper,
    paper_changes as paper_changes,
    paper_file as paper_file,
    paper_kept as paper_kept,
    paper_kinds as paper_kinds,
    paper_moves as paper_moves,
    paper_standing as paper_standing,
    paper_under_way as paper_under_way,
    papers as papers,
    papers_of as papers_of,
    papers_to_sign as papers_to_sign,
    proof as proof,
)
from smart315.insight.queries.pivoting import narrowed as narrowed, pivot as pivot
from smart315.insight.queries.questions import (
    Due as Due,
    deleted as deleted,
    due_mailings as due_mailings,
    line_of as line_of,
    mailing_of as mailing_of,
    mailings as mailings,
    saved as saved,
    saved_question as saved_question,
)
from smart315.insight.queries.releases import (
    newest_releases as newest_releases,
    release as release,
    versions as versions,
)
from smart315.insight.queries.suggesting import (
    Suggested as Suggested,
    in_use as in_use,
    model as model,
    models as models,
    suggested as suggested,
)
from smart315.insight.queries.typical import exemplar as exemplar
from smart315.insight.questions.pivot import Pivot as Pivot
