"""What represented people have agreed to in a joint complaint (总局令121号 §12)."""

from django.utils.translation import gettext as _

from smart315.casework.codes import ConsentMatter
from smart315.casework.models import Complaint, Party
from smart315.casework.models.party import PERSONS
from smart315.kernel.verdicts import ALLOWED, Verdict


def lacking(complaint: Complaint, matter: ConsentMatter, subject: str = "") -> list[Party]:
    """Return the represented people who have not agreed; nobody outside a joint complaint."""
    if not complaint.is_joint:
        return []
    people = complaint.parties.filter(left_at=None, role__in=PERSONS)
    agreed = people.filter(consents__matter=matter, consents__subject=subject, consents__given=True)
    represented = people.exclude(pk__in=complaint.speakers)
    return list(represented.exclude(pk__in=agreed.values("pk")).order_by("pk"))


def given(complaint: Complaint, matter: ConsentMatter, subject: str = "") -> Verdict:
    """Ask every represented person's consent, saying how many are missing."""
    missing = len(lacking(complaint, matter, subject))
    if not missing:
        return ALLOWED
    return Verdict(
        _(
            "共同投诉“%(matter)s”须经被代表人逐一同意，还有%(count)s人没有同意。"
            "请他们凭本人手机在查询页表示，或者由工作人员登记书面同意。"
        )
        % {"matter": matter.label, "count": missing}
    )
