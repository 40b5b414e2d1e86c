"""What the resolver found for and against a name, as people read it."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smart315.signals.names.answers import Reason


LABELS: dict[Reason, str | Promise] = {
    Reason.CODE_AGREES: _("代码相同"),
    Reason.CODE_DIFFERS: _("代码不同"),
    Reason.PHONE_AGREES: _("电话相同"),
    Reason.SAME_CORE: _("字号和行业相同"),
    Reason.SAME_MARK: _("字号相同，行业不同或省略"),
    Reason.ONE_CHARACTER: _("名称只差一个字"),
    Reason.SIMILAR: _("名称相近"),
    Reason.ALIAS: _("与别名相合"),
    Reason.BRAND: _("与品牌相合"),
    Reason.SAME_BRANCH: _("分支机构相同"),
    Reason.BRANCH_OF: _("写的是分支机构"),
    Reason.OTHER_BRANCH: _("另一家分支机构"),
    Reason.SERVICE_DESK: _("写的是客服"),
    Reason.SHOP: _("写的是店铺"),
    Reason.PLACE_AGREES: _("所在地相合"),
    Reason.PLACE_DIFFERS: _("所在地不同"),
    Reason.FORM_DIFFERS: _("组织形式不同"),
}


def in_words(reasons: Iterable[str]) -> list[str]:
    """Return the reasons as they are shown; one that is not known any more is left out."""
    known = [Reason(each) for each in reasons if each in set(Reason)]
    return [str(LABELS[each]) for each in known]
