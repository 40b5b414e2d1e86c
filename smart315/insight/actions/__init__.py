"""Every change that the insight room makes."""

from smart315.insight.actions.afresh import regroup as regroup
from smart315.insight.actions.alarming import scan as scan
from smart315.insight.actions.analysing import (
    compile_again as compile_again,
    draft_analysis as draft_analysis,
    settle_exemplar as settle_exemplar,
    write_analysis as write_analysis,
)
from smart315.insight.actions.compiling import compile_ordered as compile_ordered
from smart315.insight.actions.detecting import detect as detect
from smart315.insight.actions.following import follow_merges as follow_merges
from smart315.insight.actions.gathering import (
    Found as Found,
    add_member as add_member,
    gather as gather,
    merge as merge,
    remove_member as remove_member,
)
from smart315.insight.actions.grouping import find_groups as find_groups
from smart315.insight.actions.handling import (
    add_consequence as add_consequence,
    assess as assess,
    close as close,
    confirm as confirm,
    describe as describe,
    dismiss as dismiss,
    finish_consequence as finish_consequence,
    reopen as reopen,
)
from smart315.insight.actions.issuing import issue_paper as issue_paper
from smart315.insight.actions.learning import (
    Learnt as Learnt,
    learn as learn,
    learn_when_due as learn_when_due,
    put_into_use as put_into_use,
)
from smart315.insight.actions.mailing import (
    cancel_mailing as cancel_mailing,
    order_mailing as order_mailing,
)
from smart315.insight.actions.opening import (
    release_open_data as release_open_data,
    release_when_due as release_when_due,
)
from smart315.insight.actions.ordering import (
    order_again as order_again,
    order_analysis as order_analysis,
)
from smart315.insight.actions.papers import (
    draft_paper as draft_paper,
    draft_paper_again as draft_paper_again,
    write_paper as write_paper,
)
from smart315.insight.actions.placing import place as place
from smart315.insight.actions.posting import (
    Letter as Letter,
    end_mailing as end_mailing,
    post as post,
)
from smart315.insight.actions.questioning import (
    change_question as change_question,
    delete_question as delete_question,
    restore_question as restore_question,
    save_question as save_question,
)
from smart315.insight.actions.regrouping import (
    confirm_group as confirm_group,
    merge_groups as merge_groups,
    split_group as split_group,
    undo_decision as undo_decision,
)
from smart315.insight.actions.releasing import (
    approve_analysis as approve_analysis,
    discard_analysis as discard_analysis,
    publish_analysis as publish_analysis,
    return_analysis as return_analysis,
    submit_analysis as submit_analysis,
)
from smart315.insight.actions.reporting import (
    send_report as send_report,
    sign_report as sign_report,
    watch_reports as watch_reports,
)
from smart315.insight.actions.signing import (
    discard_paper as discard_paper,
    return_paper as return_paper,
    submit_paper as submit_paper,
    withdraw_paper as withdraw_paper,
)
from smart315.insight.actions.updating import Updated as Updated, update_facts as update_facts
