"""The associations of Qinghai with their stations and partners; asking twice founds nothing."""

from dataclasses import dataclass, field
from datetime import datetime

from smart315.accounts import actions, queries
from smart315.accounts.actors import SYSTEM
from smart315.accounts.levels import Level
from smart315.accounts.queries import Organisation
from smart315.jobs.demo import places
from smart315.regions import queries as regions


PROVINCE = "630000"
# County and township of the service stations; 隆宝镇 and 和日镇 lie in herding country.
STATIONS = (
    ("630102", "大众街街道"), ("630103", "南滩街道"), ("630104", "西关大街街道"),
    ("630105", "小桥大街街道"), ("630106", "鲁沙尔镇"), ("630121", "桥头镇"),
    ("630202", "碾伯街道"), ("630223", "威远镇"), ("632221", "浩门镇"), ("632521", "恰卜恰镇"),
    ("632323", "和日镇"), ("632701", "隆宝镇"), ("632801", "昆仑路街道"),
)  # fmt: skip
PARTNERS = (
    ("630000", "青海省市场监督管理局"),
    ("630102", "城东区市场监督管理局"),
    ("632701", "玉树市市场监督管理局"),
)


@dataclass
class Network:
    """The organisations by the code of their division; stations and partners by their parent."""

    associations: dict[str, Organisation] = field(default_factory=dict)
    stations: dict[str, Organisation] = field(default_factory=dict)
    partners: dict[str, Organisation] = field(default_factory=dict)

    @property
    def everything(self) -> list[Organisation]:
        """Return every organisation, the higher ones first."""
        return [
            *self.associations.values(), *self.stations.values(), *self.partners.values(),
        ]  # fmt: skip


def found(at: datetime) -> Network:
    """Found what is missing, the higher levels first, and return the whole."""
    there = {(each.level, each.region_id, each.name): each for each in queries.tree(SYSTEM)}
    network = Network()
    network.associations[PROVINCE] = _one(
        there, at, "青海省消费者协会", Level.PROVINCE, PROVINCE, None, "0971-5559315"
    )
    number = 1
    for prefecture in regions.children(PROVINCE):
        above = network.associations[prefecture.code] = _one(
            there, at, f"{prefecture.name}消费者协会", Level.PREFECTURE, prefecture.code,
            network.associations[PROVINCE], places.fixed_line(prefecture.code, number),
        )  # fmt: skip
        for county in regions.children(prefecture.code):
            number += 1
            network.associations[county.code] = _one(
                there, at, f"{county.name}消费者协会", Level.COUNTY, county.code, above,
                places.fixed_line(county.code, number),
            )  # fmt: skip
        number += 1
    _found_below(network, there, at)
    return network


def _found_below(
    network: Network, there: dict[tuple[str, str, str], Organisation], at: datetime
) -> None:
    for county, township in STATIONS:
        code = next(key for key, name in regions.options(county) if name == township)
        network.stations[county] = _one(
            there, at, f"{township}消费维权服务站", Level.STATION, code,
            network.associations[county], places.fixed_line(county, 200 + len(network.stations)),
        )  # fmt: skip
    for place, name in PARTNERS:
        network.partners[place] = _one(
            there, at, name, Level.PARTNER, place, network.associations[place], ""
        )


def _one(
    there: dict[tuple[str, str, str], Organisation],
    at: datetime,
    name: str,
    level: Level,
    region: str,
    parent: Organisation | None,
    phone: str,
) -> Organisation:
    known = there.get((level, region, name))
    return known or actions.found_organisation(
        by=SYSTEM,
        at=at,
        name=name,
        level=level,
        region=region,
        parent_id=parent.pk if parent else None,
        phone=phone,
    )
