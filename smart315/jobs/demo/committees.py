"""The committee for home cars in office: invented members, as the law wants them."""

from datetime import datetime

from django.utils.timezone import localtime

from smart315.accounts.actors import SYSTEM
from smart315.community import actions, queries, seeds
from smart315.community.roster import Roster, Seat


MEMBERS = (
    ("马建国", "省汽车流通行业协会", "汽车销售与三包"),
    ("李秀兰", "省消费者协会律师团", "合同与赔偿"),
    ("才让多杰", "省汽车维修协会", "动力总成"),
    ("王海燕", "省质量检验检测院", "整车检测"),
    ("韩学文", "西宁市汽车商会", "配件与保养"),
)


def begin(at: datetime) -> None:
    """Let the committee that reference data founded begin its term; once."""
    today = localtime(at).date()
    seeds.load(at)
    for each in queries.committees(on=today):
        if each.term is None:
            seats = [
                Seat(name, workplace, skill, chair=number == 0)
                for number, (name, workplace, skill) in enumerate(MEMBERS)
            ]
            roster = Roster(seats, women=2, smaller_groups=True, multi_ethnic=True)
            actions.begin_term(
                committee_id=each.committee.pk, begins_on=today, roster=roster, by=SYSTEM, at=at
            )
