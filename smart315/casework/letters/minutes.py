"""D08c: the minutes of a session (人民调解法 §27; handbook D08b names 调解笔录 beside the form)."""

from django.utils.translation import gettext as _, gettext_lazy

from smart315.casework.codes import Audience, Side
from smart315.casework.letters import wording
from smart315.casework.letters.registry import Free, Occasion, sheet
from smart315.casework.models import Attendee, Session
from smart315.documents.sheets import (
    Block,
    Field,
    Fields,
    Heading,
    Layout,
    Sheet,
    Signature,
    Signatures,
    Table,
)
from smart315.kernel import masking
from smart315.kernel.verdicts import Refused


REMARK = Free("remark", gettext_lazy("核对意见"), lines=2,
              help=gettext_lazy("当事人核对笔录后要求补充、更正的，写在这里。"))  # fmt: skip


@sheet("D08c", readers=Audience.ALL, numbered=False, composed=True, free=(REMARK,))
def minutes(occasion: Occasion) -> Sheet:
    """调解笔录: when, where and how, who was there, what each side said, what came of it."""
    session = _session(occasion)
    complaint = occasion.complaint
    mediators = "、".join(str(each) for each in session.mediators.order_by("pk"))
    head = (
        *wording.pairs(
            Field(_("时间"), wording.moment(session.held_at)),
            Field(_("方式"), session.get_mode_display()),
        ),
        (Field(_("地点"), wording.or_blank(session.place or session.link)),),
        (Field(_("事由"), _matter(complaint.respondent_name, complaint.title)),),
        *wording.pairs(Field(_("调解员"), mediators), Field(_("记录人"), session.recorded_by)),
    )
    blocks: tuple[Block, ...] = (
        Fields(head),
        *_present(session, masked=occasion.masked),
        *_part(_("投诉人陈述"), session.consumer_said),
        *_part(_("经营者陈述"), session.business_said),
        *_part(_("争议焦点和调解过程"), session.disputed),
        *_part(_("调解结果"), session.result),
        *_part(_("核对意见"), occasion.word("remark")),
        Signatures(
            (
                Signature(_("投诉人（签名）")),
                Signature(_("经营者（签名）")),
                Signature(_("调解员（签名）")),
                Signature(_("记录人（签名）")),
            )
        ),
    )
    return Sheet(title=_("调解笔录"), layout=Layout.RECORD, blocks=blocks)


def _session(occasion: Occasion) -> Session:
    held = occasion.complaint.sessions.filter(state="held")
    if occasion.object_id is not None:
        held = held.filter(pk=occasion.object_id)
    found = held.order_by("-held_at", "-pk").first()
    if found is None:
        raise Refused(_("还没有召开过调解会议，没有笔录。"))
    return found


def _matter(respondent: str, title: str) -> str:
    return _("与%(respondent)s的消费纠纷：%(title)s") % {"respondent": respondent, "title": title}


def _present(session: Session, *, masked: bool) -> tuple[Block, ...]:
    def named(attendee: Attendee) -> str:
        hidden = masked and attendee.side == Side.CONSUMER
        return masking.mask_name(attendee.name) if hidden else attendee.name

    rows = [
        (
            named(each),
            each.standing,
            _("到场") if each.present else _("未到场"),
            each.get_signed_display(),
        )
        for each in session.attendees.order_by("pk")
    ]
    rows += [(each.name, each.capacity, _("受邀"), "") for each in session.guests.order_by("pk")]
    head = (_("姓名"), _("身份"), _("到场情况"), _("签名情况"))
    return (Table(head, tuple(rows)),) if rows else ()


def _part(title: str, said: str) -> tuple[Block, ...]:
    return (Heading(title), *wording.paragraphs(said)) if said.strip() else ()
