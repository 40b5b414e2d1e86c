"""How others speak of a paper that went out."""

from django.utils.translation import gettext as _

from smart315.insight.models import Paper


def refers_to(paper: Paper) -> str:
    """Return how a result speaks of a paper that went out."""
    words = {"title": paper.title, "number": paper.number}
    if paper.number:
        return _("已发出《%(title)s》，文号：%(number)s。") % words
    return _("已形成《%(title)s》。") % words
