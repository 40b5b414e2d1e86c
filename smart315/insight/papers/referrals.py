"""案件线索移送函 (D19), 查询（反映）函 (D18), 建议函 (D17c): to the competent department."""

from collections.abc import Iterator

from django.utils.translation import gettext as _, gettext_lazy

from smart315.documents.pdf import written_day
from smart315.documents.sheets import Block, Paragraph as Line
from smart315.insight.analyses.drafts import Draft, Paragraph
from smart315.insight.papers import sentences, writers
from smart315.insight.papers.declared import Blank, Blocks, Choices, Declaration, Filled, Part
from smart315.insight.papers.lifecycle import PaperKind
from smart315.insight.papers.material import Material


DUTY = (
    "law37_4",
    gettext_lazy("《消费者权益保护法》第三十七条第一款第四项（反映、查询、建议）"),
)
REPLY = ("rules36", gettext_lazy("《消费者权益保护法实施条例》第三十六条（行政部门处理并回复）"))
SAMPLING = ("rules47", gettext_lazy("《消费者权益保护法实施条例》第四十七条第二款（纳入抽查检验）"))
TABLES = ("total", "businesses", "places", "natures", "months", "alarm")


def _subject(material: Material) -> str:
    if not (material.respondent and material.category):
        return _("%(title)s投诉问题") % {"title": material.title}
    words = {"who": material.respondent, "what": material.category}
    return _("%(who)s%(what)s投诉问题") % words


def _days(material: Material) -> str:
    return str(material.lengths.get("referral.reply", ""))


def _blanks(bases: Choices) -> tuple[Blank, ...]:
    return (
        Blank("to", gettext_lazy("主送"), help=gettext_lazy("有管辖权的行政部门全称。")),
        Blank("subject", gettext_lazy("事由"), begins=_subject),
        Blank("basis", gettext_lazy("依据"), begins=lambda _m: bases[0][0], choices=bases),
        Blank("days", gettext_lazy("答复期限（工作日）"), begins=_days, days=True),
        Blank(
            "copies",
            gettext_lazy("抄送"),
            help=gettext_lazy("一行一个，可以不填。"),
            required=False,
            lines=2,
        ),
    )


def _opening(bases: Choices) -> Blocks:
    def write(filled: Filled) -> tuple[Block, ...]:
        words = {
            "subject": filled.word("subject"),
            "basis": dict(bases).get(filled.word("basis"), bases[0][1]),
        }
        return (Line(_("关于%(subject)s，根据%(basis)s，本会致函如下。") % words),)

    return write


def _reply(filled: Filled) -> tuple[Block, ...]:
    if filled.due is None:
        return ()
    words = {"due": written_day(filled.due), "days": filled.word("days")}
    return (Line(_("请于%(due)s前（%(days)s个工作日内）书面答复本会。") % words),)


def _evidence(material: Material) -> Iterator[Paragraph]:
    draft = Draft(material.tables)
    words = {"n": draft.cite("total", "complaints", "value")}
    draft.say(_("投诉登记资料%(n)s件（投诉人信息依法保密，确需提供的另行办理）。") % words)
    yield draft.paragraph()
    yield Paragraph(_("投诉情况统计表（见第一部分）。"))
    yield from writers.answer("evidence")(material)


SITUATION = Part(
    "situation",
    gettext_lazy("基本情况"),
    writers.in_turn(
        sentences.totals,
        sentences.businesses,
        sentences.places,
        sentences.natures,
        sentences.alarm,
        writers.circumstances,
        writers.together,
    ),
)
TAKEN = Part(
    "taken",
    gettext_lazy("本会已经采取的措施"),
    writers.answer("taken"),
    required=False,
)
CLUE = Declaration(
    PaperKind.CLUE,
    "D19",
    _blanks((DUTY, REPLY)),
    (
        SITUATION,
        Part("clue", gettext_lazy("线索内容和依据"), writers.in_turn(
            writers.answer("crime"), writers.answer("law")
        )),
        Part("evidence", gettext_lazy("证据材料"), _evidence, listed=True),
        TAKEN,
        Part("requests", gettext_lazy("请求事项"), writers.lines(
            gettext_lazy("依法核查上述线索，并将是否立案、处理结果书面告知本会。"),
            gettext_lazy("需要本会协助联系消费者、补充材料的，请与本会联系。"),
        ), listed=True),
    ),
    before=_opening((DUTY, REPLY)),
    after=_reply,
    closing=gettext_lazy("特此函告。"),
    tables=TABLES,
)  # fmt: skip
INQUIRY = Declaration(
    PaperKind.INQUIRY,
    "D18",
    _blanks((DUTY, REPLY)),
    (
        SITUATION,
        Part("issue", gettext_lazy("反映的问题"), writers.in_turn(
            writers.answer("issue"), writers.answer("law")
        )),
        TAKEN,
        Part("requests", gettext_lazy("请求事项"), writers.lines(
            gettext_lazy("查询被投诉经营者的登记、许可和监管情况。"),
            gettext_lazy("对反映的问题调查处理，并将处理情况书面答复本会。"),
        ), listed=True),
    ),
    before=_opening((DUTY, REPLY)),
    after=_reply,
    closing=gettext_lazy("特此函告。"),
    tables=TABLES,
)  # fmt: skip
INSPECTION = Declaration(
    PaperKind.INSPECTION,
    "D17c",
    _blanks((SAMPLING, DUTY)),
    (
        SITUATION,
        Part("issue", gettext_lazy("反映的问题"), writers.answer("issue"), required=False),
        Part("requests", gettext_lazy("建议"), writers.lines(
            gettext_lazy("将上述商品或者服务纳入抽查检验程序。"),
            gettext_lazy("将抽查检验的安排和结果书面告知本会。"),
        ), listed=True),
    ),
    before=_opening((SAMPLING, DUTY)),
    after=_reply,
    closing=gettext_lazy("特此建议。"),
    tables=TABLES,
)  # fmt: skip
