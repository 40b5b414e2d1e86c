"""Anybody does anything at any time: what must hold of a complaint holds after every step."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from smart315.accounts.actors import SYSTEM
from smart315.audit import journal, queries as audit
from smart315.casework import actions, payments, policies, queries
from smart315.casework.codes import OUTCOMES, Side
from smart315.casework.deadlines import INFORMATIVE
from smart315.casework.models import Answer, Approval, Clock, OwedDocument, Party
from smart315.casework.states import COMPLAINT, ENDED, Stage
from smart315.kernel.verdicts import Refused
from tests.given import NOON, accounts, businesses
from tests.given.casework import filed, issue_all, reloaded, terms, zhao_lei, zhou_ying
from tests.given.documents import PDF
from tests.given.mediation import a_row, content


pytestmark = pytest.mark.usefixtures("_world")
BOUNDED = settings(
    max_examples=8,
    stateful_step_count=20,
    deadline=None,
    # A step costs a dozen statements: what is found is read as it is, not made smaller.
    phases=(Phase.explicit, Phase.generate),
    database=None,
    suppress_health_check=list(HealthCheck),
)
HOURS = st.one_of(st.integers(0, 30), st.sampled_from([24 * 8, 24 * 20, 24 * 70]))


def _offer(complaint):
    found = Answer.objects.filter(complaint=complaint).order_by("-pk").first()
    return found.pk if found else 0


def _proposal(complaint):
    found = Approval.objects.filter(complaint=complaint).order_by("-pk").first()
    return found.pk if found else 0


def _document(complaint):
    return OwedDocument.objects.filter(complaint=complaint).earliest("pk").pk


def _outcome(complaint):
    return OUTCOMES.get(Stage(complaint.stage), ("settled",))[0]


# Every public act, with arguments that are right as often as not.
ACTS: dict[str, Any] = {
    "request_supplement": lambda c, at: {"missing": ["小票"], "note": ""},
    "supplement": lambda c, at: {"answer": "已补充。"},
    "lapse": lambda c, at: {},
    "settle_first": lambda c, at: {},
    "accept": lambda c, at: {"nature_code": "N03", "category_code": "G02"},
    "reject": lambda c, at: {"code": "R01", "reason": "无管辖权。"},
    "consult": lambda c, at: {"reply": "请协商。"},
    "transfer": lambda c, at: {"receiver_id": WEST[0], "reason": "住所地在城西区。"},
    "refer": lambda c, at: {"outside": "市场监管局", "consent": True, "reason": "违法线索。"},
    "sign_for": lambda c, at: {},
    "return_transfer": lambda c, at: {"reason": "不在本区。"},
    "assign": lambda c, at: {"officer_id": accounts.user_of(accounts.li_min()).pk},
    "invite_business": lambda c, at: {},
    "start_mediation": lambda c, at: {
        "meeting_at": None,
        "place": "电话",
        "consumer_agrees": True,
        "business_agrees": True,
    },
    "suspend": lambda c, at: {"reason": "appraisal", "note": ""},
    "resume": lambda c, at: {"note": ""},
    "agree": lambda c, at: {},
    "record_settlement": lambda c, at: {"terms": terms(at)},
    "terminate": lambda c, at: {"code": "M03", "reason": "分歧。"},
    "verify_performance": lambda c, at: {"note": ""},
    "mark_default": lambda c, at: {},
    "withdraw": lambda c, at: {"reason": "不投诉了。", "satisfied": False},
    "close": lambda c, at: {
        "outcome": _outcome(c),
        "recovered_fen": 100 if payments.paid_fen(c) is None else payments.paid_fen(c),
        "extra_compensation_fen": 0,
        "note": "",
    },
    "follow_up": lambda c, at: {
        "reached": False,
        "performed": None,
        "satisfaction": None,
        "note": "",
    },
    "reopen": lambda c, at: {"reason": "新证据。"},
    "archive": lambda c, at: {},
    "open_by_business": lambda c, at: {},
    "answer": lambda c, at: {
        "code": "refund",
        "amount_fen": 100,
        "promised_on": (at + timedelta(days=5)).date(),
        "text": "同意。",
    },
    "refuse_offer": lambda c, at: {
        "code": "refuse_no_fault",
        "amount_fen": None,
        "promised_on": None,
        "text": "没有质量问题。",
    },
    "take_offer": lambda c, at: {"answer_id": _offer(c)},
    "decline_offer": lambda c, at: {"answer_id": _offer(c), "reason": ""},
    "opt_out": lambda c, at: {},
    "claim_performance": lambda c, at: {"note": "已退款。"},
    "kept": lambda c, at: {"kept": True},
    "broken": lambda c, at: {"kept": False},
    "judge": lambda c, at: {"resolved": "yes", "satisfaction": 5},
    "note": lambda c, at: {"text": "记录。"},
    "correct": lambda c, at: {"correction": actions.Correction(nature_code="N04", reason="更正。")},
    "mistaken": lambda c, at: {
        "correction": actions.Correction(business_id=OTHER[0], reason="更正。")
    },
    "issue_document": lambda c, at: {"document_id": _document(c)},
    "approve": lambda c, at: {"approval_id": _proposal(c)},
    "refuse": lambda c, at: {"approval_id": _proposal(c), "remark": "不妥。"},
}
ALIASES = {
    "refer": "transfer",
    "refuse_offer": "answer",
    "kept": "confirm_performance",
    "broken": "confirm_performance",
    "mistaken": "correct",
}
WEST: list[int] = []
OTHER: list[int] = []


def agree(*, complaint_id, by, at):
    """The one road to an agreement, walked by one person: written, fixed, signed, concluded."""
    here = {"by": by, "at": at}
    text = actions.write_text(complaint_id=complaint_id, content=content(a_row(at=at)), **here)
    actions.fix_text(text_id=text.pk, **here)
    party = Party.objects.get(complaint=complaint_id).pk
    for side, signer in ((Side.CONSUMER, party), (Side.BUSINESS, None)):
        sheet = actions.add_evidence(
            complaint_id=complaint_id, content=io.BytesIO(PDF), name="签名页.pdf", **here
        )
        actions.sign_text(text_id=text.pk, side=side, party_id=signer, evidence_id=sheet.pk, **here)
    return actions.conclude_text(text_id=text.pk, **here)


def do(act, complaint, by, at):
    given = ACTS[act](complaint, at)
    if act not in {"issue_document", "approve", "refuse"}:
        given["complaint_id"] = complaint.pk
    if act == "agree":
        return agree(by=by, at=at, **given)
    return getattr(actions, ALIASES.get(act, act))(by=by, at=at, **given)


# At each of these stages one of these limits runs: nobody waits for nothing.
ON_THE_CLOCK = {
    Stage.SUBMITTED: {"accept.decide"},
    Stage.NEGOTIATING: {"negotiate.due"},
    Stage.SUPPLEMENT: {"supplement.due"},
    Stage.ACCEPTED: {"mediation.limit"},
    Stage.INVESTIGATING: {"mediation.limit"},
    Stage.MEDIATING: {"mediation.limit"},
    Stage.REOPENED: {"mediation.limit"},
    Stage.SETTLED: {"perform.due"},
    Stage.AGREED: {"perform.due"},
    Stage.TRANSFERRED: {"transfer.sign", "referral.reply"},
}


class AnyCase(RuleBasedStateMachine):
    """One complaint in many hands; every example is rolled back."""

    def __init__(self):
        super().__init__()
        self.point = transaction.atomic()
        self.point.__enter__()
        journal.let_go()
        WEST[:] = [accounts.county("630104").pk]
        OTHER[:] = [businesses.a_business("海东河湟里超市有限公司").pk]
        self.at = NOON
        self.turn, self.read_at = 0, ""

    def teardown(self):
        transaction.set_rollback(True)
        self.point.__exit__(None, None, None)
        journal.let_go()

    @initialize(direct=st.booleans())
    def file(self, direct):
        self.complaint = filed(wants_direct=direct)
        self.cast = {
            "officer": accounts.li_min(),
            "other officer": accounts.wang_qiang(),
            "superior": accounts.chen_jing(),
            "head": accounts.head(),
            "other head": accounts.head("630104"),
            "caller": accounts.follow_up_caller(),
            "archivist": accounts.archivist(),
            "consumer": zhou_ying(self.complaint),
            "business": zhao_lei(),
            "system": SYSTEM,
        }

    @rule(act=st.sampled_from(sorted(ACTS)), data=st.data(), hours=HOURS)
    def somebody_acts(self, act, data, hours):
        name = data.draw(st.sampled_from(sorted(self.cast)))
        self._try(act, name, hours)

    @rule(data=st.data(), hours=HOURS)
    def somebody_makes_a_move_that_is_open_to_them(self, data, hours):
        complaint = reloaded(self.complaint)
        moves = [
            (act, name)
            for name, actor in sorted(self.cast.items())
            for move in policies.open_moves(actor, complaint)
            for act in BY_MOVE.get(move, ())
        ]
        if moves:
            act, name = data.draw(st.sampled_from(moves))
            self._try(act, name, hours)

    @rule(hours=HOURS)
    def somebody_approves(self, hours):
        for name in ("head", "other head"):
            self._try("approve", name, hours)

    @rule(days=st.integers(0, 30))
    def the_worker_looks(self, days):
        self.at += timedelta(days=days)
        while actions.watch(at=self.at):
            pass

    @rule()
    def the_documents_go_out(self):
        if self._at_home():
            issue_all(self.complaint, at=self.at)

    def _at_home(self):
        return reloaded(self.complaint).organisation_id == accounts.county().pk

    def _try(self, act, name, hours):
        self.at += timedelta(hours=hours)
        before = self._picture()
        if not self._done(act, self.cast[name]):
            assert self._picture() == before

    def _done(self, act, by):
        try:
            with transaction.atomic():
                do(act, reloaded(self.complaint), by, self.at)
        except Refused as refused:
            return not str(refused)
        return True

    def _picture(self):
        complaint = reloaded(self.complaint)
        return (
            complaint.stage,
            complaint.stage_at,
            complaint.next_due_at,
            complaint.entries.count(),
            sorted(complaint.clocks.values_list("key", "state", "due_at")),
            len(audit.history(complaint.stream)),
        )

    @invariant()
    def history_is_a_path_of_the_table(self):
        stage = Stage.DRAFT
        for entry in self.complaint.entries.exclude(move="").order_by("pk"):
            stage = Stage(COMPLAINT.after(entry.move, stage).value)
            assert entry.stage == stage
        assert reloaded(self.complaint).stage == stage

    @invariant()
    def clocks_are_in_order(self):
        complaint = reloaded(self.complaint)
        working = list(Clock.objects.filter(complaint=complaint, ended_at=None))
        keys = [clock.key for clock in working]
        assert len(set(keys)) == len(keys)
        for clock in working:
            paused = clock.pauses.filter(resumed_at=None).count()
            assert paused == (clock.state == "paused")
            assert clock.state in {"running", "paused"}
        counted = [c for c in working if c.state == "running" and c.key not in INFORMATIVE]
        nearest = min(counted, key=lambda c: (c.due_at, c.key), default=None)
        assert complaint.next_due_at == (nearest.due_at if nearest else None)
        assert complaint.next_due_key == (nearest.key if nearest else "")
        ended = complaint.clocks.exclude(ended_at=None)
        assert not ended.exclude(pauses=None).filter(pauses__resumed_at=None).exists()

    @invariant()
    def somebody_is_on_the_clock_until_it_is_decided(self):
        complaint = reloaded(self.complaint)
        stage = Stage(complaint.stage)
        keys = set(complaint.clocks.filter(state="running").values_list("key", flat=True))
        assert not ON_THE_CLOCK.get(stage, set()) or keys & ON_THE_CLOCK[stage]
        assert not (stage in {Stage.CONSULT, Stage.ARCHIVED} and keys)
        assert not (stage is Stage.SUSPENDED and "mediation.limit" in keys)

    @invariant()
    def nothing_stays_open_that_nobody_can_answer(self):
        complaint = reloaded(self.complaint)
        stage = Stage(complaint.stage)
        if complaint.answers.filter(state="open").exists():
            assert COMPLAINT.allows("settle", stage)
        for waiting in complaint.approvals.filter(state="pending"):
            assert COMPLAINT.allows(waiting.move, stage)
            assert waiting.organisation_id == complaint.organisation_id
        inside = complaint.transfers.filter(state="sent").exists()
        signing = complaint.clocks.filter(key="transfer.sign", state="running").exists()
        assert inside == signing
        assert not inside or stage is Stage.TRANSFERRED

    @invariant()
    def what_is_over_has_an_outcome_and_what_was_agreed_a_text(self):
        complaint = reloaded(self.complaint)
        stage = Stage(complaint.stage)
        if stage in ENDED - {Stage.CONSULT}:
            assert complaint.outcome
            assert complaint.closed_at is not None
        if stage in {Stage.SETTLED, Stage.AGREED, Stage.PERFORMED, Stage.DEFAULTED}:
            assert complaint.agreements.filter(in_force=True).count() == 1
        if stage is Stage.REJECTED:
            assert complaint.reject_reason
        if stage is Stage.TERMINATED:
            assert complaint.termination_reason

    @invariant()
    def every_side_can_read_what_is_theirs(self):
        complaint = reloaded(self.complaint)
        for actor in self._readers(complaint):
            case = queries.case(complaint.pk, actor, at=self.at)
            assert (case is not None) == bool(policies.may_read(actor, complaint))
            if case is not None:
                assert case.moves == policies.open_moves(actor, complaint)

    def _readers(self, complaint):
        """Everybody when the stage is a new one, one after another in between: a case is dear."""
        actors = list(self.cast.values())
        if complaint.stage != self.read_at:
            self.read_at = complaint.stage
            return actors
        self.turn += 1
        return [actors[self.turn % len(actors)]]

    @invariant()
    def the_record_is_whole(self):
        assert audit.verify().ok


BY_MOVE = {
    "settle": ("take_offer", "record_settlement"),
    "fall_back": ("opt_out",),
    "default": ("mark_default",),
    **{move: (move,) for move in COMPLAINT.moves if move in ACTS},
    "transfer": ("transfer", "refer"),
    "verify_performance": ("verify_performance", "kept"),
}


def test_whatever_anybody_does_a_complaint_stays_whole():
    run_state_machine_as_test(AnyCase, settings=BOUNDED)
