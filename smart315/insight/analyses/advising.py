"""Draft the advice of an analysis from what was complained about most; an editor rewrites it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from smart315.casework import taxonomy
from smart315.insight.analyses.drafts import Paragraph
from smart315.insight.analyses.material import Material


ADVISED = 3  # how many classes the draft names


def advice(material: Material) -> Iterator[Paragraph]:
    """Draft what consumers should have ready, by what is complained about most."""
    wordings = {
        "goods_top": _("选购%(names)s等商品，请先核实经营者资质和交易条件。"),
        "services_top": _("选择%(names)s等服务，请先核实经营者资质和交易条件。"),
    }
    for key, wording in wordings.items():
        if not material.has(key):
            continue
        rows = material.table(key).rows[:ADVISED]
        names = "、".join(each.name for each in rows)
        hints = dict.fromkeys(hint for each in rows for hint in taxonomy.hints(each.code))
        if names:
            yield Paragraph(wording % {"names": names})
        if hints:
            listed = "；".join(hints)
            yield Paragraph(_("发生争议时，请备好以下材料：%(hints)s。") % {"hints": listed})
    nature = next((each for each in material.table("nature").rows[:1]), None)
    if nature is not None and nature.cells["count"].value:
        words = {"name": nature.name}
        yield Paragraph(
            _("%(name)s问题投诉最多，相关经营者应当对照投诉自查自纠，完善内部投诉处理机制。")
            % words
        )
