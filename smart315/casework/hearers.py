"""Who hears a case beside its officer: the panel of the committee that has it (人民调解法 §19)."""

from django.utils.translation import gettext as _

from smart315.casework.models import Complaint, Panel
from smart315.casework.proceedings import PanelState


def panel_of(complaint: Complaint) -> Panel | None:
    """Return the panel that is seated; None while none is, or once the case was given back."""
    seated = complaint.panels.filter(state=PanelState.SEATED)
    return seated.select_related("committee", "presiding").first()


def members(complaint: Complaint) -> list[str]:
    """Return the names of who sits on the panel, who presides first."""
    panel = panel_of(complaint)
    if panel is None:
        return []
    people = sorted(panel.members.order_by("pk"), key=lambda each: each != panel.presiding)
    return [each.name for each in people]


def in_words(complaint: Complaint) -> str:
    """Return the committee and its panel as the parties are told of them; empty without one."""
    panel = panel_of(complaint)
    if panel is None:
        return ""
    words = {"committee": panel.committee.name, "names": "、".join(members(complaint))}
    return _("%(committee)s调解组：%(names)s") % words


def host(complaint: Complaint) -> str:
    """Return who conducts the mediation: the committee whose panel sits, else the association."""
    panel = panel_of(complaint)
    return str(panel.committee.name if panel else complaint.organisation.name)
